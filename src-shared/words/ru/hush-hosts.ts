import type { Russian } from '../catalogue.ts';
import type { hushHosts as english } from '../en/hush-hosts.ts';

/** Итог тишины и тихих часов, и отказы. */
export const hushHosts: Russian<typeof english> = {
  'digest.title.muted_one': 'Во время тишины: {{count}} будильник',
  'digest.title.muted_few': 'Во время тишины: {{count}} будильника',
  'digest.title.muted_many': 'Во время тишины: {{count}} будильников',
  'digest.title.muted_other': 'Во время тишины: {{count}} будильника',
  'digest.title.quiet hours_one': 'В тихие часы: {{count}} будильник',
  'digest.title.quiet hours_few': 'В тихие часы: {{count}} будильника',
  'digest.title.quiet hours_many': 'В тихие часы: {{count}} будильников',
  'digest.title.quiet hours_other': 'В тихие часы: {{count}} будильника',
  'digest.line': '{{time}} {{title}}',
  'digest.line.over': '{{time}} {{title}} · уже не так',
  'error.muted': 'Тишина до {{time}}, поэтому ничего не будет слышно. Снимите тишину и проверьте снова.',
  'error.muted.quiet':
    'Сейчас тихие часы до {{time}}, поэтому ничего не будет слышно. Выключите их в настройках и проверьте снова.',
  'error.mute-over': 'Это время уже прошло. Выберите более позднее.',
  'error.mute-too-long': 'Это больше недели. Выберите более раннее время.',
  'error.unknown-sound': 'Это не звук WAV, MP3 или Ogg. Выберите другой файл.',
};
