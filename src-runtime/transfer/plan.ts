import type { Alarm } from '../../src-core/alarm.ts';
import { windowOf } from '../../src-core/condition.ts';
import { type Pair, type PairId, pairLabel, type SourceId } from '../../src-core/pair.ts';
import { type AppSettings, appSettings } from '../../src-shared/contract/app-settings.ts';
import { pair as pairSchema } from '../../src-shared/contract/schemas.ts';
import type { ImportPlan, RefusedPart } from '../../src-shared/contract/transfer.ts';
import { describeCondition } from '../../src-shared/words/describe.ts';
import { ruleFormats } from '../../src-shared/words/formats.ts';
import type { HostSay } from '../../src-shared/words/host-words.ts';
import { plain } from '../../src-shared/words/words.ts';
import { isRecord, type Loose } from '../storage/rules-migrations.ts';
import type { Rules } from '../storage/rules-schema.ts';
import { type ImportedFile, shown } from './imported.ts';
import type { ResolvedImport } from './resolve-pairs.ts';

/** A file with its pairs found, ready to be held against the rules of any moment. */
export interface ResolvedFile extends Omit<ImportedFile, 'pairs'> {
  readonly pairs: readonly ResolvedImport[];
}

/** What the rules of this run allow. */
export interface PlanLimits {
  readonly say: HostSay;
  /** The sources at work. */
  readonly sources: ReadonlySet<SourceId>;
  /** Why an alarm with this window cannot be, in words; null where it can. */
  readonly windowProblem: (windowMs: number, pair: Pair) => string | null;
}

/** A plan before it has a name. */
export type Plan = Omit<ImportPlan, 'token'>;

interface PlannedPairs extends Pick<Plan, 'pairs'> {
  /** Pairs that alarms may stand on, by what the file calls them. */
  readonly byKey: ReadonlyMap<string, Pair>;
}

function planPairs(file: ResolvedFile, rules: Rules, { say, sources }: PlanLimits): PlannedPairs {
  const watched = new Map<PairId, Pair>(rules.pairs.map((pair) => [pair.id, pair]));
  const byKey = new Map<string, Pair>(watched);
  const added = new Map<PairId, Pair>();
  const present = new Map<PairId, Pair>();
  const refused: RefusedPart[] = [];
  for (const one of file.pairs) {
    if (one.kind === 'refused') {
      refused.push(one.refused);
      continue;
    }
    const { pair, key } = one;
    const known = watched.get(pair.id) ?? added.get(pair.id);
    if (known !== undefined) {
      if (watched.has(pair.id)) present.set(pair.id, known);
      byKey.set(key, known);
    } else if (!sources.has(pair.source)) {
      const why = say('import.refused.source', { source: say(`source.${pair.source}`) });
      refused.push({ what: shown(pairLabel(pair)), why });
    } else if (!pairSchema.safeParse(pair).success) {
      refused.push({ what: shown(pairLabel(pair)), why: say('import.refused.pair', { field: 'name' }) });
    } else {
      added.set(pair.id, pair);
      byKey.set(key, pair);
    }
  }
  return { pairs: { added: [...added.values()], present: [...present.values()], refused }, byKey };
}

/** The same for two alarms that would do the same; pausing one does not make it another. */
function sameness({ id: _id, createdAt: _createdAt, paused: _paused, ...rule }: Alarm): string {
  return JSON.stringify(rule, (_, value: unknown) =>
    isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value,
  );
}

/** Alarms that are there, by what they do. Each answers for one of the file: who has two of a kind keeps two. */
function createMatcher(there: readonly Alarm[]): (alarm: Alarm) => Alarm | undefined {
  const unmatched = new Map<string, Alarm[]>();
  for (const alarm of there) {
    const key = sameness(alarm);
    const alike = unmatched.get(key);
    if (alike === undefined) unmatched.set(key, [alarm]);
    else alike.push(alarm);
  }
  return (alarm) => unmatched.get(sameness(alarm))?.shift();
}

