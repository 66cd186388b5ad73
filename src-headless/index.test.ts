import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

// These run side by side, so what they leave is removed when all are done.
const folders: string[] = [];
const children: { kill: (signal: 'SIGKILL') => unknown }[] = [];
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

function makeFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'crypto-price-alarm-test-'));
  folders.push(folder);
  return folder;
}

describe('the program', () => {
  const entry = pathToFileURL(path.join(import.meta.dirname, 'index.ts')).href;

  /** The program as it is started by hand, until it ends. */
  function run(
    args: readonly string[],
    cwd: string,
    hearsOut = true,
    before = '',
  ): Promise<{ code: number | null; out: string; err: string }> {
    const script = `${before}; globalThis.__APP_VERSION__ = '1.2.3'; process.argv.splice(1, 0, 'index.js'); await import(${JSON.stringify(entry)});`;
    return new Promise((resolve) => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, '--', ...args], {
        cwd,
        env: { PATH: process.env['PATH'], HOME: cwd, CRYPTO_ALARM_DEV: before === '' ? '' : '1' },
      });
      children.push(child);
      if (!hearsOut) child.stdout.destroy();
      let [out, err] = ['', ''];
      child.stdout.on('data', (part: Buffer) => {
        out += part.toString();
      });
      child.stderr.on('data', (part: Buffer) => {
        err += part.toString();
      });
      child.on('close', (code) => resolve({ code, out, err }));
    });
  }

  test('answers --version and --help', async () => {
    const cwd = makeFolder();
    expect(await run(['--version'], cwd)).toEqual({ code: 0, out: '1.2.3\n', err: '' });
    expect((await run(['--help'], cwd)).out).toContain('--data-dir');
    expect(readdirSync(cwd)).toEqual([]);
  });

  test('a reader that goes away is no reason to complain', async () => {
    expect(await run(['--help'], makeFolder(), false)).toMatchObject({ code: 0, err: '' });
  });

  test.concurrent.each([
    ['a bad flag', ['--port', 'abc']],
    ['an unknown flag', ['--nonsense']],
    ['an address for others', ['--host', '0.0.0.0']],
    ['a data folder that is a file', ['--data-dir', 'file']],
    ['a data folder below a file', ['--data-dir', 'file/below']],
    ['a data folder without a name', ['--data-dir', '']],
  ])('%s: one plain sentence, exit code 2, and nothing left behind', async (_, args) => {
    const cwd = makeFolder();
    writeFileSync(path.join(cwd, 'file'), 'mine');
    const { code, out, err } = await run(args, cwd);
    expect(err).toMatch(/^\p{Lu}[^\n]+\.\n$/u);
    expect(err).not.toMatch(/Error:/);
    expect([code, out]).toEqual([2, '']);
    expect(readdirSync(cwd)).toEqual(['file']);
  });

  test.each([
    ['an error that nobody catches', `throw new TypeError('a bug in ' + process.env.HOME)`],
    ['a promise that nobody waits for', `void Promise.reject(new TypeError('a bug in ' + process.env.HOME))`],
  ])('%s ends it, and is the last line of its log', async (_, crash) => {
    const cwd = makeFolder();
    const onceStarted = `
      const { readFileSync } = await import('node:fs');
      const started = () => { try { return readFileSync('data/app.log', 'utf8').includes('host.started'); } catch { return false; } };
      setInterval(() => { if (started()) { ${crash}; } }, 20);`;
    const { code, err } = await run(
      ['--data-dir', 'data', '--port', '0', '--source', 'simulated'],
      cwd,
      true,
      onceStarted,
    );
    expect(code).toBe(1);
    expect(err).toContain('a bug in');
    const last =
      readFileSync(path.join(cwd, 'data', 'app.log'), 'utf8')
        .trim()
        .split('\n')
        .at(-1) ?? '';
    expect(JSON.parse(last)).toMatchObject({
      level: 50,
      event: 'host.crashed',
      err: { type: 'TypeError', message: 'a bug in ~', stack: expect.stringContaining('a bug in ~') },
    });
    expect(last).not.toContain(cwd);
  });

  test('a data folder that it makes, and the log in it, are for their owner only', async () => {
    const cwd = makeFolder();
    // Beside the sources there is no built interface, so it ends by itself; it has made the folder by then.
    expect((await run(['--data-dir', 'made/data', '--port', '0'], cwd)).err).toContain('is not built');
    for (const entry of readdirSync(cwd, { recursive: true, encoding: 'utf8' })) {
      const others = statSync(path.join(cwd, entry)).mode & 0o077;
      expect([entry, others.toString(8)]).toEqual([entry, entry === 'made' ? expect.anything() : '0']);
    }
  });
});
