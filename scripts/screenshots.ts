/**
 * `npm run screenshots`: a picture of every state of the interface, in both themes, every language, wide and narrow, into
 * `.cache/screenshots`, and the one of the README. With names behind it only of those: `npm run screenshots -- ringing`.
 * A new state is one entry in a story under `scripts/screenshots/`. Prices are made up.
 */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './run-command.ts';
import { browser, lost } from './screenshots/browser.ts';
import { createCamera } from './screenshots/camera.ts';
import { firstStart } from './screenshots/first-start.ts';
import { away, ringing } from './screenshots/ringing.ts';
import { settings } from './screenshots/settings.ts';
import { type Story, tell } from './screenshots/story.ts';
import { trouble } from './screenshots/trouble.ts';
import { watching } from './screenshots/watching.ts';

const stories: readonly Story[] = [watching, firstStart, settings, ringing, away, trouble, browser, lost];
const folder = path.join(root, '.cache', 'screenshots');
const names = process.argv.slice(2);
const wanted = (name: string) => names.length === 0 || names.some((part) => name.startsWith(part));

if ((await run('vite', ['build', '--logLevel', 'error'])) === 0) {
  mkdirSync(folder, { recursive: true });
  const camera = createCamera(folder, path.join(root, 'docs', 'screenshot.png'));
  let taken = 0;
  for (const story of stories) taken += await tell(story, camera, wanted);
  console.log(`${taken} pictures are in ${path.relative(process.cwd(), folder)}.`);
} else {
  process.exitCode = 1;
}
