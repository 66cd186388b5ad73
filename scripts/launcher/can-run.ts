import type { Why } from './why.ts';

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  /** Null where the system has no such number (Windows). */
  readonly user: number | null;
  readonly environment: NodeJS.ProcessEnv;
  readonly args: readonly string[];
}

/** What makes a window impossible here, whatever is installed: asked before anything is fetched. */
export function whyNoWindow({ platform, user, environment, args }: Surroundings): Why | null {
  if (platform !== 'linux') return null;
  if (!environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) return { key: 'start.no-display' };
  if (user === 0 && !args.includes('--no-sandbox')) return { key: 'start.root' };
  return null;
}

/** The environment for Electron; with this variable set it would be plain Node, without any window. */
export function electronEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // Names are compared without case, as Windows does.
  const kept = Object.entries(environment).filter(([name]) => name.toUpperCase() !== 'ELECTRON_RUN_AS_NODE');
  return Object.fromEntries(kept);
}

/** Arguments that mean something only to the desktop, which the headless host would refuse. */
const desktopOnly = ['--hidden', '--keep-awake', '--no-sandbox'];

export function headlessArgs(args: readonly string[]): string[] {
  return args.filter((argument) => !desktopOnly.includes(argument));
}
