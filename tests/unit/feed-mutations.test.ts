import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFeeds } from '../../src-feeds/registry.ts';
import { marketDataFolder, needsMarketData } from '../market-replay/market-data.ts';
import { type Call, recordedCalls } from '../mutations/calls.ts';
import { mutate } from '../mutations/mutate.ts';
import { errorFaults } from '../mutations/promises.ts';
import { randomFrom } from '../random-from.ts';

const absent = marketDataFolder() === null;
const mutations = Number(process.env['MUTATIONS'] ?? 500);
const seed = Number(process.env['SOAK_SEED'] ?? 1);

const statuses = [200, 200, 200, 200, 200, 200, 200, 204, 400, 401, 403, 404, 418, 429, 451, 500, 503];
const waits = ['', '5', '-5', 'soon', '1e9', '99999999999', 'Mon, 01 Jun 2099 00:00:00 GMT', '\u00a0', '0'];
const dates = ['', 'yesterday', 'Mon, 99 Jun 2026 12:00:30 GMT', '-1', 'Thu, 01 Jan 1970 00:00:00 GMT'];

/** A real feed whose way out answers with what it is given, in all its wrongness. */
async function outcomeOf(call: Call, body: string, random: () => number) {
  const one = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const status = one(statuses);
  const headers = {
    'content-type': one(['application/json', 'text/html', 'x']),
    date: random() < 0.8 ? new Date(call.now).toUTCString() : one(dates),
    'retry-after': random() < 0.5 ? '' : one(waits),
    'x-mbx-used-weight-1m': one(['12', 'NaN', '', '-1', '1e400']),
  };
  const fetch = async () => new Response(status === 204 ? null : body, { status, headers });
  const feeds = createFeeds({ now: () => call.now, fetch, coingeckoKey: 'CG-s3cret' });
  const feed = feeds[call.source];
  const result = await call.ask(feed);
  const used = feed.usedWeight();
  const faults = result.ok ? call.faults(result.value) : errorFaults(result.error);
  const odd = used !== null && !Number.isFinite(used) ? [`weight ${used}`] : [];
  return { ok: result.ok, faults: [...faults, ...odd] };
}

describe.skipIf(absent)(
  `answers with something wrong in them${absent ? ` (${needsMarketData})` : ''}`,
  () => {
    const unhandled: unknown[] = [];
    let calls: readonly Call[];
    const note = (reason: unknown) => void unhandled.push(reason);
    beforeAll(() => {
      process.on('unhandledRejection', note);
      calls = recordedCalls();
    });
    afterAll(() => void process.off('unhandledRejection', note));

    test('every recorded answer is read as it is', async () => {
      for (const call of calls) {
        const fetch = async () =>
          new Response(JSON.stringify(call.body), { headers: { date: new Date(call.now).toUTCString() } });
        const result = await call.ask(createFeeds({ now: () => call.now, fetch })[call.source]);
        const understood = call.name !== 'coins/markets';
        expect([call.name, result.ok, result.ok && call.faults(result.value)]).toEqual([
          call.name,
          understood,
          understood && [],
        ]);
      }
    });

    test(`of ${mutations} none is thrown over, and nothing is taken for a price that is none`, async () => {
      const random = randomFrom(seed);
      const counts = { good: 0, refused: 0 };
      for (let n = 0; n < mutations; n += 1) {
        const call = calls[n % calls.length] as Call;
        const body = mutate(call.body, random);
        const outcome = await outcomeOf(call, body, random).catch((error: unknown) => ({
          ok: false,
          faults: [`thrown: ${error instanceof Error ? error.stack : String(error)}`],
        }));
        const about = `${call.name}, mutation ${n} of seed ${seed}: ${body.slice(0, 300)}`;
        expect([about, outcome.faults]).toEqual([about, []]);
        if (outcome.ok) counts.good += 1;
        else counts.refused += 1;
      }
      await new Promise((resolve) => setImmediate(resolve));
      expect(unhandled).toEqual([]);
      // Neither all of them harmless nor all of them hopeless: then they would test nothing.
      expect(counts.good).toBeGreaterThan(mutations / 20);
      expect(counts.refused).toBeGreaterThan(mutations / 5);
    }, 600_000);
  },
);