/** Why an alarm cannot come in, in words; null where it can. */
function alarmProblem(
  { condition }: Alarm,
  pair: Pair | undefined,
  { say, windowProblem }: PlanLimits,
): string | null {
  if (pair === undefined) return say('import.refused.no-pair');
  const windowMs = windowOf(condition);
  return windowMs === null ? null : windowProblem(windowMs, pair);
}

function alarmName({ pairId, condition }: Alarm, pair: Pair | undefined, say: HostSay): string {
  const named = pair === undefined ? shown(pairId) : pairLabel(pair);
  return `${named} ${plain(describeCondition(say, condition, ruleFormats(pair?.tickSize ?? null, say.style)))}`;
}

function planAlarms(
  file: ResolvedFile,
  rules: Rules,
  byKey: ReadonlyMap<string, Pair>,
  limits: PlanLimits,
): Plan['alarms'] {
  const taken = new Set(rules.alarms.map(({ id }) => id));
  const match = createMatcher(rules.alarms);
  const alarms: Plan['alarms'] = { added: [], present: [], refused: [] };
  for (const one of file.alarms) {
    if (one.kind === 'refused') {
      alarms.refused.push(one.refused);
      continue;
    }
    const pair = byKey.get(one.alarm.pairId);
    const alarm = { ...one.alarm, pairId: pair?.id ?? one.alarm.pairId };
    const same = match(alarm);
    const why = same === undefined ? alarmProblem(alarm, pair, limits) : null;
    if (same !== undefined) alarms.present.push(same);
    else if (why !== null) alarms.refused.push({ what: alarmName(alarm, pair, limits.say), why });
    else {
      const id = taken.has(alarm.id) ? one.spareId : alarm.id;
      taken.add(id);
      alarms.added.push({ ...alarm, id });
    }
  }
  return alarms;
}

/** The settings with those of a file in place of their own; budgets are taken one source at a time. */
export function settingsWith(current: AppSettings, given: Loose): AppSettings {
  const budgets = isRecord(given['budgets']) ? given['budgets'] : {};
  const merged = Object.entries(current.budgets).map(([source, budget]) => {
    const wanted = budgets[source];
    return [source, isRecord(wanted) ? { ...budget, ...wanted } : budget];
  });
  return appSettings.parse({ ...current, ...given, budgets: Object.fromEntries(merged) });
}

type Setting = string | number | boolean | null;

/** `budgets.coingecko.perMonth`, and what it is set to. */
function flat(value: object, path = ''): [string, Setting][] {
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) =>
    isRecord(part)
      ? flat(part, `${path}${name}.`)
      : [[`${path}${name}`, Array.isArray(part) ? part.join(', ') : (part as Setting)]],
  );
}

function planSettings({ settings }: ResolvedFile, rules: Rules): Plan['settings'] {
  const before = new Map(flat(rules.settings));
  const changed = flat(settingsWith(rules.settings, settings.given))
    .map(([name, to]) => ({ name, from: before.get(name) ?? null, to }))
    .filter(({ from, to }) => from !== to);
  return { changed, refused: [...settings.refused] };
}

/** What importing a file would change in these rules. */
export function planImport(file: ResolvedFile, rules: Rules, limits: PlanLimits): Plan {
  const { pairs, byKey } = planPairs(file, rules, limits);
  return {
    from: file.from,
    exportedAt: file.exportedAt,
    pairs,
    alarms: planAlarms(file, rules, byKey, limits),
    settings: planSettings(file, rules),
    notes: [...file.notes],
  };
}

/** The rules with everything that a plan brings. */
export function rulesWith(rules: Rules, plan: Plan, file: ResolvedFile): Rules {
  return {
    ...rules,
    pairs: [...rules.pairs, ...plan.pairs.added],
    alarms: [...rules.alarms, ...plan.alarms.added],
    settings: settingsWith(rules.settings, file.settings.given),
  };
}
