import { type ReactNode, useState } from 'react';
import { pairLabel } from '../../src-core/pair.ts';
import { useTick } from '../clock/tick.ts';
import { useServices } from '../store/context.tsx';
import { hostNow, type ReceivedPair } from '../store/mirror.ts';
import { ageOf } from '../watch/PairAge.tsx';
import { say } from '../words/say.ts';
import { formatAge, formatDigits, formatMinute, formatPrice } from '../words/formats.ts';

export interface PairStatesProps {
  readonly pair: ReceivedPair;
}

const basisDigits = 6;

function StateLine({ tone, children }: { readonly tone: 'warn' | 'calm'; readonly children: ReactNode }) {
  return <li className={`pair-state ${tone}`}>{children}</li>;
}

function Blind({ pair }: PairStatesProps) {
  const age = useTick((now) => {
    const ms = ageOf(pair, now);
    return ms === null ? null : formatAge(ms);
  });
  const text = age === null ? say('pair.blind.never') : say('pair.blind', { age });
  return <StateLine tone="warn">{text}</StateLine>;
}

/** A price ten times off: only the user knows whether the symbol has been given to another coin. */
function Strange({
  pair,
  strange,
}: PairStatesProps & { readonly strange: NonNullable<ReceivedPair['strange']> }) {
  const { api } = useServices();
  const [problem, setProblem] = useState('');
  const price = (value: number) => formatPrice(value, pair.tickSize);
  const decide = async (is: 'same' | 'another') => {
    const reply = await api.call('pair.decide', { id: pair.id, is });
    setProblem(reply.ok ? '' : reply.message);
  };
  return (
    <StateLine tone="warn">
      <p>{say('pair.strange', { price: price(strange.price), last: price(strange.last) })}</p>
      <p className="pair-state-hint">{say('pair.strange.hint')}</p>
      <p className="pair-state-actions">
        <button type="button" className="button small" onClick={() => void decide('same')}>
          {say('pair.strange.same')}
        </button>
        <button type="button" className="button small" onClick={() => void decide('another')}>
          {say('pair.strange.another')}
        </button>
      </p>
      <p role="alert" className="problem">
        {problem}
      </p>
    </StateLine>
  );
}

function Via({ pair, via }: PairStatesProps & { readonly via: NonNullable<ReceivedPair['via']> }) {
  const words = { other: say(`source.${via.source}`), source: say(`source.${pair.source}`) };
  return (
    <StateLine tone={via.basis === null ? 'warn' : 'calm'}>
      {via.basis === null
        ? say('pair.via.unknown', words)
        : say('pair.via', { ...words, basis: formatDigits(via.basis, basisDigits) })}
    </StateLine>
  );
}

function linesOf(pair: ReceivedPair, now: number): ReactNode[] {
  const { blind, confirming, strange, via, closely, notSeen, frozenSince } = pair;
  const lines: ReactNode[] = [];
  if (strange !== null) lines.push(<Strange key="strange" pair={pair} strange={strange} />);
  else if (frozenSince !== null) {
    const words = { source: say(`source.${pair.source}`), time: formatMinute(frozenSince, now) };
    lines.push(
      <StateLine key="frozen" tone="warn">
        {say('pair.frozen', words)}
      </StateLine>,
    );
  } else if (blind) lines.push(<Blind key="blind" pair={pair} />);
  if (confirming !== null) {
    const price = formatPrice(confirming, pair.tickSize);
    lines.push(
      <StateLine key="confirming" tone="warn">
        {say('pair.confirming', { price })}
      </StateLine>,
    );
  }
  if (via !== null) lines.push(<Via key="via" pair={pair} via={via} />);
  if (notSeen !== null) {
    const stretch = { from: formatMinute(notSeen.from, now), to: formatMinute(notSeen.to, now) };
    lines.push(
      <StateLine key="not seen" tone="calm">
        {say('pair.notSeen', stretch)}
      </StateLine>,
    );
  }
  if (closely) {
    lines.push(
      <StateLine key="closely" tone="calm">
        {say('pair.closely')}
      </StateLine>,
    );
  }
  return lines;
}

/** What is out of the ordinary with the prices of a pair; nothing where nothing is. */
export function PairStates({ pair }: PairStatesProps) {
  const { store } = useServices();
  const lines = linesOf(pair, hostNow(store.getState()));
  if (lines.length === 0) return null;
  return (
    <ul className="pair-states" aria-label={say('pair.state', { pair: pairLabel(pair) })}>
      {lines}
    </ul>
  );
}
