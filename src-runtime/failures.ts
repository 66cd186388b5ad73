/** Knows which failures have been told, so that one that goes on is one line in the log, not one each tick. */
export interface Failures {
  /** Whether it is news that this fails so: it has not since it last went well. */
  readonly isNews: (about: string, error: unknown) => boolean;
  /** It goes well again. Answers whether it had failed. */
  readonly over: (about: string) => boolean;
}

/** Messages that hold a time or a count differ each time; so many are told until it goes well. */
const mostTold = 20;

function wordsOf(error: unknown): string {
  try {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  } catch {
    return 'cannot be told';
  }
}

export function createFailures(): Failures {
  const told = new Map<string, Set<string>>();
  return {
    isNews(about, error) {
      const failure = wordsOf(error);
      const known = told.get(about) ?? new Set();
      told.set(about, known);
      if (known.has(failure) || known.size >= mostTold) return false;
      known.add(failure);
      return true;
    },
    over: (about) => told.delete(about),
  };
}
