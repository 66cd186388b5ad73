import { describe, expect, test } from 'vitest';
import { usualLimits } from '../sources/limits.ts';
import { temporaryFolders } from '../testing/temp-folder.ts';
import { startTestRuntime, target } from '../testing/test-runtime.ts';

const folders = temporaryFolders();

async function watching(limited = false) {
  const made = startTestRuntime({
    folder: folders.make(),
    confirmPercent: 'as stored',
    ...(limited && { limits: usualLimits({ coingeckoKey: false }) }),
  });
  folders.closeAfter(() => made.runtime.stop());
  await made.watch();
  return made;
}

describe('settings', () => {
  test('are at work at once, on disk, and told to everybody', async () => {
    const made = await watching();
    const updates = made.listen();
    await made.alarm(target(110));
    await made.tickAt(111);
    // Eleven percent at once waits for the next price by default.
    expect(await made.ringing()).toEqual([]);
    await made.tickAt(100);
    expect(await made.ok('settings.set', { confirmPercent: 20 })).toMatchObject({ confirmPercent: 20 });
    await made.tickAt(111);
    expect(await made.ringing()).toEqual(['a1#1']);
    expect(made.storage.rules.current().settings.confirmPercent).toBe(20);
    expect(updates.findLast((update) => update.settings !== undefined)?.settings?.confirmPercent).toBe(20);
    expect((await made.state()).settings).toMatchObject({ confirmPercent: 20, tellBlind: true });
  });

  test('that are left out stay, source by source too', async () => {
    const made = await watching();
    await made.ok('settings.set', { budgets: { binance: { perMinute: 500, perMonth: null } } });
    await made.ok('settings.set', {
      tellBlind: false,
      budgets: { coingecko: { perMinute: 3, perMonth: 100 } },
    });
    expect((await made.state()).settings).toMatchObject({
      confirmPercent: 10,
      tellBlind: false,
      budgets: { binance: { perMinute: 500 }, coingecko: { perMinute: 3, perMonth: 100 } },
    });
  });

  test('a budget counts from the next request on, and shows in the status', async () => {
    const made = await watching(true);
    const limit = async () =>
      (await made.state()).sources.find((source) => source.id === 'binance')?.budget?.perMinute.limit;
    expect(await limit()).toBe(1_200);
    await made.ok('settings.set', { budgets: { binance: { perMinute: 60, perMonth: null } } });
    expect(await limit()).toBe(60);
  });

  test.each([
    { confirmPercent: 0.5 },
    { softenAfterMs: 1 },
    { ringLimitMs: 59_999 },
    { tellBlind: 'yes' },
    { more: 1 },
  ])('of nonsense are refused, and nothing changes: %o', async (input) => {
    const made = await watching();
    const before = (await made.state()).settings;
    expect((await made.refused('settings.set', input)).code).toBe('bad-input');
    expect((await made.state()).settings).toEqual(before);
  });

  test('that cannot be written are refused with a sentence, and are not at work', async () => {
    const made = await watching();
    made.disk.rulesFail = true;
    expect((await made.refused('settings.set', { confirmPercent: 50 })).code).toBe('storage-failed');
    expect((await made.state()).settings.confirmPercent).toBe(10);
  });
});
