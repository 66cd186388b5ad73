import { useTick } from '../clock/tick.ts';
import { useApp, useServices } from '../store/context.tsx';
import { hostNow } from '../store/mirror.ts';
import { useCommand } from '../transport/use-command.ts';
import { formatCountdown, formatMinute } from '../words/formats.ts';
import { sayInView } from '../words/say-in-view.ts';

function MuteBar({ until }: { readonly until: number }) {
  const { store } = useServices();
  const left = useTick((now) => formatCountdown(until - hostNow(store.getState(), now)));
  const run = useCommand();
  const time = formatMinute(until, hostNow(store.getState()));
  return (
    <div className="bar-line warn">
      <span>{sayInView('mute.bar', { time, left })}</span>
      <button type="button" className="button small" onClick={() => void run('mute.end', {})}>
        {sayInView('mute.end')}
      </button>
    </div>
  );
}

function QuietBar({ until, loudMayPass }: { readonly until: number; readonly loudMayPass: boolean }) {
  const { store } = useServices();
  const time = formatMinute(until, hostNow(store.getState()));
  return (
    <div className="bar-line quiet">{sayInView(loudMayPass ? 'quiet.bar.loud' : 'quiet.bar', { time })}</div>
  );
}

/** Says on every screen that nothing is heard or pops up, until when, and how to end it. */
export function HushBars() {
  const until = useApp((state) => state.mute?.until ?? null);
  const quietUntil = useApp((state) => state.quietNow?.until ?? null);
  const loudMayPass = useApp((state) => state.quietNow?.loudMayPass ?? false);
  return (
    <>
      {until !== null && <MuteBar until={until} />}
      {until === null && quietUntil !== null && <QuietBar until={quietUntil} loudMayPass={loudMayPass} />}
    </>
  );
}
