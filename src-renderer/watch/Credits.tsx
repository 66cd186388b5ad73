import { useApp } from '../store/context.tsx';
import { say } from '../words/say.ts';

/** Who drew the charts, as their licence asks, and which version this is. */
export function Credits() {
  const version = useApp((state) => state.app?.version);
  return (
    <footer className="credits">
      <a href="https://www.tradingview.com/" target="_blank" rel="noopener noreferrer">
        {say('app.credit')}
      </a>
      {version !== undefined && <span>{say('app.version', { version })}</span>}
    </footer>
  );
}
