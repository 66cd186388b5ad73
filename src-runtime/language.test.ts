import { describe, expect, test } from 'vitest';
import { createHostVoice } from './host-voice.ts';
import { temporaryFolders } from './testing/temp-folder.ts';
import { startTestRuntime, target } from './testing/test-runtime.ts';

const folders = temporaryFolders();

function start(systemLocale?: string, folder = folders.make()) {
  const made = startTestRuntime({ folder, ...(systemLocale !== undefined && { systemLocale }) });
  folders.closeAfter(() => made.runtime.stop());
  return made;
}
const ours = (text: string) => text.replaceAll('\u00a0', ' ');

describe('the language of a host', () => {
  test('is that of the system until one is chosen, then that one, at once and after a restart', async () => {
    const made = start('ru-RU');
    expect(made.runtime.glance().sentence).toBe('Пока следить не за чем');
    await made.ok('settings.set', { language: 'en' });
    expect(made.runtime.glance().sentence).toBe('Nothing watched yet');
    made.crash();
    const again = start('ru-RU', made.folder);
    expect(again.runtime.glance().sentence).toBe('Nothing watched yet');
  });

  test('is followed by refusals, rings and prices', async () => {
    const made = start();
    await made.watch();
    await made.alarm(target(110));
    await made.ok('settings.set', { language: 'ru' });
    expect(await made.refused('alarm.rearm', { id: 'ghost' })).toMatchObject({
      message: 'Этого будильника уже нет. Возможно, его удалили.',
    });
    expect(await made.refused('alarm.rearm', {})).toMatchObject({
      message: expect.stringMatching(/^Это пришло в непонятном/),
    });
    await made.tickAt(110.5);
    expect(made.runtime.glance().sentence).toBe('Звонит: BTC/USDT: рост до 110');
    expect(made.runtime.glance().pairs.map(({ line }) => ours(line))).toEqual(['BTC/USDT  110,50']);
    await made.ok('settings.set', { numbers: 'comma-point' });
    expect(made.runtime.glance().pairs.map(({ line }) => line)).toEqual(['BTC/USDT  110.50']);
  });

  test('changes what was told already: notices, and that prices are out', async () => {
    const made = start();
    await made.watch();
    const updates = made.listen();
    made.feed.failWith('offline');
    await made.clock.advance(11 * 60_000);
    const told = async () => {
      const { notices, ringing } = await made.state();
      return { cause: notices[0]?.params['cause'], ring: ringing[0] };
    };
    expect(await told()).toMatchObject({
      cause: 'no connection',
      ring: { kind: 'blind', title: 'No prices from Binance' },
    });
    await made.ok('settings.set', { language: 'ru' });
    expect(await told()).toMatchObject({
      cause: 'нет связи',
      ring: { kind: 'blind', title: 'Binance: цен нет' },
    });
    expect(updates.at(-1)).toMatchObject({
      settings: { language: 'ru' },
      notices: [{ params: { cause: 'нет связи' } }],
      ringing: [{ title: 'Binance: цен нет' }],
    });
  });
});

test('where no language is set a host speaks that of whoever reads', async () => {
  const made = start('en-US');
  made.runtime.readBy('ru-RU');
  expect(await made.refused('alarm.remove', { id: 'ghost' })).toMatchObject({
    message: 'Этого будильника уже нет. Возможно, его удалили.',
  });
  await made.ok('settings.set', { language: 'en' });
  made.runtime.readBy('ru-RU');
  expect(await made.refused('alarm.remove', { id: 'ghost' })).toMatchObject({
    message: 'That alarm is gone. Somebody may have removed it.',
  });
});

test('a host says nothing anew where the settings come to the same', () => {
  let changes = 0;
  const voice = createHostVoice('ru-RU', () => {
    changes += 1;
  });
  const { style } = voice.say;
  voice.speak({ language: 'ru', numbers: 'space-comma' });
  expect([changes, voice.say.style]).toEqual([0, style]);
  voice.speak({ language: 'ru', numbers: 'comma-point' });
  voice.speak({ language: 'en', numbers: 'system' });
  expect([changes, voice.say('status.live')]).toEqual([2, 'Live']);
});
