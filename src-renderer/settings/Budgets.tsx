import type { SourceId } from '../../src-core/pair.ts';
import type { BudgetView, Settings } from '../../src-shared/contract/schemas.ts';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import { NumberSetting } from './SettingFields.tsx';
import { useSetting } from './use-setting.ts';
import { formatDuration, formatTypedPrice } from '../words/formats.ts';

const most = 1_000_000_000;
const spans = ['perMinute', 'perMonth'] as const;

function sayUse({ limit, used }: { readonly limit: number; readonly used: number }): string {
  return sayInView('settings.budget.used', { used: formatTypedPrice(used), limit: formatTypedPrice(limit) });
}

interface LimitProps {
  readonly source: SourceId;
  readonly span: (typeof spans)[number];
  readonly settings: Settings;
  readonly budget: BudgetView;
}

/** One limit of a source. Left empty it is the one that this app knows to be kind. */
function Limit({ source, span, settings, budget }: LimitProps) {
  const [answer, save, forget] = useSetting();
  const own = settings.budgets[source];
  const use = budget[span];
  const set = (value: number | null) => save({ budgets: { [source]: { ...own, [span]: value } } });
  return (
    <NumberSetting
      label={sayInView(`settings.budget.${span}`, { source: say(`source.${source}`) })}
      hint={use === null ? sayInView('settings.budget.none') : sayUse(use)}
      unit=""
      value={own[span]}
      placeholder={use === null ? '' : formatTypedPrice(use.limit)}
      least={1}
      most={most}
      whole
      range={sayInView('settings.budget.range')}
      answer={answer}
      onSave={set}
      onClear={() => set(null)}
      onType={forget}
    />
  );
}

/** How often a source may be asked, and how often it was. */
export function SourceBudget({ source, settings, budget }: Omit<LimitProps, 'span'>) {
  const { stretchedToMs } = budget;
  return (
    <div>
      {spans.map((span) => (
        <Limit key={span} source={source} span={span} settings={settings} budget={budget} />
      ))}
      {stretchedToMs !== null && (
        <p className="setting-note warn">
          {sayInView('settings.budget.stretched', {
            source: say(`source.${source}`),
            interval: formatDuration(stretchedToMs),
          })}
        </p>
      )}
    </div>
  );
}
