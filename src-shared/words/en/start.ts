/** What `npm start` says on its way to the desktop window, and when there is none. */
export const start = {
  'start.not-installed': 'The packages of this app are not installed. Run npm ci, then npm start again.',
  'start.unforeseen':
    'The start did not work ({{cause}}). Run npm ci, then npm start again, or npm run headless for the one without a window.',

  'start.fetching': 'Fetching Electron {{version}} for the desktop window; this happens only once.',
  'start.fetched-so-far': 'Fetching Electron: {{megabytes}} MB so far.',

  'start.no-display':
    'There is no desktop window: no display is set here (DISPLAY, WAYLAND_DISPLAY). To get one, run npm start in a terminal on the desktop itself.',
  'start.display-closed':
    'There is no desktop window: the display {{display}} cannot be opened. To get one, run npm start in a terminal on the desktop itself, as the user who is logged in there.',
  'start.root':
    'There is no desktop window: Electron does not run as root. To get one, run npm start as an ordinary user, or npm start -- --no-sandbox where root is the only user.',
  'start.no-electron-there':
    'There is no desktop window: ELECTRON_OVERRIDE_DIST_PATH is set, but {{file}} does not exist. To get one, correct that variable or clear it.',
  'start.fetch-silent':
    'There is no desktop window: Electron could not be fetched, nothing arrived for {{seconds}} seconds. To get one, check the connection to github.com, or set ELECTRON_MIRROR to a mirror, and run npm start again.',
  'start.fetch-failed':
    'There is no desktop window: Electron could not be fetched ({{cause}}). To get one, check the connection to github.com, or set ELECTRON_MIRROR to a mirror, and run npm start again.',
  'start.fetch-incomplete':
    'There is no desktop window: Electron was fetched, but {{file}} is missing. To get one, delete node_modules/electron, run npm ci and then npm start.',
  'start.missing-library':
    'There is no desktop window: Electron needs {{library}}, which this system does not have. To get one, install the package that contains it, then run npm start again.',
  'start.sandbox':
    'There is no desktop window: this system does not let Electron build its sandbox (Ubuntu since 23.10, for example). To get one, run once: sudo chown root:root "{{helper}}" && sudo chmod 4755 "{{helper}}"',
  'start.unstartable':
    'There is no desktop window: this system cannot run {{file}} ({{cause}}). To get one, delete node_modules/electron, run npm ci and then npm start.',
  'start.ended-early':
    'There is no desktop window: Electron ended before the app was ready ({{cause}}). To get one, put that right and run npm start again; with the variable ELECTRON_ENABLE_LOGGING=1 it shows all that Electron says.',
  'start.late':
    'There is no desktop window: the app was not ready within {{seconds}} seconds ({{cause}}). To get one, run npm start again; with the variable ELECTRON_ENABLE_LOGGING=1 it shows all that Electron says.',
  'start.not-fetched':
    'There is no desktop window: Electron is not here yet. To get one, run npm start once, which fetches it.',
  'start.dev-in-browser':
    'The interface is in a browser instead, at {{address}}, with the headless host behind it.',
  'start.headless-now':
    'The headless host starts instead: open the address that follows in a browser on this computer.',

  'start.server-not-reached': 'the server was not reached',
  'start.said-nothing': 'it said nothing',
  'start.code': 'code {{code}}',

  'start.refused-silently':
    'The app did not start and has not said why. Run npm start again with the variable ELECTRON_ENABLE_LOGGING=1 to see all that Electron says.',
  'start.crashed': 'The app has ended unexpectedly ({{cause}}). Start it again with npm start.',
} as const;
