import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { explain, runWatched } from '../../scripts/package.ts';

const temp = mkdtempSync(path.join(tmpdir(), 'package-script-'));
afterAll(() => rmSync(temp, { recursive: true, force: true }));

function script(text: string): string {
  const file = path.join(temp, `script-${Math.random()}.mjs`);
  writeFileSync(file, text);
  return file;
}

const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe('a run that is watched', () => {
  test('shows its lines and answers its exit code', async () => {
    const lines: string[] = [];
    const text =
      "console.log('one'); console.error('two'); process.stdout.write('rest'); process.exitCode = 3";
    const watch = { quietMs: 20_000, folders: [], show: (line: string) => void lines.push(line) };
    const { code, stuck } = await runWatched(script(text), [], watch);
    expect({ code, stuck }).toEqual({ code: 3, stuck: false });
    expect(lines.toSorted()).toEqual(['one', 'rest', 'two']);
  });

  test('that falls silent is ended with what it has started', async () => {
    const text = `import { spawn } from 'node:child_process';
      const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
      console.log(child.pid);
      setInterval(() => {}, 1000);`;
    const { stuck, output } = await runWatched(script(text), [], {
      quietMs: 1500,
      folders: [],
      show: () => {},
    });
    expect(stuck).toBe(true);
    await expect.poll(() => alive(Number(output.trim())), { timeout: 10_000 }).toBe(false);
  }, 30_000);

  test('a file that grows is a sign of life', async () => {
    const text = `import { appendFileSync } from 'node:fs';
      const file = ${JSON.stringify(path.join(temp, 'download'))};
      const grow = setInterval(() => appendFileSync(file, 'more'), 100);
      setTimeout(() => clearInterval(grow), 4000);`;
    const { code, stuck } = await runWatched(script(text), [], {
      quietMs: 2000,
      folders: [temp],
      show: () => {},
    });
    expect({ code, stuck }).toEqual({ code: 0, stuck: false });
  }, 30_000);
});

describe('what a failed run says', () => {
  const packaging =
    '  • packaging       platform=linux arch=x64 electron=45.3.4 appOutDir=release/linux-unpacked\n';
  const refused =
    '  ⨯ getaddrinfo ENOTFOUND github.com  failedTask=build stackTrace=RequestError: getaddrinfo\n    at a.js:1:1\n';

  test('no Electron: which, from where, what to do', () => {
    expect(explain(packaging + refused)).toBe(
      `Electron 45.3.4 is missing here and could not be downloaded: no answer from github.com (ENOTFOUND).
Run this again where github.com can be reached, or name the folder of an unpacked Electron: npm run package -- -c.electronDist=<folder>`,
    );
  });

  test('no tool: for which kind of package', () => {
    const tool = '  • building        target=AppImage arch=x64 file=release/a.AppImage\n';
    expect(explain(packaging + tool + refused)).toContain(
      'A tool that makes the AppImage file is missing here',
    );
    expect(explain(packaging + tool + packaging + refused)).toContain('Electron 45.3.4 is missing');
  });

  test('anything else: the sentence of electron-builder without the place in its code', () => {
    const wrong =
      '  ⨯ Application entry file "dist/main/index.js" does not exist.  failedTask=build stackTrace=Error: x\n    at b';
    expect(explain(wrong)).toBe(
      'Nothing was packed: Application entry file "dist/main/index.js" does not exist.',
    );
    expect(explain('')).toBe('Nothing was packed; the lines above say why.');
  });
});
