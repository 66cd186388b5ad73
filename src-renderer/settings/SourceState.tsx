import { useState } from 'react';
import type { SourceId } from '../../src-core/pair.ts';
import type { Settings } from '../../src-shared/contract/schemas.ts';
import { useTick } from '../clock/tick.ts';
import { useApp, useServices } from '../store/context.tsx';
import type { ReceivedSource } from '../store/mirror.ts';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import { SourceBudget } from './Budgets.tsx';
import { AnswerLine } from './SettingFields.tsx';
import { SourceKey } from './SourceKey.tsx';
import styles from './SourceState.module.css';
import type { Answer } from './use-setting.ts';
import { formatAge, formatCountdown, formatDuration } from '../words/formats.ts';

/** How a source is doing, in a sentence that counts on. */
function sentenceOf(source: ReceivedSource, paused: boolean, now: number): string {
  const passed = Math.max(0, now - source.receivedAt);
  const age = (ms: number | null) => formatAge((ms ?? 0) + passed);
  if (paused) return sayInView('settings.state.paused');
  if (source.state === 'failing') {
    const cause = say(`cause.${source.failure?.cause ?? 'offline'}`);
    const since = source.lastSuccessAgeMs ?? source.failure?.forMs ?? null;
    const sentence = sayInView('settings.state.failing', { age: age(since), cause });
    if (source.nextTryInMs === null) return sentence;
    const left = formatCountdown(source.nextTryInMs - passed);
    return `${sentence} ${sayInView('settings.state.next', { left })}`;
  }
  if (source.state === 'frozen') return sayInView('settings.state.frozen', { age: age(source.frozenForMs) });
  if (source.state === 'live') return sayInView('settings.state.live', { age: age(source.lastSuccessAgeMs) });
  return sayInView(source.pairs === 0 ? 'settings.state.idle' : 'settings.state.starting');
}

/** Asks a source once; what came of it stands beside the button. */
function TestSource({ id }: { readonly id: SourceId }) {
  const { api } = useServices();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [busy, setBusy] = useState(false);
  const test = async () => {
    if (busy) return;
    setBusy(true);
    setAnswer(null);
    const reply = await api.call('source.test', { source: id });
    setBusy(false);
    if (!reply.ok) return setAnswer({ text: reply.message, refused: true });
    const { tookMs, cause } = reply.data;
    setAnswer(
      cause === null
        ? { text: sayInView('settings.test.good', { time: formatDuration(tookMs) }), refused: false }
        : { text: sayInView('settings.test.bad', { cause: say(`cause.${cause}`) }), refused: true },
    );
  };
  return (
    <div className={styles['test']}>
      <button
        type="button"
        className="button small"
        aria-label={sayInView('settings.test.label', { source: say(`source.${id}`) })}
        aria-disabled={busy}
        onClick={() => void test()}
      >
        {sayInView(busy ? 'settings.test.busy' : 'settings.test')}
      </button>
      <AnswerLine answer={answer} />
    </div>
  );
}

function Sentence({ source }: { readonly source: ReceivedSource }) {
  const paused = useApp((state) => state.monitoring === 'paused');
  const sentence = useTick((now) => sentenceOf(source, paused, now));
  const isBad = source.state === 'failing' || source.state === 'frozen';
  return <p className={isBad ? 'warn' : styles['calm']}>{sentence}</p>;
}

interface Props {
  readonly source: ReceivedSource;
  readonly settings: Settings;
}

/** One source: how it is doing, a test, its key and its budget. */
export function SourceState({ source, settings }: Props) {
  const { id, pairs, budget, key } = source;
  const name = say(`source.${id}`);
  return (
    <section aria-label={name}>
      <div className={styles['head']}>
        <div className={styles['what']}>
          <h4 className={styles['name']}>
            {name} <span className="chip">{sayInView('settings.pairs', { count: pairs })}</span>
          </h4>
          <Sentence source={source} />
        </div>
        <TestSource id={id} />
      </div>
      {key !== undefined && <SourceKey id={id} state={key} />}
      {budget && <SourceBudget source={id} settings={settings} budget={budget} />}
    </section>
  );
}
