import type { ringMenu as english } from '../en/ring-menu.ts';

export const ringMenu: Readonly<Record<keyof typeof english, string>> = {
  'snooze.menu': 'Отложить',
  'snooze.menu.until': 'До времени …',
  'snooze.menu.worse': 'Если не станет хуже …',
  'snooze.panel': 'Отложить: {{title}}',
  'snooze.panel.close': 'Закрыть',
  'ring.chart': 'Открыть график',
  'ring.chart.label': 'Открыть график: {{title}}',
  'ring.aside': 'Звонит',
  'ring.aside.line': 'Всё ещё звонит: {{title}}',
  'ring.aside.show': 'Показать',
  'ring.aside.show.label': 'Показать, что звонит',
};
