import { browser } from './browser.ts';
import { asElectron } from './emitter.ts';
import { fromHttp } from './schemes.ts';
import { Session } from './session.ts';

type Permission = Parameters<NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>>[1];

export interface Question {
  readonly permission: string;
  readonly details?: { readonly mediaTypes?: readonly string[] };
}

const chromiumNames: Readonly<Record<string, readonly string[]>> = {
  media: ['microphone', 'camera'],
  microphone: ['microphone'],
  camera: ['camera'],
};
const electronNames: Readonly<Record<string, string>> = { microphone: 'media', camera: 'media' };

function request(session: Session, contents: object, url: string, question: Question): Promise<boolean> {
  const { request: handler } = Session.handlersOf(session);
  if (!handler) return Promise.resolve(true);
  return new Promise((resolve) => {
    const details = { requestingUrl: url, isMainFrame: true, ...question.details };
    handler(asElectron(contents), question.permission as Permission, resolve, asElectron(details));
  });
}

function check(session: Session, contents: object, url: string, question: Question): boolean | undefined {
  const { check: handler } = Session.handlersOf(session);
  if (!handler) return undefined;
  const name = (electronNames[question.permission] ?? question.permission) as Parameters<typeof handler>[1];
  const details = { requestingUrl: url, isMainFrame: true };
  const origin = `${/^[^:]+:\/\/[^/]*/.exec(url)?.[0] ?? url}/`;
  return handler(asElectron(contents), name, origin, asElectron(details));
}

/** Lets the app decide and tells Chromium, which then answers the page. */
export async function decide(
  kind: 'permission-request' | 'permission-check',
  session: Session,
  contents: object,
  pageUrl: string,
  question: Question,
): Promise<void> {
  const url = fromHttp(pageUrl);
  const answer =
    kind === 'permission-check'
      ? check(session, contents, url, question)
      : // Electron's pages check first, and ask only where that says no.
        check(session, contents, url, question) === true || (await request(session, contents, url, question));
  if (answer === undefined) return;
  const origin = URL.parse(pageUrl)?.origin ?? '';
  for (const name of chromiumNames[question.permission] ?? [question.permission]) {
    const setting = answer ? 'granted' : 'denied';
    // Chromium does not know every name that Electron knows: then its own answer stays.
    await browser()
      .call('Browser.setPermission', { permission: { name }, setting, origin })
      .catch(() => undefined);
  }
}
