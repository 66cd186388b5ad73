import { useState } from 'react';
import type { Direction } from '../../src-core/condition.ts';
import type { CommandIn } from '../../src-shared/contract/contract.ts';
import type { RingingView } from '../../src-shared/contract/schemas.ts';
import { sayNumberProblem } from '../alarms/problems.ts';
import { useApp, useServices } from '../store/context.tsx';
import { hostNow } from '../store/mirror.ts';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import { nextTime } from './next-time.ts';
import { formatLevel, parseNumber } from '../words/formats.ts';

export type RingingFiring = Extract<RingingView, { kind: 'firing' }>;
type Wanted = CommandIn<'ring.snooze'>['for'];

/** What of a snooze is asked for in fields. */
export type PanelFor = 'until' | 'worse';

/** Worse by a little: far enough not to ring again at once. */
const aLittle = 0.01;

/** A price a little beyond the current one, in the direction of the firing, in few digits. */
export function worsePrice(price: number, direction: Direction, tickSize: number | null): string {
  const beyond = price * (direction === 'up' ? 1 + aLittle : 1 - aLittle);
  return formatLevel(Number(beyond.toPrecision(4)), tickSize);
}

export interface SnoozeState {
  readonly unless: boolean;
  readonly setUnless: (on: boolean) => void;
  readonly price: string;
  readonly setPrice: (text: string) => void;
  readonly priceProblem: string;
  readonly time: string;
  readonly setTime: (text: string) => void;
  readonly timeProblem: string;
  /** A refusal that belongs to no field. */
  readonly problem: string;
  readonly snoozeFor: (minutes: number) => void;
  readonly snoozeUntil: () => void;
}

interface Problems {
  readonly price: string;
  readonly time: string;
  readonly other: string;
}
const noProblems: Problems = { price: '', time: '', other: '' };

/** What the user says while silencing one ring. */
export function useSnooze({ firing, pair }: RingingFiring): SnoozeState {
  const { api, store } = useServices();
  const { direction, after } = firing.proof;
  const now = useApp((state) => state.pairs[pair.id]?.price ?? after.price);
  const [unless, setUnless] = useState(false);
  const [price, setPrice] = useState(() => worsePrice(now, direction, pair.tickSize));
  const [time, setTime] = useState('');
  const [problems, setProblems] = useState(noProblems);

  /** Null where the price that was typed cannot be worse. */
  const readUnless = (): Pick<CommandIn<'ring.snooze'>, 'unless'> | null => {
    if (!unless) return {};
    const parsed = parseNumber(price);
    const example = worsePrice(now, direction, pair.tickSize);
    if (!parsed.ok) {
      const message =
        parsed.problem === 'empty'
          ? sayInView('problem.price.empty', { example })
          : sayNumberProblem(parsed.problem, example).message;
      setProblems({ ...noProblems, price: message });
      return null;
    }
    if (direction === 'up' ? parsed.value <= now : parsed.value >= now) {
      setProblems({ ...noProblems, price: say(`snooze.worse.${direction}.passed`) });
      return null;
    }
    return { unless: { price: parsed.value, direction } };
  };
  const send = async (wanted: Wanted) => {
    setProblems(noProblems);
    const worse = readUnless();
    if (worse === null) return;
    const reply = await api.call('ring.snooze', { ids: [firing.id], for: wanted, ...worse });
    // Somebody else was faster: the update that says so is on its way.
    if (reply.ok || reply.code === 'nothing-rings' || reply.code === 'unknown-firing') return;
    setProblems({ ...noProblems, [reply.code === 'bad-input' ? 'time' : 'other']: reply.message });
  };
  return {
    unless,
    setUnless,
    price,
    setPrice(text) {
      setPrice(text);
      setProblems(noProblems);
    },
    priceProblem: problems.price,
    time,
    setTime(text) {
      setTime(text);
      setProblems(noProblems);
    },
    timeProblem: problems.time,
    problem: problems.other,
    snoozeFor: (minutes) => void send({ minutes }),
    snoozeUntil() {
      const until = nextTime(time, hostNow(store.getState()));
      if (until === null) setProblems({ ...noProblems, time: say('snooze.until.empty') });
      else void send({ until });
    },
  };
}
