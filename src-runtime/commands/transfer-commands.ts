import type { AlarmId } from '../../src-core/alarm.ts';
import type { Pair } from '../../src-core/pair.ts';
import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import type { Desk } from '../desk.ts';
import { applyImport } from '../transfer/apply.ts';
import { exportName, exportText } from '../transfer/export.ts';
import { readImport } from '../transfer/import-file.ts';
import { type Plan, type PlanLimits, planImport, type ResolvedFile } from '../transfer/plan.ts';
import { resolvePairs } from '../transfer/resolve-pairs.ts';
import type { createPairFinder } from './find-pair.ts';
import { refusal } from './refuse.ts';
import { windowProblem } from './window-problem.ts';

type TransferHandlers = Pick<Handlers, 'data.export' | 'data.previewImport' | 'data.applyImport'>;

/** Plans somebody may still be looking at; each holds its whole file. */
const keptPreviews = 4;
const keptMs = 30 * 60_000;

interface Preview {
  readonly file: ResolvedFile;
  readonly plan: Plan;
  readonly until: number;
}

export function createTransferCommands(
  desk: Desk,
  finder: ReturnType<typeof createPairFinder>,
  newId: () => AlarmId,
): TransferHandlers {
  const previews = new Map<string, Preview>();
  const limits: PlanLimits = {
    say: desk.say,
    sources: new Set(desk.sources.keys()),
    windowProblem: (windowMs: number, pair: Pair) => {
      const problem = windowProblem(desk, windowMs, pair);
      return problem === null ? null : desk.say('error.window-too-short', problem);
    },
  };

  const keep = (preview: Preview): string => {
    for (const [token, { until }] of previews) if (desk.clock.monotonic() > until) previews.delete(token);
    const [oldest] = previews.keys();
    if (previews.size >= keptPreviews && oldest !== undefined) previews.delete(oldest);
    const token = newId();
    previews.set(token, preview);
    return token;
  };

  return {
    'data.export'() {
      const now = desk.clock.now();
      return { text: exportText(desk.storage.rules.current(), now), name: exportName(now) };
    },
    async 'data.previewImport'({ text }) {
      const read = readImport(text, { say: desk.say, newId, now: desk.clock.now() });
      if (!read.ok) {
        throw read.why === 'newer'
          ? refusal(desk, 'newer-import', 'error.newer-import')
          : refusal(desk, 'unreadable-import', 'error.unreadable-import');
      }
      const file = { ...read.file, pairs: await resolvePairs(read.file.pairs, desk, finder) };
      const plan = planImport(file, desk.storage.rules.current(), limits);
      return { token: keep({ file, plan, until: desk.clock.monotonic() + keptMs }), ...plan };
    },
    async 'data.applyImport'({ token }) {
      const preview = previews.get(token);
      if (preview === undefined || desk.clock.monotonic() > preview.until) {
        throw refusal(desk, 'unknown-import', 'error.unknown-import');
      }
      const { plan, file } = preview;
      await applyImport(desk, plan, file, limits);
      previews.delete(token);
      return {
        pairs: plan.pairs.added.length,
        alarms: plan.alarms.added.length,
        settings: plan.settings.changed.length,
      };
    },
  };
}
