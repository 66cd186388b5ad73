import { expect, test, vi } from 'vitest';
import type { Catalogue } from '../../src-shared/words/catalogue.ts';
import { russianPage } from '../../src-shared/words/russian-page.ts';
import { plainStyle, styleInUse } from '../../src-shared/words/style.ts';
import { createPageVoice } from './page-voice.ts';

const russian = styleInUse({ language: 'ru', numbers: 'system' }, 'en-US');

test('Russian is fetched once, and only when it is wanted', async () => {
  const fetchIt = vi.fn(async () => russianPage);
  const voice = createPageVoice(fetchIt);
  await voice.speak(plainStyle);
  expect(fetchIt).not.toHaveBeenCalled();
  expect(voice.say('status.live')).toBe('Live');
  expect(voice.catalogue()).toBeNull();
  await voice.speak(russian);
  expect(voice.say('status.live')).toBe('Цены идут');
  expect(voice.catalogue()).toBe(russianPage);
  await voice.speak(plainStyle);
  expect(voice.say('status.live')).toBe('Live');
  await voice.speak(russian);
  expect(fetchIt).toHaveBeenCalledTimes(1);
});

test('what was asked for last is spoken, though the one before comes later', async () => {
  const { promise, resolve } = Promise.withResolvers<Catalogue>();
  const voice = createPageVoice(() => promise);
  const first = voice.speak(russian);
  await voice.speak(plainStyle);
  resolve(russianPage);
  await first;
  expect(voice.say('status.live')).toBe('Live');
});

test('sentences that cannot be fetched leave the page as it speaks, and can be asked for again', async () => {
  let away = true;
  const voice = createPageVoice(() =>
    away ? Promise.reject(new Error('away')) : Promise.resolve(russianPage),
  );
  await expect(voice.speak(russian)).rejects.toThrow('away');
  expect(voice.say('status.live')).toBe('Live');
  away = false;
  await voice.speak(russian);
  expect(voice.say('status.live')).toBe('Цены идут');
});
