import type { Cdp } from './cdp.ts';
import type { Chromium } from './chromium.ts';

const running: { chromium?: Chromium } = {};

export function setChromium(chromium: Chromium): void {
  running.chromium = chromium;
}

export function runningChromium(): Chromium | undefined {
  return running.chromium;
}

export function browser(): Cdp {
  if (!running.chromium) throw new Error('Chromium has not been started: the app is not ready.');
  return running.chromium.cdp;
}

/** The pages that are open in Chromium right now, whoever opened them. */
export async function openPages(): Promise<number> {
  const { targetInfos } = await browser().call('Target.getTargets');
  return targetInfos.filter(({ type }) => type === 'page').length;
}
