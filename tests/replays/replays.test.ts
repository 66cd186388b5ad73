import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { hour } from '../../src-core/testing/scenario.ts';
import { tellFigures } from '../figures.ts';
import { needsMarketData } from '../market-replay/market-data.ts';
import { engineFirings } from '../reference/engine-firings.ts';
import { marketSeries } from '../reference/market-samples.ts';
import { referenceFirings } from '../reference/reference.ts';
import { tellDifference, tellOutcome } from '../reference/tell.ts';
import { events, type Recording } from './recordings.ts';
import { type Recorded, readRecorded, replayInput } from './replay-input.ts';
import { replaysPage } from './table.ts';
import { type Way, wayNames } from './ways.ts';

/** `whole`: every recording from its beginning to its end, which takes most of an hour. */
const whole = process.env['REPLAYS'] === 'whole';
const absent = marketSeries() === null;
const why = absent ? ` (${needsMarketData})` : '';
/** The slow reference looks at all of it again and again. */
const shortHistoryMs = 2 * hour;

function partsOf(recording: Recording): Recorded[] {
  if (whole) return [readRecorded(recording)];
  return recording.short.map(([from, until]) => readRecorded({ ...recording, from, until }, shortHistoryMs));
}

/** What only the reference (-) or only the engine (+) tells of a part. */
function compare(recorded: Recorded, way: Way): { readonly firings: number; readonly differences: string[] } {
  const input = replayInput(recorded, way);
  const found = engineFirings(input);
  const engine = tellOutcome(found, input.addedAt);
  const reference = tellOutcome(referenceFirings(input), input.addedAt);
  const differences = tellDifference(reference, engine).filter((line) => !line.startsWith(' '));
  return { firings: found.firings.length, differences };
}

describe.skipIf(absent)(`the engine and the slow reference agree on every firing${why}`, () => {
  for (const { title, recordings } of events) {
    describe(title, () => {
      const cases = recordings.flatMap((recording) => wayNames.map((way) => ({ recording, way })));
      test.each(cases)(
        '$recording.name as $way',
        ({ recording, way }) => {
          const found = partsOf(recording).map((recorded) => compare(recorded, way));
          expect(found.flatMap(({ differences }) => differences)).toEqual([]);
          const firings = found.reduce((sum, part) => sum + part.firings, 0);
          expect(firings).toBeGreaterThan(0);
          if (whole)
            tellFigures(`replays: ${recording.name} as ${way}, ${title}: ${firings} firings, no difference`);
        },
        whole ? 3_600_000 : 60_000,
      );
    });
  }
});

test.skipIf(absent)(
  `docs/replays.md tells what the engine gives now; npm run replays writes it anew${why}`,
  () => {
    const file = path.join(import.meta.dirname, '../../docs/replays.md');
    expect(replaysPage()).toBe(readFileSync(file, 'utf8'));
  },
  120_000,
);
