import type { FiringId } from '../src-core/alarm.ts';
import { createEngine } from '../src-core/engine.ts';
import type { SourceId } from '../src-core/pair.ts';
import type { Feeds } from '../src-feeds/registry.ts';
import type { SourceChoice } from '../src-shared/contract/app-settings.ts';
import { type AnyReply, dispatch, type Handlers, type Sender } from '../src-shared/contract/dispatch.ts';
import type { DeliveryView, Notice, RingingView, Settings, Update } from '../src-shared/contract/schemas.ts';
import type { HostSay } from '../src-shared/words/host-words.ts';
import { plain } from '../src-shared/words/words.ts';
import { createBlindness } from './blindness.ts';
import { createCatchUp } from './catch-up.ts';
import type { Clock } from './clock.ts';
import { createCloseWatch } from './closely.ts';
import { createAlarmCommands } from './commands/alarm-commands.ts';
import { createChartCommands } from './commands/chart-commands.ts';
import { createExplainCommands } from './commands/explain-commands.ts';
import { createMonitoringCommands } from './commands/monitoring-commands.ts';
import { createPairFinder } from './commands/find-pair.ts';
import { createHistoryCommands } from './commands/history-commands.ts';
import { createPairCommands } from './commands/pair-commands.ts';
import { createPauseCommands } from './commands/pause-commands.ts';
import { createRemovalCommands } from './commands/removal-commands.ts';
import { createRingCommands } from './commands/ring-commands.ts';
import { createSettingsCommands } from './commands/settings-commands.ts';
import { createSourceCommands } from './commands/source-commands.ts';
import { createTransferCommands } from './commands/transfer-commands.ts';
import { createWatchListCommands } from './commands/watch-list-commands.ts';
import { debugReport } from './debug-report.ts';
import { type Desk, type Source, settingsOf, sourceOf } from './desk.ts';
import { deliver } from './deliver.ts';
import { createFailOver } from './fail-over/fail-over.ts';
import { createSecondOpinion } from './fail-over/second-opinion.ts';
import { createFailures } from './failures.ts';
import { type Glance, glanceOf } from './glance.ts';
import { type Health, wholeHealth } from './health.ts';
import { createHistory } from './history.ts';
import { createHostVoice } from './host-voice.ts';
import { createIntake } from './intake.ts';
import { createJudge } from './judge.ts';
import type { Log } from './log.ts';
import { startMaintenance } from './maintenance.ts';
import { createMonitoring, type MonitoringSwitch } from './monitoring.ts';
import { createNotices } from './notices.ts';
import { createOutbox } from './outbox.ts';
import { createPublisher } from './publisher.ts';
import type { AlarmRecord } from './record.ts';
import { resume } from './resume.ts';
import { createRing } from './ring.ts';
import { createSource, partOfDesk } from './sources/create-source.ts';
import { limitsAsSet, type SourceLimits, usualLimits } from './sources/limits.ts';
import { createSourcing } from './sources/sourcing.ts';
import type { Storage } from './storage/storage.ts';
import { answerStorageNews } from './storage-news.ts';
import { createSummaryKeeper } from './summary.ts';
import { createSymbolLists } from './symbol-lists.ts';
import { createSymbolSearch } from './symbol-search.ts';
import { tellDamage } from './tell-damage.ts';
import { endForgottenPause } from './watch-diary.ts';
import { refillWindows } from './window-history.ts';

