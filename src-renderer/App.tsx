import { Empty } from './pair/Empty.tsx';
import { PairPage } from './pair/PairPage.tsx';
import { RingBar } from './ring/RingBar.tsx';
import { RingEffects } from './ring/RingEffects.tsx';
import { CrashGuard } from './shell/CrashGuard.tsx';
import { Header } from './shell/Header.tsx';
import {
  AllAlarms,
  History,
  HushBars,
  Notices,
  PageNotifications,
  RingDialog,
  SettingsPage,
  SilentBar,
  SnoozedBar,
  SummaryPanel,
  Tips,
  Toaster,
  Welcome,
  SoundBar,
} from './shell/parts.ts';
import { PausedBar } from './status/PausedBar.tsx';
import { StatusSentence } from './status/StatusPill.tsx';
import { useState } from 'react';
import { useStore } from 'zustand/react';
import { type Services, ServicesProvider, useApp, useServices } from './store/context.tsx';
import { isSilent } from './store/store.ts';
import { WatchList } from './watch/WatchList.tsx';
import { useLanguage } from './words/use-language.ts';
import { type Flow, firstFlow } from './welcome/flow.ts';
import type { WelcomeProps } from './welcome/Welcome.tsx';

function Detail() {
  const view = useApp((state) => state.view);
  const id = useApp((state) => state.selectedId);
  if (view === 'alarms') return <AllAlarms />;
  if (view === 'history') return <History />;
  if (view === 'settings') return <SettingsPage />;
  // A new pair is a new page: no chart and no message of the one before.
  return id === null ? <Empty /> : <PairPage key={id} id={id} />;
}

/** What came while nobody was there, and what is silenced. */
function Meanwhile() {
  const away = useApp((state) => state.summary !== null);
  const snoozed = useApp((state) => state.snoozed.length > 0);
  const silent = useApp((state) => state.ringing.some(isSilent));
  return (
    <>
      {away && <SummaryPanel />}
      {snoozed && <SnoozedBar />}
      {silent && <SilentBar />}
    </>
  );
}

/** Whether the first start is on screen: offered where nobody was welcomed and nothing is watched, then to its end. */
function useIsWelcoming(flow: Flow): boolean {
  const due = useApp(({ settings, pairIds }) => settings?.welcomed === false && pairIds.length === 0);
  const inView = useApp((state) => state.view === 'pair');
  return inView && (flow.state === 'begun' || (flow.state === 'offered' && due));
}

/** From the first message on. */
function Toasts() {
  const { toasts } = useServices();
  const some = useStore(toasts.store, (shown) => shown.length > 0);
  const [ever, setEver] = useState(false);
  if (some && !ever) setEver(true);
  return ever && <Toaster />;
}

/** From the first ring on, in a browser: the desktop shows its own. */
function BrowserNotifications() {
  const some = useApp((state) => state.ringing.length > 0 || state.summary !== null);
  const [ever, setEver] = useState(false);
  if (some && !ever) setEver(true);
  return ever && window.app === undefined && <PageNotifications />;
}

/** From the first ring on. What sounds and blinks is there from the start. */
function Rings({ language }: { readonly language: string }) {
  const some = useApp((state) => state.ringing.length > 0);
  const [ever, setEver] = useState(false);
  if (some && !ever) setEver(true);
  return ever && <RingDialog key={language} />;
}

function Page({ flow, onFlow }: WelcomeProps) {
  const pane = useApp((state) => state.pane);
  const empty = useApp((state) => state.pairIds.length === 0 && state.view === 'pair');
  const lost = useApp((state) => state.connection.state === 'lost');
  const welcoming = useIsWelcoming(flow);
  const hushed = useApp((state) => state.mute !== null || state.quietNow !== null);
  return (
    <div className={`app ${empty ? 'watches-nothing' : ''} ${lost ? 'without-host' : ''}`} data-pane={pane}>
      <header>
        <Header />
        {/* The first start rings once itself, after a click. */}
        {!welcoming && <SoundBar />}
        <PausedBar />
        {hushed && <HushBars />}
        <StatusSentence />
        <RingBar />
        <Meanwhile />
        <Notices />
      </header>
      <main className="body">
        {welcoming ? (
          <CrashGuard>
            <Welcome flow={flow} onFlow={onFlow} />
          </CrashGuard>
        ) : (
          <>
            <CrashGuard>
              <WatchList />
            </CrashGuard>
            <div className="detail">
              <CrashGuard>
                <Detail />
              </CrashGuard>
            </div>
          </>
        )}
      </main>
    </div>
  );
}

/** Everything that is read is drawn anew in another language; the sound goes on. */
function InLanguage() {
  const language = useLanguage();
  // The first start goes on where it was: its first card chooses the language.
  const [flow, setFlow] = useState(firstFlow);
  return (
    <>
      <CrashGuard key={language}>
        <Page flow={flow} onFlow={setFlow} />
      </CrashGuard>
      <RingEffects />
      <BrowserNotifications />
      <Rings language={language} />
      <Toasts />
      <Tips key={`${language} tips`} />
    </>
  );
}

export function App({ services }: { readonly services: Services }) {
  return (
    <ServicesProvider value={services}>
      <InLanguage />
    </ServicesProvider>
  );
}
