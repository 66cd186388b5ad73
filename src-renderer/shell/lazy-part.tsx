import { type ComponentType, type ReactNode, useCallback, useEffect, useState } from 'react';
import { say } from '../words/say.ts';

const againAfterMs = 2_000;

/** Parts of the page in a file of their own, fetched once. */
export interface Shelf<Parts> {
  /** Null as long as they have not been fetched. */
  readonly now: () => Parts | null;
  readonly fetch: () => Promise<Parts>;
}

export function createShelf<Parts>(load: () => Promise<Parts>): Shelf<Parts> {
  let parts: Parts | null = null;
  return {
    now: () => parts,
    async fetch() {
      parts ??= await load();
      return parts;
    },
  };
}

/** `quietly`: shows nothing and tries again by itself, for what nobody has asked for. */
type Waits = 'visibly' | 'quietly';

/**
 * A part of the page that is fetched when it is first shown. One that cannot be fetched, because the host is away, says so
 * and can be asked for again: React's own `lazy` remembers a failure for ever.
 */
export function lazyPart<Parts, P extends object>(
  shelf: Shelf<Parts>,
  choose: (parts: Parts) => ComponentType<P>,
  waits: Waits = 'visibly',
): (props: P) => ReactNode {
  return function LazyPart(props) {
    const [parts, setParts] = useState(shelf.now);
    const [failures, setFailures] = useState(0);
    const fetchIt = useCallback(() => {
      shelf.fetch().then(
        (fetched) => setParts(() => fetched),
        () => setFailures((count) => count + 1),
      );
    }, []);
    useEffect(() => {
      if (shelf.now() === null) fetchIt();
    }, [fetchIt]);
    useEffect(() => {
      if (failures === 0 || waits === 'visibly') return;
      const timer = setTimeout(fetchIt, againAfterMs);
      return () => clearTimeout(timer);
    }, [failures, fetchIt]);
    if (parts !== null) {
      const Part = choose(parts);
      return <Part {...props} />;
    }
    if (waits === 'quietly') return null;
    if (failures === 0) return <output className="part-waiting">{say('part.waiting')}</output>;
    return (
      <div className="part-failed" role="alert">
        <p className="problem">{say('part.failed')}</p>
        <button type="button" className="button small" onClick={fetchIt}>
          {say('part.retry')}
        </button>
      </div>
    );
  };
}
