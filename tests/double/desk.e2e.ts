import type { ElectronApplication } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Launched, launchFixture, within } from './reach.ts';

declare global {
  var kept: unknown[];
}

const png =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
let launched: Launched;
let app: ElectronApplication;

beforeAll(async () => {
  launched = await launchFixture();
  app = launched.app;
  await within(app, () => {
    globalThis.kept = [];
  });
});

afterAll(async () => {
  await launched?.close();
});

test('a tray needs an image, shows its menu as data and is clicked by label', async () => {
  const seen = await within(
    app,
    ({ Menu, nativeImage, Tray, __double }, url) => {
      const failures = [nativeImage.createEmpty(), '/nowhere.png'].map((image) => {
        try {
          return new Tray(image).isDestroyed();
        } catch {
          return 'refused';
        }
      });
      const image = nativeImage.createFromDataURL(url);
      image.setTemplateImage(true);
      const tray = new Tray(image);
      const clicked: string[] = [];
      tray.on('click', () => clicked.push('tray'));
      tray.setToolTip('all quiet');
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: 'Open', click: () => clicked.push('open') },
          { type: 'separator' },
          {
            label: 'More',
            submenu: [
              { label: 'Mute', type: 'checkbox', click: (item) => clicked.push(String(item.checked)) },
            ],
          },
        ]),
      );
      __double.clickTray();
      __double.clickTrayItem('Open');
      __double.clickTrayItem('Mute');
      const [shown] = __double.trays();
      tray.destroy();
      const gone = [__double.trays().length, tray.isDestroyed()];
      let text = '';
      try {
        tray.setToolTip('x');
      } catch (cause) {
        text = (cause as Error).message;
      }
      return { failures, clicked, shown, gone, text };
    },
    png,
  );
  expect(seen.failures).toEqual(['refused', 'refused']);
  expect(seen.clicked).toEqual(['tray', 'open', 'true']);
  expect(seen.shown).toMatchObject({
    image: png,
    size: { width: 1, height: 1 },
    isTemplate: true,
    toolTip: 'all quiet',
  });
  expect(seen.shown?.menu?.map(({ label }) => label)).toEqual(['Open', '', 'More']);
  expect(seen.gone).toEqual([0, true]);
  expect(seen.text).toBe('Tray is destroyed');
});

test('a menu refuses what Electron refuses, and roles it does not know', async () => {
  const texts = await within(app, ({ Menu }) =>
    [[{}], [{ role: 'nonsense' }], [{ label: 'x', type: 'submenu' }], 'no list'].map((template) => {
      try {
        Menu.buildFromTemplate(template as never);
        return 'built';
      } catch (cause) {
        return (cause as Error).message;
      }
    }),
  );
  expect(texts).toEqual([
    'Invalid template for MenuItem: must have at least one of label, role or type',
    'Unknown menu role: nonsense',
    'Invalid submenu',
    'Invalid template for Menu: Menu template must be an array',
  ]);
});

test('a notification shows, is clicked, has buttons, and closes with a reason', async () => {
  const heard = await within(app, async ({ Notification, __double }) => {
    const notification = new Notification({
      title: 'Alarm',
      body: 'now',
      actions: [{ type: 'button', text: 'Stop' }],
    });
    globalThis.kept.push(notification);
    const said: unknown[] = [];
    const shown = new Promise<void>((resolve) => notification.once('show', () => resolve()));
    notification.on('click', () => said.push('click'));
    notification.on('action', (details, index) => said.push(['action', details.actionIndex, index]));
    notification.on('close', (details) => said.push(['close', details.reason]));
    notification.show();
    await shown;
    const at = __double.notifications.shown().length - 1;
    const reached = [__double.notifications.click(at), __double.notifications.action(at, 0)];
    __double.notifications.close(at, 'timedOut');
    return { said, reached, shown: __double.notifications.shown()[at] };
  });
  expect(heard.said).toEqual(['click', ['action', 0, 0], ['close', 'timedOut']]);
  expect(heard.reached).toEqual([true, true]);
  expect(heard.shown).toMatchObject({
    title: 'Alarm',
    body: 'now',
    actions: ['Stop'],
    outcome: 'show',
    open: false,
  });
});

