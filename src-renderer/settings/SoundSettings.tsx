import { useState } from 'react';
import { builtInSounds, type SoundChoice, type TestResult } from '../../src-shared/contract/sound.ts';
import { Choice } from '../alarms/Field.tsx';
import { useApp, useServices } from '../store/context.tsx';
import { say } from '../words/say.ts';
import { sayInView } from '../words/say-in-view.ts';
import { OwnSound } from './OwnSound.tsx';
import styles from './Panel.module.css';
import { type Outcome, Result } from './Result.tsx';
import { AnswerLine } from './SettingFields.tsx';
import { useSetting } from './use-setting.ts';

type Direction = 'up' | 'down';

function outcomeOf(result: TestResult): Outcome {
  const { by, supported, worked, cause, standIn } = result;
  if (!supported) return { text: sayInView('sounds.not-played.unsupported'), went: 'wrong' };
  if (!worked && by === 'page') return { text: sayInView('sounds.not-played.blocked'), went: 'wrong' };
  if (!worked) return { text: sayInView('sounds.not-played', { cause: cause ?? '' }), went: 'wrong' };
  if (standIn === null) return { text: sayInView('sounds.played'), went: 'well' };
  const why = standIn === '' ? say('sound.own-missing') : standIn;
  return { text: sayInView('sounds.played.instead', { cause: why }), went: 'wrong' };
}

function Sound({ direction, value }: { readonly direction: Direction; readonly value: SoundChoice }) {
  const { sound } = useServices();
  const own = useApp((state) => state.ownSound?.name ?? null);
  const [answer, save] = useSetting();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const ownOption = [
    'own',
    own === null ? sayInView('sounds.own.gone') : sayInView('sounds.own', { name: own }),
  ] as const;
  const options = [
    ...builtInSounds.map((each) => [each, sayInView(`sounds.${each}`)] as const),
    ...(own !== null || value === 'own' ? [ownOption] : []),
  ];
  const play = async () => {
    setOutcome(null);
    setOutcome(outcomeOf(await sound.preview(direction)));
  };
  return (
    <div className={styles['row']}>
      <Choice<SoundChoice>
        label={sayInView(`sounds.${direction}`)}
        value={value}
        options={options}
        onChange={(chosen) => {
          setOutcome(null);
          save(direction === 'up' ? { soundUp: chosen } : { soundDown: chosen });
        }}
      />
      <button type="button" className="button" onClick={() => void play()}>
        {sayInView(`sounds.play.${direction}`)}
      </button>
      {outcome === null ? <AnswerLine answer={answer} /> : <Result outcome={outcome} />}
    </div>
  );
}

/** Saved when the slider is let go, so that a drag is one change. */
function Volume({ value }: { readonly value: number }) {
  const [answer, save, forget] = useSetting();
  const [moved, setMoved] = useState<number | null>(null);
  // The host has it by now.
  if (moved === value) setMoved(null);
  const shown = moved ?? value;
  const done = () => {
    if (moved !== null && moved !== value) save({ soundVolume: moved });
  };
  return (
    <div className={styles['row']}>
      <label className={styles['label']} htmlFor="sound-volume">
        {sayInView('sounds.volume')}
      </label>
      <span className={styles['volume']}>
        <input
          id="sound-volume"
          type="range"
          min={0}
          max={100}
          step={5}
          value={shown}
          aria-valuetext={sayInView('sounds.volume.value', { percent: shown })}
          aria-describedby="sound-volume-hint"
          onChange={(event) => {
            setMoved(Number(event.target.value));
            forget();
          }}
          onPointerUp={done}
          onKeyUp={done}
          onBlur={done}
        />
        <span aria-hidden="true">{sayInView('sounds.volume.value', { percent: shown })}</span>
      </span>
      <AnswerLine answer={answer} />
      <small className={styles['hint']} id="sound-volume-hint">
        {sayInView(shown === 0 ? 'sounds.volume.none' : 'sounds.volume.hint')}
      </small>
    </div>
  );
}

/** Which sounds are heard, how loud, and how they sound. */
export function SoundSettings() {
  const settings = useApp((state) => state.settings);
  if (settings === null) return null;
  return (
    <>
      <Sound direction="up" value={settings.soundUp} />
      <Sound direction="down" value={settings.soundDown} />
      <Volume value={settings.soundVolume} />
      <OwnSound />
    </>
  );
}
