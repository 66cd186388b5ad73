import styles from './Panel.module.css';

/** What came of a button, beside it; read aloud when it comes. */
export interface Outcome {
  readonly text: string;
  readonly went: 'well' | 'wrong' | 'on';
}

const looks = { well: styles['done'], wrong: styles['failed'], on: undefined };

export function Result({ outcome }: { readonly outcome: Outcome | null }) {
  return <output className={outcome === null ? undefined : looks[outcome.went]}>{outcome?.text}</output>;
}
