import { useId, useRef, useState } from 'react';
import type { ImportPlan } from '../../src-shared/contract/transfer.ts';
import { download } from '../shell/download.ts';
import { useServices } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import { changesAnything, ImportPreview } from './ImportPreview.tsx';
import { AnswerLine } from './SettingFields.tsx';
import type { Answer } from './use-setting.ts';

interface Previewed {
  readonly file: string;
  readonly plan: ImportPlan;
}

function useExport() {
  const { api } = useServices();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const start = async () => {
    setAnswer(null);
    const reply = await api.exportFile();
    if (reply.ok) download(reply.data.name, reply.data.text);
    else setAnswer({ text: reply.message, refused: true });
  };
  return { answer, start };
}

function useImport() {
  const { api } = useServices();
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [previewed, setPreviewed] = useState<Previewed | null>(null);
  const look = async (file: File) => {
    setPreviewed(null);
    setAnswer({ text: sayInView('transfer.reading', { file: file.name }), refused: false });
    const text = await file.text().catch(() => null);
    if (text === null) return setAnswer({ text: sayInView('transfer.unreadable'), refused: true });
    const reply = await api.importFile(text);
    if (!reply.ok) return setAnswer({ text: reply.message, refused: true });
    setAnswer(null);
    setPreviewed({ file: file.name, plan: reply.data });
  };
  const cancel = () => {
    setPreviewed(null);
    setAnswer(null);
  };
  const apply = async ({ plan }: Previewed) => {
    const reply = await api.call('data.applyImport', { token: plan.token });
    setPreviewed(null);
    if (!reply.ok) return setAnswer({ text: reply.message, refused: true });
    const { pairs, alarms, settings } = reply.data;
    const text = sayInView('transfer.done', {
      pairs: String(pairs),
      alarms: String(alarms),
      settings: String(settings),
    });
    setAnswer({ text, refused: false });
  };
  return { answer, previewed, look, cancel, apply };
}

function Export() {
  const { answer, start } = useExport();
  return (
    <div className="setting">
      <div className="field with-hint">
        <span className="setting-note">{sayInView('transfer.export.hint')}</span>
        <button type="button" className="button" onClick={() => void start()}>
          {sayInView('transfer.export')}
        </button>
      </div>
      <AnswerLine answer={answer} />
    </div>
  );
}

function Import() {
  const { answer, previewed, look, cancel, apply } = useImport();
  const input = useRef<HTMLInputElement>(null);
  const hint = useId();
  return (
    <div className="setting">
      <div className="field with-hint">
        <span id={hint} className="setting-note">
          {sayInView('transfer.import.hint')}
        </span>
        <button
          type="button"
          className="button"
          aria-describedby={hint}
          onClick={() => input.current?.click()}
        >
          {sayInView('transfer.import')}
        </button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          hidden
          aria-label={sayInView('transfer.import')}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file) void look(file);
            // The same file may be chosen again.
            currentTarget.value = '';
          }}
        />
      </div>
      <AnswerLine answer={answer} />
      {previewed && (
        <section aria-label={sayInView('transfer.preview', { file: previewed.file })}>
          <h4>{sayInView('transfer.preview', { file: previewed.file })}</h4>
          <ImportPreview plan={previewed.plan} />
          <div className="transfer-actions">
            {changesAnything(previewed.plan) && (
              <button type="button" className="button primary" onClick={() => void apply(previewed)}>
                {sayInView('transfer.apply')}
              </button>
            )}
            <button type="button" className="button" onClick={cancel}>
              {sayInView('transfer.cancel')}
            </button>
          </div>
        </section>
      )}
    </div>
  );
}

/** Everything the user typed, to a file and from one. */
export function Transfer() {
  return (
    <>
      <Export />
      <Import />
    </>
  );
}