test('a notification can fail, or never be shown', async () => {
  const heard = await within(app, async ({ Notification, __double }) => {
    const show = async (): Promise<unknown[]> => {
      const said: unknown[] = [];
      const notification = new Notification({ title: 'x' });
      globalThis.kept.push(notification);
      notification.on('show', () => said.push('show'));
      notification.on('failed', (_event, cause) => said.push(cause));
      notification.show();
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
      return said;
    };
    __double.notifications.mode = { kind: 'never shown' };
    const never = await show();
    __double.notifications.mode = { kind: 'failed', cause: 'no server' };
    const failed = await show();
    __double.notifications.mode = { kind: 'show' };
    return { never, failed, shown: await show() };
  });
  expect(heard).toEqual({ never: [], failed: ['no server'], shown: ['show'] });
});

test('a notification that nothing references loses its click; a kept one does not', async () => {
  const shown = await within(app, ({ Notification, __double }) => {
    const before = __double.notifications.shown().length;
    for (const keep of [true, false]) {
      const notification = new Notification({ title: 'x' });
      notification.on('click', () => globalThis.kept.push('clicked'));
      if (keep) globalThis.kept.push(notification);
      notification.show();
    }
    return before;
  });
  const reached = await within(
    app,
    async ({ __double }, first) => {
      await __double.collectGarbage();
      return [__double.notifications.click(first), __double.notifications.click(first + 1)];
    },
    shown,
  );
  expect(reached).toEqual([true, false]);
});

test('power, theme, dialogs, beeps and addresses for the browser are seen and steered', async () => {
  const seen = await within(app, async (electron) => {
    const { powerMonitor, powerSaveBlocker, nativeTheme, dialog, shell, __double } = electron;
    const said: string[] = [];
    powerMonitor.on('resume', () => said.push('resume'));
    powerMonitor.emit('resume');
    __double.setIdleSeconds(90);
    const id = powerSaveBlocker.start('prevent-app-suspension');
    const blockers = __double.powerSaveBlockers();
    powerSaveBlocker.stop(id);
    nativeTheme.on('updated', () => said.push(nativeTheme.shouldUseDarkColors ? 'dark' : 'light'));
    __double.setDark(true);
    nativeTheme.themeSource = 'light';
    shell.beep();
    await shell.openExternal('https://example.com/');
    __double.answerDialog(1);
    const { response } = await dialog.showMessageBox({ message: 'Sure?', buttons: ['No', 'Yes'] });
    return {
      said,
      blockers,
      idle: powerMonitor.getSystemIdleTime(),
      beeps: __double.beeps,
      opened: __double.openedExternal(),
      response,
      dialogs: __double.dialogs().length,
      left: __double.powerSaveBlockers(),
    };
  });
  expect(seen).toEqual({
    said: ['resume', 'dark', 'light'],
    blockers: ['prevent-app-suspension'],
    idle: 90,
    beeps: 1,
    opened: ['https://example.com/'],
    response: 1,
    dialogs: 1,
    left: [],
  });
});

test('the app hears of a second process with what it was given', async () => {
  const heard = await within(app, async ({ app: electronApp }) => {
    const { spawn } = process.getBuiltinModule('node:child_process');
    const told = new Promise<unknown>((resolve) => {
      electronApp.once('second-instance', (_event, argv, folder, more) => {
        resolve([argv.at(-1), folder === process.cwd(), (more as { asked: Date }).asked.getTime()]);
      });
    });
    spawn(process.execPath, [electronApp.getAppPath(), '--second'], { stdio: 'ignore' });
    return told;
  });
  expect(heard).toEqual(['--second', true, 5]);
});

test('images know their size, and one made from pixels is a PNG', async () => {
  const sizes = await within(app, ({ nativeImage }) => {
    const made = nativeImage.createFromBitmap(Buffer.alloc(8 * 4 * 4, 200), { width: 8, height: 4 });
    return [
      made.getSize(),
      nativeImage.createFromBuffer(made.toPNG()).getSize(),
      made.resize({ width: 4 }).getSize(),
      nativeImage.createFromBuffer(Buffer.from('no image')).isEmpty(),
    ];
  });
  expect(sizes).toEqual([{ width: 8, height: 4 }, { width: 8, height: 4 }, { width: 4, height: 2 }, true]);
});
