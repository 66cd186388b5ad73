import { createEngine } from '../src-core/engine.ts';
import type { SourceId } from '../src-core/pair.ts';
import type { Feeds } from '../src-feeds/registry.ts';
import type { SourceChoice } from '../src-shared/contract/app-settings.ts';
import type { Handlers } from '../src-shared/contract/dispatch.ts';
import { createBlindness } from './blindness.ts';
import { createCatchUp } from './catch-up.ts';
import type { Clock } from './clock.ts';
import { createCloseWatch } from './closely.ts';
import { createAlarmCommands } from './commands/alarm-commands.ts';
import { createChartCommands } from './commands/chart-commands.ts';
import { createExplainCommands } from './commands/explain-commands.ts';
import { createMonitoringCommands } from './commands/monitoring-commands.ts';
import { createPairFinder } from './commands/find-pair.ts';
import { createHushCommands } from './commands/hush-commands.ts';
import { createHistoryCommands } from './commands/history-commands.ts';
import { createPairCommands } from './commands/pair-commands.ts';
import { createPauseCommands } from './commands/pause-commands.ts';
import { createRemovalCommands } from './commands/removal-commands.ts';
import { createRingCommands } from './commands/ring-commands.ts';
import { createSettingsCommands } from './commands/settings-commands.ts';
import { createSoundCommands } from './commands/sound-commands.ts';
import { createSourceCommands } from './commands/source-commands.ts';
import { createTransferCommands } from './commands/transfer-commands.ts';
import { createWatchListCommands } from './commands/watch-list-commands.ts';
import { debugReport } from './debug-report.ts';
import { type Desk, type Source, settingsOf, sourceOf } from './desk.ts';
import { deliver } from './deliver.ts';
import { createFailOver } from './fail-over/fail-over.ts';
import { createSecondOpinion } from './fail-over/second-opinion.ts';
import { createFailures } from './failures.ts';
import { glanceOf } from './glance.ts';
import { createHandle } from './handle.ts';
import { healthOf } from './health.ts';
import { createHistory } from './history.ts';
import { createHostVoice } from './host-voice.ts';
import { hushCause } from './hush/cause.ts';
import { createHush } from './hush/hush.ts';
import { createIntake } from './intake.ts';
import { createJudge } from './judge.ts';
import type { Log } from './log.ts';
import { startMaintenance } from './maintenance.ts';
import { createMonitoring } from './monitoring.ts';
import { createNotices } from './notices.ts';
import { createOutbox } from './outbox.ts';
import type { Runtime } from './product.ts';
import { createPublisher } from './publisher.ts';
import type { AlarmRecord } from './record.ts';
import { resume } from './resume.ts';
import { createRing } from './ring.ts';
import { byThePage } from './sound/self-tests.ts';
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

export type { Health } from './health.ts';
export type { Runtime } from './product.ts';

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
    ring: createRing(clock, (ringing) => desk.hush.isHeld(ringing)),
    hush: createHush(() => desk),
    ownSound: storage.ownSound,
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
  let tests = byThePage;
  const handlers: Handlers = {
    'state.get': () => desk.publisher.snapshot(app()),
    ...createPairCommands(desk, finder, search),
    'symbols.search': ({ text, limit }) => search.search(text, limit),
    ...createAlarmCommands(desk, options.newId),
    ...createRemovalCommands(desk),
    ...createRingCommands(desk),
    ...createHushCommands(desk),
    ...createSoundCommands(desk, () => tests),
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
  desk.speak(settingsOf(desk));
  const found = storage.takeNews();
  resume(desk);
  desk.hush.recall();
  tellDamage(desk, found);
  endForgottenPause(desk);
  // Where nothing can be stored that is said from the start, and only writing tells.
  outbox.remember('started', clock.now());
  outbox.save('process');
  const endMaintenance = startMaintenance(desk, () => desk.monitoring.pollNow('clock gap'));
  desk.monitoring.start();
  let stopping: Promise<void> | null = null;

  return {
    handle: createHandle(desk, handlers),
    onUpdate: (listener) => desk.publisher.subscribe(listener),
    health: () => healthOf(desk),
    ringing: () => desk.ring.list(),
    digest: () => desk.hush.digest(),
    hushCause: () => hushCause(desk),
    ownSound: () => desk.ownSound.read(),
    ownSoundView: () => desk.ownSound.view(),
    lend(lent) {
      tests = lent;
    },
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
        desk.hush.stop();
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
