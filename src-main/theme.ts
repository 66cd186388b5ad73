import { nativeTheme } from 'electron';
import type { Runtime } from '../src-runtime/runtime.ts';
import type { ThemeChoice } from '../src-shared/contract/app-settings.ts';

/** Whether windows are dark, by what the user has set. */
export function isDark(theme: ThemeChoice): boolean {
  return theme === 'system' ? nativeTheme.shouldUseDarkColors : theme === 'dark';
}

/**
 * Title bars and menus follow the user's setting. Not on Linux: its tray pictures follow the theme of the windows, and
 * the bar that they stand on is the system's.
 * @returns what ends it
 */
export function followTheme(
  runtime: Pick<Runtime, 'settings' | 'watch'>,
  platform: string = process.platform,
): () => void {
  if (platform === 'linux') return () => {};
  const follow = () => {
    nativeTheme.themeSource = runtime.settings().theme;
  };
  follow();
  return runtime.watch(follow);
}
