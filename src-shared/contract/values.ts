import * as z from 'zod/mini';
import { sourceIds } from '../../src-core/pair.ts';
import './no-eval.ts';

export const finite = z.number();
export const price = z.number().check(z.positive());
/** Later than this no `Date` can tell, and nothing could show it. */
const lastEpochMs = 8.64e15;
export const epochMs = z.number().check(z.nonnegative(), z.lte(lastEpochMs));
export const direction = z.enum(['up', 'down']);
export const sourceId = z.enum(sourceIds);
export const pairId = z.string().check(z.minLength(1), z.maxLength(300));
export const alarmId = z.string().check(z.minLength(1), z.maxLength(100));
export const firingId = z.string().check(z.minLength(1), z.maxLength(120));
