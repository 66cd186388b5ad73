import * as z from 'zod/mini';
import { sourceIds } from '../../src-core/pair.ts';
import { sourceKey } from './app-settings.ts';
import { failureCauses } from './causes.ts';

/** Commands about one source, and how all of it stands. */
export const sourceCommands = {
  /** Ask a source once, whatever it was set to: how long its answer took, or why there was none. */
  'source.test': {
    in: z.strictObject({ source: z.enum(sourceIds) }),
    out: z.object({ tookMs: z.number(), cause: z.nullable(z.enum(failureCauses)) }),
  },
  /** Set the key that a source is asked with; null forgets it. No answer, event, export or log ever tells it. */
  'source.setKey': {
    in: z.strictObject({ source: z.enum(sourceIds), key: z.nullable(sourceKey) }),
    out: z.strictObject({}),
  },
  /** How the app stands, as a text to hand on: versions, sources, counts, settings, the last warnings. No key, no home folder. */
  'debug.report': { in: z.strictObject({}), out: z.object({ text: z.string() }) },
} as const;
