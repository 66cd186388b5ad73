import * as Tooltip from '@radix-ui/react-tooltip';
import type { FiringView } from '../../src-shared/contract/schemas.ts';
import { type ProofWords, proofWords } from '../../src-shared/words/proof.ts';
import { useActions } from '../store/context.tsx';
import type { ReceivedPair } from '../store/mirror.ts';
import { say } from '../words/say.ts';
import styles from './FiringMarks.module.css';
import type { PriceChart } from './price-chart.ts';
import { useMoved } from './use-drawing.ts';
import { formatTime } from '../words/formats.ts';

export interface MarksProps {
  readonly chart: PriceChart | null;
  readonly pair: ReceivedPair;
  readonly firings: readonly FiringView[];
}

/** More would lie over one another; the history has them all. */
const most = 40;

function Proof({ words }: { readonly words: ProofWords }) {
  const arrow = words.direction === 'up' ? '▲' : '▼';
  return (
    <Tooltip.Content className={styles['proof']} sideOffset={6} collisionPadding={8}>
      <p>
        <b className={words.direction}>{arrow}</b> <b>{words.title}</b>
      </p>
      <p>{words.rule}</p>
      <p>
        {words.oldPrice} → <b>{words.newPrice}</b>
      </p>
      {words.lines.map((line) => (
        <p key={line} className="muted">
          {line}
        </p>
      ))}
    </Tooltip.Content>
  );
}

/** The rings on the chart, each with its proof on hover and focus; pressed, it opens the history. */
export function FiringMarks({ chart, pair, firings }: MarksProps) {
  useMoved(chart);
  const { show } = useActions();
  if (chart === null) return null;
  const { width, height } = chart.size();
  const inSight = firings.slice(-most).flatMap((firing) => {
    const [x, y] = [chart.xOf(firing.t), chart.yOf(firing.proof.proving.price)];
    const seen = x !== null && y !== null && x >= 0 && x <= width && y >= 0 && y <= height;
    return seen ? [{ firing, x, y }] : [];
  });
  return (
    <Tooltip.Provider delayDuration={100}>
      {inSight.map(({ firing, x, y }) => {
        const words = proofWords(say, pair, firing);
        return (
          <Tooltip.Root key={firing.id}>
            <Tooltip.Trigger
              className={styles['mark']}
              style={{ left: x, top: y }}
              aria-label={say('chart.firing', { title: words.title, time: formatTime(firing.t) })}
              onClick={() => show('history')}
            />
            <Tooltip.Portal>
              <Proof words={words} />
            </Tooltip.Portal>
          </Tooltip.Root>
        );
      })}
    </Tooltip.Provider>
  );
}
