import type { Russian } from '../catalogue.ts';
import type { hushViews as english } from '../en/hush-views.ts';

/** Тишина, тихие часы и то, что случилось за это время. */
export const hushViews: Russian<typeof english> = {
  'mute.for': 'Тишина для всего на',
  'mute.for.label': 'Тишина на {{duration}}',
  'mute.on': 'Тишина до {{time}}',
  'mute.until.label': 'Тишина до',
  'mute.until.action': 'Включить до этого времени',
  'mute.until.empty': 'Сначала укажите время суток, например 14:20.',
  'mute.end': 'Снять тишину',
  'mute.bar':
    'Тишина до {{time}} (ещё {{left}}): без звука и всплывающих окон. Будильники проверяются и попадают в список.',
  'quiet.bar':
    'Тихие часы до {{time}}: без звука и всплывающих окон. Будильники проверяются, итог — в конце.',
  'quiet.bar.loud':
    'Тихие часы до {{time}}: слышны и видны только громкие будильники. Об остальных — в конце.',
  'ring.held': '{{title}}, {{time}}. Пока без звука.',
  'ring.held.region': 'Сработавшие будильники, которые ждут',

  'summary.title.muted_one': 'Во время тишины, с {{from}} до {{to}}: {{count}} срабатывание.',
  'summary.title.muted_few': 'Во время тишины, с {{from}} до {{to}}: {{count}} срабатывания.',
  'summary.title.muted_many': 'Во время тишины, с {{from}} до {{to}}: {{count}} срабатываний.',
  'summary.title.muted_other': 'Во время тишины, с {{from}} до {{to}}: {{count}} срабатывания.',
  'summary.title.quiet hours_one': 'В тихие часы, с {{from}} до {{to}}: {{count}} срабатывание.',
  'summary.title.quiet hours_few': 'В тихие часы, с {{from}} до {{to}}: {{count}} срабатывания.',
  'summary.title.quiet hours_many': 'В тихие часы, с {{from}} до {{to}}: {{count}} срабатываний.',
  'summary.title.quiet hours_other': 'В тихие часы, с {{from}} до {{to}}: {{count}} срабатывания.',
};
