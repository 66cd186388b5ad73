import type { FiringId } from '../src-core/alarm.ts';
import type { AnyReply, Sender } from '../src-shared/contract/dispatch.ts';
import type {
  DeliveryView,
  Notice,
  OwnSoundView,
  RingingView,
  Settings,
  Update,
} from '../src-shared/contract/schemas.ts';
import type { HostSay } from '../src-shared/words/host-words.ts';
import type { Glance } from './glance.ts';
import type { Health } from './health.ts';
import type { Digest } from './hush/digest.ts';
import type { MonitoringSwitch } from './monitoring.ts';
import type { SelfTests } from './sound/self-tests.ts';

/** The product without a host: prices in, judged, stored, told to whoever listens. */
export interface Runtime {
  /** Answers a command of the contract; never throws. */
  readonly handle: (name: unknown, input: unknown, sender: Sender) => Promise<AnyReply>;
  readonly onUpdate: (listener: (update: Update) => void) => () => void;
  readonly health: () => Health;
  /** What rings now. */
  readonly ringing: () => readonly RingingView[];
  /** What came in a mute or in quiet hours, told at their end; null once it was read. */
  readonly digest: () => Digest | null;
  /** Why nothing is to be heard or to pop up now, in words; null where it may. */
  readonly hushCause: () => string | null;
  /** The user's own sound; null where there is none. */
  readonly ownSound: () => { readonly type: string; readonly body: Buffer } | null;
  readonly ownSoundView: () => OwnSoundView | null;
  /** Lends what the tests of sound and notifications need; without it the page does them itself. */
  readonly lend: (tests: SelfTests) => void;
  /** Told after something changed, or reads differently with time; the listener asks for what it wants. */
  readonly watch: (listener: () => void) => () => void;
  /** What the user has set. */
  readonly settings: () => Settings;
  /** How things stand, for a tray. */
  readonly glance: () => Glance;
  /** Records how firings reached people; the test alarm has nothing to record. */
  readonly deliver: (ids: readonly FiringId[], outcome: Omit<DeliveryView, 'at'>) => void;
  /** Tells something on every screen, until it is put away or over. */
  readonly tell: (notice: Notice) => void;
  readonly untell: (id: string) => void;
  readonly pollNow: (why: Parameters<MonitoringSwitch['pollNow']>[0]) => void;
  /** What the host put away under a name in an earlier run, unchecked. */
  readonly remembered: (key: string) => unknown;
  readonly remember: (key: string, value: object | string | number | boolean | null) => void;
  readonly say: HostSay;
  /** The system of whoever reads, such as `ru-RU`: it counts where no language is set. */
  readonly readBy: (locale: string) => void;
  /** Ends polling, then closes the storage. Safe to call twice. */
  readonly stop: () => Promise<void>;
}