export interface RuntimeOptions {
  readonly storage: Storage;
  readonly clock: Clock;
  readonly random: () => number;
  readonly newId: () => string;
  readonly log: Log;
  readonly record: AlarmRecord;
  readonly feeds: Feeds;
  /** What counts in place of the user's setting; null for that. */
  readonly source: SourceChoice | null;
  /** In ms, in place of the user's setting; null for that. */
  readonly pollMs: number | null;
  /** Key of CoinGecko that counts in place of the user's. */
  readonly fixedKey?: string | undefined;
  /** The last warnings of the log, for a report. */
  readonly lastWarnings?: () => readonly string[];
  /** Which host this is, for a report. */
  readonly host?: string;
  /** How much may be asked of each source; default: what each grants without a key. */
  readonly limits?: SourceLimits;
  readonly version: string;
  readonly demo: boolean;
  /** Of the system the host runs on, such as `ru-RU`: followed where the user has not chosen a language. */
  readonly systemLocale?: string;
}

/** The product without a host: prices in, judged, stored, told to whoever listens. */
export interface Runtime {
  /** Answers a command of the contract; never throws. */
  readonly handle: (name: unknown, input: unknown, sender: Sender) => Promise<AnyReply>;
  readonly onUpdate: (listener: (update: Update) => void) => () => void;
  readonly health: () => Health;
  /** What rings now. */
  readonly ringing: () => readonly RingingView[];
  /** Told after something changed, or reads differently with time; the listener asks for what it wants. */
  readonly watch: (listener: () => void) => () => void;
  /** What the user has set. */
  readonly settings: () => Settings;
  /** How things stand, for a tray. */
  readonly glance: () => Glance;
  /** Records how firings reached people; the test alarm has nothing to record. */
  readonly deliver: (ids: readonly FiringId[], outcome: Omit<DeliveryView, 'at'>) => void;
  /** Tells something on every screen, until it is put away or over. */
  readonly tell: (notice: Notice) => void;
  readonly untell: (id: string) => void;
  readonly pollNow: (why: Parameters<MonitoringSwitch['pollNow']>[0]) => void;
  /** What the host put away under a name in an earlier run, unchecked. */
  readonly remembered: (key: string) => unknown;
  readonly remember: (key: string, value: object | string | number | boolean | null) => void;
  readonly say: HostSay;
  /** The system of whoever reads, such as `ru-RU`: it counts where no language is set. */
  readonly readBy: (locale: string) => void;
  /** Ends polling, then closes the storage. Safe to call twice. */
  readonly stop: () => Promise<void>;
}

