import type { ProofWords } from '../../src-shared/words/proof.ts';
import { say } from '../words/say.ts';

/** From which price to which; the direction by shape, colour and word. */
export function Jump({ words: { oldPrice, newPrice, direction } }: { readonly words: ProofWords }) {
  return (
    <p className="jump">
      <span className="unseen">{say('ring.from')}</span>
      <span className="jump-old">{oldPrice}</span>
      <span className="muted" aria-hidden="true">
        →
      </span>
      <span className="unseen">{say('ring.to')}</span>
      <span className={direction}>
        <span aria-hidden="true">{direction === 'up' ? '▲' : '▼'} </span>
        {newPrice}
      </span>
    </p>
  );
}
