import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { pairLabel } from '../../src-core/pair.ts';
import { describeCondition } from '../../src-shared/words/describe.ts';
import { ruleFormats } from '../../src-shared/words/formats.ts';
import { plain } from '../../src-shared/words/words.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { AlarmRecord } from '../record.ts';
import type { StoredFiring } from '../storage/state-store.ts';
import { rotation } from './log-file.ts';
import { agedName, openRotatingFile, type RotatingFile } from './rotating-file.ts';
import { createHostWords } from '../../src-shared/words/host-words.ts';
import { say } from './say.ts';
import { complain } from './terminal.ts';

export interface AlarmRecordOptions {
  readonly file: string;
  readonly clock: Pick<Clock, 'setTimer' | 'monotonic'>;
  readonly log: Log;
  /** Told once, with the cause, where it cannot be written. */
  readonly complain: (cause: string) => void;
  readonly rotating?: RotatingFile;
}

const retryMs = 30_000;
/** Lines that wait for a disk that refuses. */
const mostWaiting = 10_000;
const linesAtOnce = 500;

const written = z.object({ id: z.string(), t: z.number() });

/** An id may come twice, where the disk refused the first firing and the app was killed then; its time does not. */
const keyOf = ({ id, t }: z.output<typeof written>) => `${id} ${t}`;

/** In English, whatever is spoken: programs read it too. */
const words = createHostWords();

/** One line. Prices in the quote asset, times in epoch ms: `receivedAt` of this computer, the others of the source. */
function lineOf({ firing, pair }: StoredFiring): string {
  const { id, t, proof, receivedAt, late, note } = firing;
  const condition = describeCondition(words, proof.condition, ruleFormats(pair.tickSize, words.style));
  return `${JSON.stringify({
    id,
    pair: pair.id,
    t,
    rule: plain(words('preview.plain', { pair: pairLabel(pair), condition })),
    direction: proof.direction,
    oldPrice: proof.reference.price,
    oldPriceAt: proof.reference.t,
    newPrice: proof.proving.price,
    newPriceIs: proof.proving.by,
    source: proof.source,
    via: proof.via,
    range: proof.range,
    late,
    note,
    receivedAt,
  })}\n`;
}

function keysIn(file: string): string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // Not there yet.
    return [];
  }
  return text.split('\n').flatMap((line) => {
    try {
      return [keyOf(written.parse(JSON.parse(line)))];
    } catch {
      // Empty, torn by a crash, or written by a hand.
      return [];
    }
  });
}

/** The record as JSON lines, in files that give way to each other. While the disk refuses, lines wait and are tried again. */
export function openAlarmRecord(options: AlarmRecordOptions): AlarmRecord {
  const { file, clock, log } = options;
  const { rotating = openRotatingFile({ file, ...rotation, restMs: 0, monotonic: clock.monotonic }) } =
    options;
  let waiting: string[] = [];
  let dropped = 0;
  let failing = false;
  let told = false;
  let cancelRetry = () => {};

  const fail = (cause: string) => {
    dropped += Math.max(0, waiting.length - mostWaiting);
    waiting = waiting.slice(-mostWaiting);
    cancelRetry = clock.setTimer(flush, retryMs);
    if (!failing) log.error({ event: 'record.failed', cause });
    if (!told) options.complain(cause);
    failing = true;
    told = true;
  };

  function flush(): void {
    cancelRetry();
    const lines = waiting.length;
    while (waiting.length > 0) {
      const cause = rotating.write(waiting.slice(0, linesAtOnce).join(''));
      if (cause !== null) return fail(cause);
      waiting = waiting.slice(linesAtOnce);
    }
    if (failing) log.warn({ event: 'record.recovered', lines, dropped });
    failing = false;
    dropped = 0;
  }

  const add = (firings: readonly StoredFiring[]) => {
    waiting = [...waiting, ...firings.map(lineOf)];
    flush();
  };

  return {
    add,
    catchUp(firings) {
      let missing = [...firings];
      for (let age = 0; age < rotation.files && missing.length > 0; age += 1) {
        const known = new Set(keysIn(agedName(file, age)));
        missing = missing.filter(({ firing }) => !known.has(keyOf(firing)));
      }
      if (missing.length > 0) add(missing);
    },
    close() {
      flush();
      cancelRetry();
    },
  };
}

/** `alarms.jsonl` in the data folder; that it cannot be written is said on the error output. */
export function openHostRecord(
  dataDir: string,
  { clock, log }: Pick<AlarmRecordOptions, 'clock' | 'log'>,
): AlarmRecord {
  const file = path.join(dataDir, 'alarms.jsonl');
  return openAlarmRecord({
    file,
    clock,
    log,
    complain: (cause) => complain(say('host.no-record', { file, cause })),
  });
}
