import type { Russian } from '../catalogue.ts';
import type { transfer as english } from '../en/transfer.ts';

export const transfer: Russian<typeof english> = {
  'import.what.pair': 'пара {{number}}',
  'import.what.alarm': 'будильник {{number}} ({{pair}})',
  'import.refused.pair': 'Это не записано как пара этого приложения ({{field}}).',
  'import.refused.nameless': 'Нет имени.',
  'import.refused.source': '{{source}} в этом запуске не даёт цен.',
  'import.refused.too-many':
    'За один раз ищется не больше {{most}} имён. Для остальных импортируйте файл ещё раз.',
  'import.refused.alarm': 'Такого правила приложение не знает ({{field}}).',
  'import.refused.no-pair': 'Пары нет в списке, и добавить её нельзя.',
  'import.refused.setting': 'Такой настройки приложение не знает, или её значение не подходит.',
  'import.note.history': 'Прошлые цены из файла не берутся: графики начнутся с того, что даёт источник.',
  'import.note.anew':
    'Максимумы, минимумы, окна и «с начала» считаются с момента импорта, а не с того, что было в файле.',
  'import.note.fired_one':
    '{{count}} будильник там уже звонил и молчит, поэтому он приходит на паузе: возобновите его, если нужен.',
  'import.note.fired_few':
    '{{count}} будильника там уже звонили и молчат, поэтому они приходят на паузе: возобновите нужные.',
  'import.note.fired_many':
    '{{count}} будильников там уже звонили и молчат, поэтому они приходят на паузе: возобновите нужные.',
  'import.note.fired_other':
    '{{count}} будильника там уже звонили и молчат, поэтому они приходят на паузе: возобновите нужные.',
};