/** Puts everything together and starts it. */
export function startRuntime(options: RuntimeOptions): Runtime {
  const { storage, clock, log, feeds, limits = usualLimits({ coingeckoKey: false }) } = options;
  const voice = createHostVoice(options.systemLocale ?? 'en-US', () => {
    for (const part of ['notices', 'ringing'] as const) desk.publisher.touch(part);
  });
  const abort = new AbortController();
  const startedAt = clock.now();
  const sources = new Map<SourceId, Source>();
  const outbox = createOutbox(
    () => desk,
    (news) => answerStorageNews(desk, news),
  );
  const desk: Desk = {
    clock,
    log,
    failures: createFailures(),
    say: voice.say,
    speak: voice.speak,
    storage,
    engine: createEngine(),
    history: createHistory(
      storage,
      (pair) => sourceOf(desk, pair.source).feed,
      log,
      outbox,
      (id) => refillWindows(desk, id),
    ),
    ring: createRing(clock),
    notices: createNotices(),
    publisher: createPublisher(() => desk),
    outbox,
    judge: createJudge(() => desk),
    summary: createSummaryKeeper(),
    blindness: createBlindness(() => desk),
    failOver: createFailOver(
      () => desk,
      () => lists,
      abort.signal,
    ),
    secondOpinion: createSecondOpinion(
      () => desk,
      () => lists,
      abort.signal,
    ),
    record: options.record,
    monitoring: createMonitoring(() => desk),
    sources,
    sourcing: createSourcing(() => desk, sources, {
      source: options.source,
      pollMs: options.pollMs,
      fixedKey: options.fixedKey !== undefined,
      make: (id) =>
        createSource({
          ...partOfDesk(() => desk, id),
          feed: feeds[id],
          limits: limitsAsSet(limits[id], () => settingsOf(desk).budgets[id]),
          clock,
          log,
          random: options.random,
          onQuotes(quotes, time) {
            intake.take(quotes, time);
            closeWatch.afterTick(id);
          },
        }),
    }),
    pairs: new Map(),
  };
  const lists = createSymbolLists(storage, outbox, clock);
  const catchUp = createCatchUp(desk);
  const closeWatch = createCloseWatch(desk);
  const intake = createIntake(desk, catchUp);
  const finder = createPairFinder(desk, lists, abort.signal);
  const searched = () => desk.sourcing.order().map((id) => sourceOf(desk, id).feed);
  const search = createSymbolSearch(searched, lists, clock, abort.signal);
  const app = () => ({
    version: options.version,
    demo: options.demo,
    pollMs: desk.sourcing.pollMs(),
    fixed: desk.sourcing.fixed,
  });
  desk.sourcing.open();
  const handlers: Handlers = {
    'state.get': () => desk.publisher.snapshot(app()),
    ...createPairCommands(desk, finder, search),
    'symbols.search': ({ text, limit }) => search.search(text, limit),
    ...createAlarmCommands(desk, options.newId),
    ...createRemovalCommands(desk),
    ...createRingCommands(desk),
    ...createChartCommands(desk),
    ...createWatchListCommands(desk),
    ...createPauseCommands(desk),
    ...createExplainCommands(desk),
    ...createSettingsCommands(desk),
    ...createSourceCommands(desk, abort.signal),
    'debug.report': () => ({ text: debugReport(desk, options, clock.now() - startedAt) }),
    ...createHistoryCommands(desk),
    ...createTransferCommands(desk, finder, options.newId),
    ...createMonitoringCommands(desk),
  };

  desk.engine.setConfirmPercent(settingsOf(desk).confirmPercent);
  const found = storage.takeNews();
  resume(desk);
  tellDamage(desk, found);
  endForgottenPause(desk);
  // Where nothing can be stored that is said from the start, and only writing tells.
  outbox.remember('started', clock.now());
  outbox.save('process');
  const endMaintenance = startMaintenance(desk, () => desk.monitoring.pollNow('clock gap'));
  desk.monitoring.start();
  let stopping: Promise<void> | null = null;

  return {
    handle: (name, input, sender) =>
      dispatch(
        handlers,
        {
          refuse: (code, about) => {
            const message = plain(desk.say(`error.${code}`, { field: about, name: about }));
            return { ok: false, code, message };
          },
          onBug(command, error) {
            if (desk.failures.isNews(command, error))
              log.error({ event: 'command.bug', command, err: error });
          },
        },
        name,
        input,
        sender,
      ),
    onUpdate: (listener) => desk.publisher.subscribe(listener),
    health: () => wholeHealth(desk),
    ringing: () => desk.ring.list(),
    watch: (listener) => desk.publisher.watch(listener),
    settings: () => settingsOf(desk),
    glance: () => glanceOf(desk),
    deliver: (ids, outcome) => deliver(desk, ids, outcome),
    tell(notice) {
      if (desk.notices.put(notice)) desk.publisher.touch('notices');
    },
    untell(id) {
      if (desk.notices.remove(id)) desk.publisher.touch('notices');
    },
    pollNow: (why) => desk.monitoring.pollNow(why),
    remembered: (key) => outbox.remembered(key),
    remember(key, value) {
      outbox.remember(key, value);
      outbox.save('process');
    },
    say: desk.say,
    readBy: voice.readBy,
    stop() {
      stopping ??= (async () => {
        endMaintenance();
        abort.abort();
        catchUp.stop();
        closeWatch.stop();
        search.stop();
        await Promise.all([...sources.values()].map(({ poller }) => poller.stop()));
        await desk.history.stop();
        desk.outbox.save('process');
        options.record.close();
        storage.close();
      })();
      return stopping;
    },
  };
}
