import type { Candidate } from '../../src-shared/contract/schemas.ts';
import { say } from '../words/say.ts';
import css from './FoundPairLine.module.css';

interface Props {
  readonly pair: Pick<Candidate, 'label' | 'name' | 'source' | 'rank'>;
  readonly watched: boolean;
}

/** A pair as a search shows it: what it is called, where it comes from and how large it is. */
export function FoundPairLine({ pair: { label, name, source, rank }, watched }: Props) {
  const facts = [say(`source.${source}`), rank === null ? '' : say('add.rank', { rank })];
  return (
    <span className={css['line']}>
      <b className={css['label']}>{label}</b>
      <span className={css['name']}>{name}</span>
      <small className={css['facts']}>
        {facts.filter((fact) => fact !== '').join(' · ')}
        {watched && <span className={css['watched']}>{say('found.watched')}</span>}
      </small>
    </span>
  );
}
