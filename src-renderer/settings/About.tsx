import { useApp } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import styles from './About.module.css';
import { DebugReport } from './DebugReport.tsx';
import { Licences } from './Licences.tsx';

/** Who gave what this app shows; the desktop opens these addresses and no others. */
const credits = [
  ['about.credit.charts', 'https://www.tradingview.com/'],
  ['about.credit.binance', 'https://www.binance.com/'],
  ['about.credit.coingecko', 'https://www.coingecko.com/'],
] as const;

/** What this is, what it is made of, and a report for when something is wrong. */
export function About() {
  const version = useApp((state) => state.app?.version ?? '');
  return (
    <>
      <div className={styles['part']}>
        <p>
          <b>{sayInView('about.version', { version })}</b>
        </p>
        <p>{sayInView('about.what')}</p>
        <p className="muted">{sayInView('about.licence')}</p>
      </div>
      <div className={styles['part']}>
        <h4>{sayInView('about.credits')}</h4>
        <ul className={styles['credits']}>
          {credits.map(([key, address]) => (
            <li key={key}>
              <a href={address} target="_blank" rel="noopener noreferrer">
                {sayInView(key)}
              </a>
            </li>
          ))}
        </ul>
      </div>
      <DebugReport />
      <Licences />
    </>
  );
}
