import { expect, it, vi } from 'vitest';
import { largestImportBytes } from '../../src-shared/contract/transfer.ts';
import { uploadImport } from './upload.ts';

const plan = {
  token: 't1',
  from: 'this app',
  exportedAt: null,
  pairs: { added: [], present: [], refused: [{ what: 'X', why: 'No.' }] },
  alarms: { added: [], present: [], refused: [] },
  settings: { changed: [{ name: 'confirmPercent', from: 10, to: 20 }], refused: [] },
  notes: [],
};
const answering = (body: string, status = 200) => vi.fn(async () => new Response(body, { status }));

it('sends the text as it is to the host of the page, and hands back the parsed plan', async () => {
  const fetch = answering(JSON.stringify({ ok: true, data: { ...plan, more: 'ignored' } }));
  expect(await uploadImport('{"assets":{}}', fetch)).toEqual({ ok: true, data: plan });
  expect(fetch).toHaveBeenCalledWith(
    '/app/import',
    expect.objectContaining({ method: 'POST', body: '{"assets":{}}' }),
  );
});

it('hands on a refusal, whatever its status', async () => {
  const refusal = { ok: false, code: 'unreadable-import', message: 'No file.' };
  expect(await uploadImport('x', answering(JSON.stringify(refusal), 400))).toEqual(refusal);
  const large = { ok: false, code: 'import-too-large', message: 'Too large.' };
  expect(await uploadImport('x', answering(JSON.stringify(large), 413))).toEqual(large);
});

it('sends nothing that no host would take', async () => {
  const fetch = answering('');
  // Fewer characters than bytes are allowed, and more bytes.
  for (const text of ['x'.repeat(largestImportBytes + 1), '€'.repeat(largestImportBytes / 2)]) {
    expect(await uploadImport(text, fetch)).toMatchObject({
      ok: false,
      code: 'import-too-large',
      message: 'That file is larger than 64 MB. Choose another file.',
    });
  }
  expect(fetch).not.toHaveBeenCalled();
});

it.each(['<h1>Bad gateway</h1>', '', 'null'])(
  'makes a refusal of an answer that is none: %j',
  async (body) => {
    const reply = await uploadImport('x', answering(body, 502));
    expect(reply.ok).toBe(false);
  },
);

it('makes a refusal of a host that is gone', async () => {
  const fetch = vi.fn(() => Promise.reject(new TypeError('Failed to fetch')));
  expect(await uploadImport('x', fetch)).toMatchObject({ ok: false, code: 'no-answer' });
});
