import { type PairId, pairLabel } from '../../src-core/pair.ts';
import { Choice } from '../alarms/Field.tsx';
import { CloseIcon, UpIcon } from '../shell/icons.tsx';
import { useApp } from '../store/context.tsx';
import { sayInView } from '../words/say-in-view.ts';
import styles from './Panel.module.css';
import { AnswerLine, SwitchSetting } from './SettingFields.tsx';
import { useSetting } from './use-setting.ts';

const mostPins = 10;

function labelsOf(pairs: Readonly<Record<PairId, { readonly base: string; readonly quote: string }>>) {
  return (id: PairId) => {
    const pair = pairs[id];
    return pair === undefined ? id : pairLabel(pair);
  };
}

interface PinProps {
  readonly label: string;
  readonly onUp: (() => void) | undefined;
  readonly onRemove: () => void;
}

function Pin({ label, onUp, onRemove }: PinProps) {
  const up = sayInView('trays.pairs.up', { pair: label });
  const remove = sayInView('trays.pairs.remove', { pair: label });
  return (
    <li>
      <span>{label}</span>
      {onUp && (
        <button type="button" className="icon-button" aria-label={up} title={up} onClick={onUp}>
          <UpIcon />
        </button>
      )}
      <button type="button" className="icon-button" aria-label={remove} title={remove} onClick={onRemove}>
        <CloseIcon />
      </button>
    </li>
  );
}

/** The pairs whose prices the tray shows, in order. */
function Pins({ pins }: { readonly pins: readonly PairId[] | null }) {
  const [answer, save] = useSetting();
  const ids = useApp((state) => state.pairIds);
  // Names never change, so no price has to be listened to.
  const labels = useApp((state) => state.pairIds.map(labelsOf(state.pairs)).join('\n')).split('\n');
  const labelOf = (id: PairId) => labels[ids.indexOf(id)] ?? id;
  const shown = pins ?? [];
  const rest = ids.filter((id) => !shown.includes(id));
  const isFull = shown.length >= mostPins;
  const pin = (trayPairs: readonly PairId[] | null) =>
    save({ trayPairs: trayPairs === null ? null : [...trayPairs] });
  const up = (at: number) => shown.with(at - 1, shown[at] ?? '').with(at, shown[at - 1] ?? '');
  return (
    <div className={styles['row']}>
      <span className={styles['label']}>{sayInView('trays.pairs')}</span>
      {pins === null && <p>{sayInView('trays.pairs.first')}</p>}
      {pins !== null && pins.length === 0 && <p>{sayInView('trays.pairs.none')}</p>}
      {shown.length > 0 && (
        <ol className={styles['pins']} aria-label={sayInView('trays.pairs')}>
          {shown.map((id, at) => (
            <Pin
              key={id}
              label={labelOf(id)}
              onUp={at === 0 ? undefined : () => pin(up(at))}
              onRemove={() => pin(shown.filter((one) => one !== id))}
            />
          ))}
        </ol>
      )}
      {isFull ? (
        <p>{sayInView('trays.pairs.full')}</p>
      ) : (
        <Choice
          label={sayInView('trays.pairs.add')}
          value=""
          options={[['', sayInView('trays.pairs.choose')], ...rest.map((id) => [id, labelOf(id)] as const)]}
          onChange={(id) => {
            if (id !== '') pin([...shown, id]);
          }}
        />
      )}
      {pins !== null && (
        <button type="button" className="button" onClick={() => pin(null)}>
          {sayInView('trays.pairs.reset')}
        </button>
      )}
      <AnswerLine answer={answer} />
    </div>
  );
}

/** What the tray of the desktop shows. */
export function TraySettings() {
  const settings = useApp((state) => state.settings);
  const [nearAnswer, saveNear] = useSetting();
  const [priceAnswer, savePrice] = useSetting();
  if (settings === null) return null;
  return (
    <>
      <Pins pins={settings.trayPairs} />
      <SwitchSetting
        label={sayInView('trays.near')}
        hint={sayInView('trays.near.hint')}
        on={settings.trayNearest}
        answer={nearAnswer}
        onSave={(trayNearest) => saveNear({ trayNearest })}
      />
      <SwitchSetting
        label={sayInView('trays.price')}
        hint={sayInView('trays.price.hint')}
        on={settings.trayTitle}
        answer={priceAnswer}
        onSave={(trayTitle) => savePrice({ trayTitle })}
      />
      {window.app === undefined && (
        <p className={styles['row']}>
          <small className={styles['hint']}>{sayInView('trays.desktop')}</small>
        </p>
      )}
    </>
  );
}
