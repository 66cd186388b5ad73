import type { alarmForm as english } from '../en/alarm-form.ts';

export const alarmForm: Readonly<Record<keyof typeof english, string>> = {
  'options.head': '{{mode}} · {{urgency}}',
  'options.head.label': 'Ещё настройки: {{summary}}',
  'options.head.once': 'один раз',
  'options.head.repeat': 'снова и снова',
  'options.head.loud': 'громко, пока не выключат',
  'options.head.normal': 'один сигнал',
  'options.head.silent': 'без звука',
  'preset.label': 'Обычные значения',
  'preset.percent': '{{percent}}',
  'preset.percent.label': 'Взять {{percent}}',
  'preset.up': '▲ {{percent}}',
  'preset.up.label': 'Взять на {{percent}} выше цены',
  'preset.down': '▼ {{percent}}',
  'preset.down.label': 'Взять на {{percent}} ниже цены',
  'preset.around': '± {{percent}}',
  'preset.around.label': 'Взять по {{percent}} от цены в обе стороны',
  'form.already.count': 'Считать с этого момента',
  'form.twin': 'Такой будильник уже есть.',
  'form.twin.show': 'Показать',
};
