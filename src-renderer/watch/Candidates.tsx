import type { Candidate } from '../../src-shared/contract/schemas.ts';
import { say } from '../words/say.ts';

interface Props {
  readonly candidates: readonly Candidate[];
  /** Several coins share the ticker: only name, id and rank tell them apart. */
  readonly detailed: boolean;
  readonly onChoose: (id: string) => void;
}

const sayWhich = (candidate: Candidate) =>
  say('add.candidate', {
    label: candidate.label,
    name: candidate.name || candidate.id,
    source: say(`source.${candidate.source}`),
  });

/** An exchange ranks nothing, so nothing is said; a coin without a rank is one to be careful with. */
function sayRank({ rank, source }: Candidate): string {
  if (rank !== null) return say('add.rank', { rank });
  return source === 'coingecko' ? say('add.noRank') : '';
}

export function Candidates({ candidates, detailed, onChoose }: Props) {
  return (
    <ul
      className={detailed ? 'candidates detailed' : 'candidates'}
      aria-label={say(detailed ? 'add.candidates' : 'add.closest')}
    >
      {candidates.map((candidate) => (
        <li key={candidate.id}>
          <button
            type="button"
            className="candidate"
            aria-label={detailed ? undefined : sayWhich(candidate)}
            onClick={() => onChoose(candidate.id)}
          >
            <b>{candidate.label}</b>
            {detailed && (
              <>
                <span className="candidate-name">{candidate.name}</span>
                <small className="muted candidate-id">{candidate.id}</small>
                <small className="muted candidate-rank">{sayRank(candidate)}</small>
              </>
            )}
          </button>
        </li>
      ))}
    </ul>
  );
}
