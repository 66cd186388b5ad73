import type { ThemeChoice } from '../../src-shared/contract/app-settings.ts';
import type { Page } from './pages.ts';

/**
 * The page as it is sent: with the theme that the user forced in its first line, so that it stands before anything is
 * painted. The page's own script would come too late, and its policy allows none in the page itself.
 */
export function themed(page: Page, theme: ThemeChoice): Page {
  if (theme === 'system' || !page.type.startsWith('text/html')) return page;
  const body = page.body.toString('utf8').replace('<html ', `<html data-theme="${theme}" `);
  return { ...page, body: Buffer.from(body), gzipped: null };
}
