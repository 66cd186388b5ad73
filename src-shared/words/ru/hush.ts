import type { Russian } from '../catalogue.ts';
import type { hush as english } from '../en/hush.ts';

/** Тишина и звуки: то, что страница говорит с самого начала. */
export const hush: Russian<typeof english> = {
  'mute.open': 'Тишина',
  'mute.announce': 'Тишина до {{time}}.',
  'sound.own-missing': 'файла больше нет',
  'error.sound-too-large': 'Файл больше {{most}} МБ. Выберите звук покороче.',
};
