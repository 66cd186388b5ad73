import { useState } from 'react';
import { download } from '../shell/download.ts';
import { useServices } from '../store/context.tsx';
import { hostNow } from '../store/mirror.ts';
import { sayInView } from '../words/say-in-view.ts';
import { allFirings } from './all-firings.ts';
import { toCsv, toJson } from './to-csv.ts';
import type { Wanted } from './use-firings.ts';

const formats = {
  CSV: { write: toCsv, type: 'text/csv;charset=utf-8' },
  JSON: { write: toJson, type: 'application/json' },
} as const;
type Format = keyof typeof formats;

/** Everything that the filters let through, as a file. */
export function ExportButtons({ wanted }: { readonly wanted: Wanted }) {
  const { api, store } = useServices();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState('');
  const [problem, setProblem] = useState('');
  const start = async (format: Format) => {
    setBusy(true);
    setProblem('');
    setSaid(sayInView('history.export.busy'));
    const all = await allFirings(api, wanted);
    setBusy(false);
    setSaid('');
    if (!all.ok) return setProblem(all.message);
    const { write, type } = formats[format];
    const day = new Date(hostNow(store.getState())).toISOString().slice(0, 10);
    download(`crypto-price-alarm-history-${day}.${format.toLowerCase()}`, write(all.firings), type);
    setSaid(sayInView('history.export.done', { count: all.firings.length }));
  };
  return (
    <>
      {(Object.keys(formats) as Format[]).map((format) => (
        <button
          key={format}
          type="button"
          className="button"
          aria-disabled={busy}
          onClick={() => {
            if (!busy) void start(format);
          }}
        >
          {sayInView('history.export', { format })}
        </button>
      ))}
      <output>{said}</output>
      <p role="alert" className="problem">
        {problem}
      </p>
    </>
  );
}
