import { useState } from 'react';
import type { Licence } from 'virtual:licences';
import { sayInView } from '../words/say-in-view.ts';
import styles from './About.module.css';

type Shown = readonly Licence[] | 'fetching' | 'failed' | null;

/** The licences of everything that is shipped, in a file of their own that is fetched when somebody asks. */
export function Licences() {
  const [shown, setShown] = useState<Shown>(null);
  const show = async () => {
    setShown('fetching');
    try {
      const { licences } = await import('virtual:licences');
      setShown(licences);
    } catch {
      setShown('failed');
    }
  };
  const list = Array.isArray(shown) ? (shown as readonly Licence[]) : null;
  return (
    <div className={styles['part']}>
      <h4>{sayInView('about.licences')}</h4>
      {list && <p className="muted">{sayInView('about.licences.count', { count: list.length })}</p>}
      <button
        type="button"
        className="button"
        aria-expanded={list !== null}
        onClick={() => (list ? setShown(null) : void show())}
      >
        {sayInView(list ? 'about.licences.hide' : 'about.licences.show')}
      </button>
      <output className="problem">{shown === 'failed' && sayInView('about.licences.failed')}</output>
      {list && (
        <ul className={styles['licences']}>
          {list.map(({ name, version, licence, text }) => (
            <li key={`${name} ${version}`}>
              <details>
                <summary>{sayInView('about.licence.of', { name, version, licence })}</summary>
                {/* Long ones scroll, by keyboard too. */}
                {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
                <pre className={styles['text']} tabIndex={0}>
                  {text}
                </pre>
              </details>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
