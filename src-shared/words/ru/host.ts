import type { Russian } from '../catalogue.ts';
import type { host as english } from '../en/host.ts';

export const host: Russian<typeof english> = {
  'host.usage': `Следит за ценами криптовалют и звонит, когда срабатывает будильник.

Запуск: npm run headless -- [параметры]

  --data-dir FOLDER     где лежат пары, будильники и история        CRYPTO_ALARM_DATA_DIR
  --host ADDRESS        адрес этого компьютера (127.0.0.1)          CRYPTO_ALARM_HOST
  --port NUMBER         порт (8787; 0 — любой свободный)            CRYPTO_ALARM_PORT
  --source NAME         auto, {{sources}} (auto)   CRYPTO_ALARM_SOURCE
  --poll-seconds N      секунд между ценами, от 1 до 300 (15)       CRYPTO_ALARM_POLL_SECONDS
  --log-level LEVEL     {{levels}} (info)   CRYPTO_ALARM_LOG_LEVEL
  --demo                учебный рынок и временная папка
  --help, --version

Читаются также: CRYPTO_ALARM_BINANCE_REST, CRYPTO_ALARM_COINGECKO_REST, CRYPTO_ALARM_COINGECKO_KEY.
`,
  'host.bad-flag': '{{cause}}. Что есть, покажет --help.',
  'host.bad-host': 'Адрес может быть 127.0.0.1, localhost или ::1; другие закрыты, пока нет ключей доступа.',
  'host.bad-port': 'Порт — целое число от 0 до 65535.',
  'host.bad-source': 'Источник — auto, {{sources}}.',
  'host.bad-poll-seconds': 'Время между ценами — целое число секунд от 1 до 300.',
  'host.bad-log-level': 'Уровень журнала — один из: {{levels}}.',
  'host.bad-web-address': '{{variable}} — веб-адрес, например {{example}}.',
  'host.nameless-folder': 'У --data-dir нет имени папки. Укажите его или уберите параметр.',

  'host.folder-unusable':
    'Папка с данными {{folder}} недоступна ({{cause}}). Проверьте права или укажите другую в --data-dir.',
  'host.folder-in-use':
    'Папка с данными {{folder}} занята: приложение уже работает. Пользуйтесь им или укажите другую папку в --data-dir.',
  'host.newer-data':
    'Данные в {{folder}} записаны более новой версией. Обновите приложение или укажите другую папку в --data-dir.',
  'host.settings-is-folder':
    '{{file}} — папка, а должен быть файл. Уберите её и запустите снова: её место займёт последняя копия.',
  'host.settings-forbidden':
    'Нет права читать файл настроек {{file}}. Верните себе права на него или запустите приложение от имени владельца.',
  'host.settings-unreadable':
    'Файл настроек {{file}} не читается ({{cause}}). Проверьте диск или укажите другую папку в --data-dir.',
  'host.no-log':
    'Журнал {{file}} не пишется ({{cause}}). Всё остальное работает; новая попытка каждые полминуты.',
  'host.no-record':
    'Запись звонков {{file}} не ведётся ({{cause}}). Будильники звонят; новая попытка каждые полминуты.',
  'host.not-built': 'Интерфейс не собран. Сначала запустите npm run build.',
  'host.port-in-use':
    'Порт {{port}} на {{host}} занят. Остановите того, кто его занял, или укажите другой в --port.',
  'host.cannot-listen':
    'Приложение не может слушать {{host}}, порт {{port}} ({{cause}}). Укажите другое в --host или --port.',

  'host.started': 'Crypto Price Alarm {{version}} открыт по адресу {{address}}',
  'host.demo': 'Демо: цены учебные, после остановки ничего не останется.',
  'host.how-to-stop': 'Остановить: Ctrl+C.',

  'host.foreign-caller': 'Приложение отвечает только своим страницам на этом компьютере.',
  'host.read-only': 'Здесь можно только читать.',
  'host.other-method': 'Этот адрес принимает только {{methods}}.',
  'host.nothing-here': 'Здесь ничего нет. Интерфейс по адресу /.',
};
