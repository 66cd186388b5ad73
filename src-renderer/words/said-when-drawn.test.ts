// @vitest-environment jsdom
import { expect, test, vi } from 'vitest';
import type { say } from './say.ts';

type Saying = { readonly say: typeof say };
const said: string[] = [];
vi.mock('./say.ts', async (original) => {
  const real = await original<Saying>();
  const spy = (key: string) => {
    said.push(key);
    return key;
  };
  return { ...real, say: Object.assign(spy, { style: real.say.style }) };
});
vi.mock('./say-in-view.ts', () => ({
  sayInView: (key: string) => {
    said.push(key);
    return key;
  },
}));
vi.mock('../chart/price-chart.ts', () => import('../testing/fake-chart.ts'));

test('nothing is said while the page is being read in: a sentence kept would stay in the first language', async () => {
  await import('../App.tsx');
  await import('../shell/on-demand.ts');
  expect(said).toEqual([]);
});
