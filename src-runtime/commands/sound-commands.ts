import type { Handlers } from '../../src-shared/contract/dispatch.ts';
import { largestSoundBytes } from '../../src-shared/contract/sound.ts';
import type { Desk } from '../desk.ts';
import type { SelfTests } from '../sound/self-tests.ts';
import { soundTypeOf } from '../sound/sound-type.ts';
import { refusal } from './refuse.ts';

type SoundHandlers = Pick<Handlers, 'sound.test' | 'sound.upload' | 'sound.remove' | 'notification.test'>;

/** Without the folders that a browser may tell. */
function plainName(name: string): string {
  return name.split(/[\\/]/).at(-1) ?? name;
}

/** @param testsOf what the host has lent by now */
export function createSoundCommands(desk: Desk, testsOf: () => SelfTests): SoundHandlers {
  const onDisk = (work: () => void) => {
    try {
      work();
    } catch (error) {
      desk.log.error({ event: 'sound.not-stored', err: error });
      const cause = error instanceof Error ? error.message : String(error);
      throw refusal(desk, 'storage-failed', 'error.storage-failed', { cause });
    }
    desk.publisher.touch('own sound');
  };

  return {
    'sound.test': ({ direction }) => testsOf().sound(direction),
    'notification.test': () => testsOf().notification(),
    'sound.upload'({ name, data }) {
      const body = Buffer.from(data, 'base64');
      if (body.length > largestSoundBytes) {
        throw refusal(desk, 'sound-too-large', 'error.sound-too-large', {
          most: largestSoundBytes / 1_048_576,
        });
      }
      const type = soundTypeOf(body);
      if (type === null) throw refusal(desk, 'unknown-sound', 'error.unknown-sound');
      const sound = { name: plainName(name), type, bytes: body.length, at: desk.clock.now() };
      onDisk(() => desk.ownSound.keep(sound, body));
      desk.log.info({ event: 'sound.kept', type, bytes: body.length });
      return { sound };
    },
    'sound.remove'() {
      onDisk(desk.ownSound.remove);
      return {};
    },
  };
}
