/**
 * Loaded into the desktop's main process before the app (`-r`), on the double as on real Electron. It puts a clock there
 * that only the test moves, and remembers what the app shows to the desktop: neither can be asked for afterwards.
 */
const { BrowserWindow, net, Notification, Tray } = require('electron');

const patienceMs = 20_000;
/** What an answer leads to may take a turn, and ask for more in the next one. */
const quietTurns = 3;
/**
 * A turn of its own. What a test evaluates may come in the middle of what the app is doing, even within a transaction:
 * an inspector interrupts.
 */
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** How many requests have not been answered to the end. */
let underWay = 0;
const fetchThroughElectron = net.fetch.bind(net);
net.fetch = async (...request) => {
  underWay += 1;
  let whole = Promise.resolve();
  try {
    const answer = await fetchThroughElectron(...request);
    whole = answer.clone().arrayBuffer();
    return answer;
  } finally {
    // What breaks off is over too.
    void whole
      .catch(() => {})
      .then(() => {
        underWay -= 1;
      });
  }
};

function createClock(start) {
  let now = start;
  const timers = new Set();
  const settle = async () => {
    const deadline = performance.now() + patienceMs;
    for (let quiet = 0; quiet < quietTurns; quiet = underWay === 0 ? quiet + 1 : 0) {
      if (performance.now() > deadline) throw new Error(`${underWay} requests after ${patienceMs} ms`);
      await turn();
    }
  };
  const next = () => [...timers].sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    monotonic: () => now - start,
    setTimer(callback, ms) {
      const timer = { at: now + Math.max(0, ms), callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    settle,
    waiting: () => timers.size,
    nextDue: () => next()?.at ?? null,
    /** Fires the next timer and waits until what it asked for has come; answers when the one after that is due. */
    async fireNext() {
      await turn();
      const timer = next();
      if (timer === undefined) return null;
      now = Math.max(now, timer.at);
      timers.delete(timer);
      timer.callback();
      await settle();
      return next()?.at ?? null;
    },
    /** Lets time pass without leaving this process: for days on a source that needs no server. */
    async run(ms) {
      const until = now + ms;
      while ((next()?.at ?? Number.POSITIVE_INFINITY) <= until) await this.fireNext();
      now = until;
    },
    /** Fires what is due next, and waits for nothing: a timer that nothing replaces. */
    async fireLoosely() {
      await turn();
      const timer = next();
      if (timer === undefined) return;
      now = Math.max(now, timer.at);
      timers.delete(timer);
      timer.callback();
    },
    moveTo(to) {
      now = Math.max(now, to);
    },
    /** The computer sleeps: the wall clock goes on, timers stand still. */
    sleep(ms) {
      now += ms;
      for (const timer of timers) timer.at += ms;
    },
  };
}

const seen = {
  trays: 0,
  image: '',
  toolTip: '',
  menu: null,
  menusSet: 0,
  imagesSet: 0,
  notifications: [],
  flashes: [],
};
globalThis.cryptoAlarmSeen = seen;
if (process.env.CRYPTO_ALARM_TEST_START) {
  globalThis.cryptoAlarmClock = createClock(Number(process.env.CRYPTO_ALARM_TEST_START));
}

function watch(prototype, name, look) {
  const real = prototype[name];
  prototype[name] = function (...args) {
    look(this, ...args);
    return real.apply(this, args);
  };
}

watch(Tray.prototype, 'setToolTip', (_tray, text) => {
  seen.toolTip = text;
});
watch(Tray.prototype, 'setContextMenu', (_tray, menu) => {
  seen.menu = menu;
  seen.menusSet += 1;
});
watch(Tray.prototype, 'setImage', (_tray, image) => {
  seen.image = image.toDataURL();
  seen.imagesSet += 1;
});
watch(Tray.prototype, 'destroy', () => {
  seen.menu = null;
});
watch(BrowserWindow.prototype, 'flashFrame', (_window, on) => {
  seen.flashes.push(on);
});
watch(Notification.prototype, 'show', (notification) => {
  seen.notifications.push({
    title: notification.title,
    body: notification.body,
    silent: notification.silent,
  });
});
