import type { Russian } from '../catalogue.ts';
import type { start as english } from '../en/start.ts';

export const start: Russian<typeof english> = {
  'start.not-installed': 'Пакеты приложения не установлены. Запустите npm ci, затем снова npm start.',
  'start.unforeseen':
    'Запуск не удался ({{cause}}). Запустите npm ci, затем снова npm start, или npm run headless — без окна.',

  'start.fetching': 'Загрузка Electron {{version}} для окна; это нужно только один раз.',
  'start.fetched-so-far': 'Загрузка Electron: пока {{megabytes}} МБ.',

  'start.no-display':
    'Окна не будет: экран здесь не задан (DISPLAY, WAYLAND_DISPLAY). Чтобы оно было, запустите npm start в терминале на самом рабочем столе.',
  'start.display-closed':
    'Окна не будет: экран {{display}} не открывается. Чтобы оно было, запустите npm start в терминале на самом рабочем столе, от имени вошедшего там пользователя.',
  'start.root':
    'Окна не будет: Electron не работает от root. Чтобы оно было, запустите npm start обычным пользователем, а если есть только root — npm start -- --no-sandbox.',
  'start.no-electron-there':
    'Окна не будет: задана ELECTRON_OVERRIDE_DIST_PATH, но {{file}} не существует. Чтобы оно было, исправьте или уберите эту переменную.',
  'start.fetch-silent':
    'Окна не будет: Electron загрузить не удалось, за {{seconds}} с ничего не пришло. Чтобы оно было, проверьте связь с github.com или задайте зеркало в ELECTRON_MIRROR и снова запустите npm start.',
  'start.fetch-failed':
    'Окна не будет: Electron загрузить не удалось ({{cause}}). Чтобы оно было, проверьте связь с github.com или задайте зеркало в ELECTRON_MIRROR и снова запустите npm start.',
  'start.fetch-incomplete':
    'Окна не будет: Electron загружен, но {{file}} нет. Чтобы оно было, удалите node_modules/electron, запустите npm ci, затем npm start.',
  'start.missing-library':
    'Окна не будет: Electron нужна {{library}}, в этой системе её нет. Чтобы оно было, установите пакет с ней и снова запустите npm start.',
  'start.sandbox':
    'Окна не будет: система не даёт Electron создать песочницу (так, например, в Ubuntu с 23.10). Чтобы оно было, запустите один раз: sudo chown root:root "{{helper}}" && sudo chmod 4755 "{{helper}}"',
  'start.unstartable':
    'Окна не будет: система не может запустить {{file}} ({{cause}}). Чтобы оно было, удалите node_modules/electron, запустите npm ci, затем npm start.',
  'start.ended-early':
    'Окна не будет: Electron завершился раньше, чем приложение было готово ({{cause}}). Чтобы оно было, исправьте это и снова запустите npm start; с переменной ELECTRON_ENABLE_LOGGING=1 видно всё, что говорит Electron.',
  'start.late':
    'Окна не будет: приложение не было готово за {{seconds}} с ({{cause}}). Чтобы оно было, снова запустите npm start; с переменной ELECTRON_ENABLE_LOGGING=1 видно всё, что говорит Electron.',
  'start.not-fetched':
    'Окна не будет: Electron ещё не загружен. Чтобы оно было, один раз запустите npm start.',
  'start.dev-in-browser': 'Вместо окна интерфейс в браузере: {{address}}, за ним приложение без окна.',
  'start.headless-now':
    'Вместо окна запускается headless: откройте следующий адрес в браузере этого компьютера.',

  'start.server-not-reached': 'сервер недоступен',
  'start.said-nothing': 'причина не названа',
  'start.code': 'код {{code}}',

  'start.refused-silently':
    'Приложение не запустилось и не сказало почему. Снова запустите npm start с переменной ELECTRON_ENABLE_LOGGING=1, чтобы видеть всё, что говорит Electron.',
  'start.crashed': 'Приложение неожиданно завершилось ({{cause}}). Запустите его снова: npm start.',
};
