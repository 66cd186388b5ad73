import { useRef, useState } from 'react';
import { useApp, useServices } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import styles from './Panel.module.css';
import { type Outcome, Result } from './Result.tsx';

const bytesPerKilobyte = 1_024;

async function bytesOf(file: File): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    return null;
  }
}

/** The user's own sound file: chosen, replaced, removed. */
export function OwnSound() {
  const { api } = useServices();
  const own = useApp((state) => state.ownSound);
  const chooser = useRef<HTMLInputElement>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const upload = async (file: File) => {
    setOutcome(null);
    const bytes = await bytesOf(file);
    if (bytes === null) return setOutcome({ text: sayInView('sounds.file.unreadable'), went: 'wrong' });
    const reply = await api.uploadSound(bytes, file.name);
    setOutcome(
      reply.ok
        ? { text: sayInView('sounds.file.kept'), went: 'well' }
        : { text: reply.message, went: 'wrong' },
    );
  };
  const remove = async () => {
    const reply = await api.call('sound.remove', {});
    setOutcome(
      reply.ok
        ? { text: sayInView('sounds.file.removed'), went: 'well' }
        : { text: reply.message, went: 'wrong' },
    );
  };
  return (
    <div className={styles['row']}>
      <span className={styles['label']}>{sayInView('sounds.file')}</span>
      {own !== null && (
        <span>
          {sayInView('sounds.file.is', {
            name: own.name,
            size: Math.max(1, Math.round(own.bytes / bytesPerKilobyte)),
          })}
        </span>
      )}
      <input
        ref={chooser}
        type="file"
        hidden
        accept=".wav,.mp3,.ogg,audio/wav,audio/mpeg,audio/ogg"
        aria-label={sayInView('sounds.file')}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file !== undefined) void upload(file);
          // The same file can be chosen again.
          event.target.value = '';
        }}
      />
      <button type="button" className="button" onClick={() => chooser.current?.click()}>
        {sayInView(own === null ? 'sounds.file.choose' : 'sounds.file.another')}
      </button>
      {own !== null && (
        <button type="button" className="button" onClick={() => void remove()}>
          {sayInView('sounds.file.remove')}
        </button>
      )}
      <Result outcome={outcome} />
      <small className={styles['hint']}>{sayInView('sounds.file.hint')}</small>
    </div>
  );
}
