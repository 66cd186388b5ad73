import { expect, test } from 'vitest';
import type { Page } from './pages.ts';
import { themed } from './themed.ts';

const html: Page = {
  type: 'text/html; charset=utf-8',
  body: Buffer.from('<!doctype html>\n<html lang="en">…</html>'),
  gzipped: Buffer.from('zipped'),
  immutable: false,
};

test.each(['light', 'dark'] as const)(
  'a forced %s theme stands in the page before anything is painted',
  (theme) => {
    const page = themed(html, theme);
    expect(page.body.toString('utf8')).toBe(
      `<!doctype html>\n<html data-theme="${theme}" lang="en">…</html>`,
    );
    // What was zipped before has no theme.
    expect(page.gzipped).toBeNull();
  },
);

test('the theme of the system leaves the page as it is', () => {
  expect(themed(html, 'system')).toBe(html);
});

test('what is no page stays as it is', () => {
  const script = { ...html, type: 'text/javascript; charset=utf-8' };
  expect(themed(script, 'dark')).toBe(script);
});
