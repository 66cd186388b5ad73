/** What the engine gives on every recording, as the page docs/replays.md. */
import { createHash } from 'node:crypto';
import { marketSeries } from '../reference/market-samples.ts';
import { engineFirings } from '../reference/engine-firings.ts';
import type { ReferenceFiring } from '../reference/reference.ts';
import { fixedConditions } from './fixed-alarms.ts';
import { events, type MarketEvent } from './recordings.ts';
import { readRecorded, replayInput } from './replay-input.ts';
import { wayNames } from './ways.ts';

interface Column {
  readonly title: string;
  readonly samples: number;
  readonly held: number;
  readonly refused: number;
  readonly firings: readonly ReferenceFiring[];
}

function columnsOf({ recordings }: MarketEvent): Column[] {
  return recordings.flatMap((recording) => {
    const recorded = readRecorded(recording);
    return wayNames.map((way): Column => {
      const input = replayInput(recorded, way);
      const samples = input.steps.filter(({ kind }) => kind === 'sample').length;
      return { title: `${recording.name} ${way}`, samples, ...engineFirings(input) };
    });
  });
}

/** Changes with any firing that is more, less, elsewhere or for another reason, where the counts may stay. */
function fingerprintOf(firings: readonly ReferenceFiring[]): string {
  const digits = (price: number) => price.toPrecision(9);
  const lines = firings.map(({ alarmId, n, t, direction, level, by, provingPrice, reference, missed }) =>
    [
      alarmId,
      n,
      t,
      direction,
      digits(level),
      by,
      provingPrice,
      reference.t,
      digits(reference.price),
      missed,
    ].join(),
  );
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 8);
}

function countsOf({ firings }: Column, condition: string): string {
  const count = (mode: string) => firings.filter(({ alarmId }) => alarmId === `${condition}, ${mode}`).length;
  const [once, repeat] = [count('once'), count('repeat')];
  return condition.endsWith('since start') && once === 0 ? `– / ${repeat}` : `${once} / ${repeat}`;
}

function tableOf(columns: readonly Column[]): string[] {
  const row = (name: string, cell: (column: Column) => string | number) =>
    `| ${[name, ...columns.map(cell)].join(' | ')} |`;
  return [
    row('once / repeat', ({ title }) => title),
    `|---|${columns.map(() => '---:|').join('')}`,
    ...Object.keys(fixedConditions(1)).map((name) => row(name, (column) => countsOf(column, name))),
    row('**all firings**', ({ firings }) => firings.length),
    row('samples', ({ samples }) => samples),
    row('held, refused', ({ held, refused }) => `${held}, ${refused}`),
    row('fingerprint', ({ firings }) => fingerprintOf(firings)),
  ];
}

const preface = `# What rings on recorded days

How often each of a fixed set of alarms rings on real minutes, counted by the engine. \`npm run replays\` writes this page; a test
fails where the engine gives anything else, so that a change of a rule shows here. That the firings are the right ones says the slow
reference (\`tests/reference\`), to which they are compared one by one: on parts in \`npm test\`, whole in \`npm run soak -- replays\`.

- **candles**: each minute at its end, as after a hole. **quotes**: every 15 seconds with the range traded since the quote before, a minute
  being its open, low, high and close. **running**: the same quotes with the range of the running minute so far.
- Each condition is set twice, ringing **once** and **repeating** with a cooldown of 5 minutes; both with a way back of 0.3 %. They are armed with the
  first price of the stretch, from which their levels are counted, after two days of candles. What rests is re-armed at every full hour.
- **held**: quotes more than 10 % off, which wait for the next one. **refused**: prices of what may be another coin, until the user has decided.
- The **fingerprint** stands for all firings of a column with their times, levels, directions and references.`;

/** The whole page; null where the recorded data are absent. */
export function replaysPage(): string | null {
  if (marketSeries() === null) return null;
  const parts = events.map((event) => [`## ${event.title}`, '', ...tableOf(columnsOf(event))].join('\n'));
  return `${[preface, ...parts].join('\n\n')}\n`;
}
