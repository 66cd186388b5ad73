import { useState } from 'react';
import type { AppApi } from '../../src-shared/contract/contract.ts';
import type { TestResult } from '../../src-shared/contract/schemas.ts';
import { askPermission, cameInTime, showNotification } from '../ring/page-notification.ts';
import { useApp, useServices } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import styles from './Panel.module.css';
import { type Outcome, Result } from './Result.tsx';
import { SwitchSetting } from './SettingFields.tsx';
import { useSetting } from './use-setting.ts';

const wrong = (text: string): Outcome => ({ text, went: 'wrong' });
const failed = (cause: string) => wrong(sayInView('notify.failed', { cause }));
const shown = (): Outcome => ({ text: sayInView('notify.shown'), went: 'well' });

/** In a browser the page itself asks and shows. */
async function testOnPage(): Promise<Outcome> {
  const permission = await askPermission();
  if (permission !== 'granted') return wrong(sayInView(`notify.page.${permission}`));
  try {
    const made = showNotification('test', sayInView('notify.test.title'), sayInView('notify.test.body'));
    return (await cameInTime(made)) ? shown() : failed(sayInView('notify.page.late'));
  } catch {
    return wrong(sayInView('notify.page.unsupported'));
  }
}

function outcomeOf({ supported, worked, cause }: TestResult): Outcome {
  if (!supported) return wrong(sayInView('notify.unsupported'));
  return worked ? shown() : failed(cause ?? '');
}

async function test(api: AppApi): Promise<Outcome> {
  // A browser lets a page ask only in answer to the click: before anything is waited for.
  if (window.app === undefined) return testOnPage();
  const reply = await api.call('notification.test', {});
  return reply.ok ? outcomeOf(reply.data) : wrong(reply.message);
}

/** Whether rings are told by notifications, and whether the system lets them. */
export function NotificationSettings() {
  const settings = useApp((state) => state.settings);
  const { api } = useServices();
  const [answer, save] = useSetting();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const run = async () => {
    setOutcome({ text: sayInView('notify.trying'), went: 'on' });
    setOutcome(await test(api));
  };
  if (settings === null) return null;
  return (
    <>
      <SwitchSetting
        label={sayInView('notify.on')}
        hint={sayInView('notify.on.hint')}
        on={settings.notifications}
        answer={answer}
        onSave={(notifications) => save({ notifications })}
      />
      <div className={styles['row']}>
        <button type="button" className="button" onClick={() => void run()}>
          {sayInView('notify.test')}
        </button>
        <Result outcome={outcome} />
      </div>
    </>
  );
}
