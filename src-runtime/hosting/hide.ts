/** What must not be in a log, as far as it is known beforehand. */
export interface Private {
  /** The home folder, in each form that the system gives. */
  readonly homes: readonly string[];
  /** Keys and tokens of the settings. */
  readonly secrets: readonly string[];
}

const hidden = '[hidden]';
/** A shorter key would be found in the middle of words. */
const shortestSecret = 6;

const oneOf = (texts: readonly string[]) => [...new Set(texts)].map((text) => RegExp.escape(text)).join('|');

/** Names under which keys travel: query `x_cg_demo_api_key=`, header `x-cg-demo-api-key:`, and what others use. */
const keyName = '(?:x[-_]cg[-_])?(?:demo[-_]|pro[-_])?api[-_]?key|access[-_]?token|auth[-_]?token';
/** As JSON, as a query, as a header, as a list of names and values; quoted once, or once more inside a text. */
const between = '(?:\\\\*["\']|%22)?\\s{0,3}(?:=|:|,|%3D|%3A)\\s{0,3}\\[?(?:\\\\*["\']|%22)?';
const namedValue = new RegExp(
  `((?:${keyName})${between})(?!\\[?\\\\*["']?\\[?hidden\\])(?:%(?!22|26)|[^\\s"'\\\\&,;}\\]%])+`,
  'gi',
);
const authorization = /((?:proxy-)?authorization(?:\\*["'])?\s{0,3}[:=,]\s{0,3}(?:\\*["'])?)[^\r\n"'\\]+/gi;
/** `http://user:password@proxy:3128`. */
const login = /\b([a-z][a-z0-9+.-]{1,20}:\/\/)[^\s/@"']{1,300}@/gi;

/** The name of a field or header whose value is a key. */
export function namesSecret(name: string): boolean {
  return (
    new RegExp(`^(?:${keyName})$`, 'i').test(name) ||
    /^(?:proxy-)?authorization$|^(?:set-)?cookie$/i.test(name)
  );
}

/** One part of a path as systems and addresses write it; Windows shortens long ones to `ANNAMA~1`. */
function partPattern(part: string): string {
  const short = part.replaceAll(/[\s.]/g, '').slice(0, 6);
  const forms = oneOf([part, encodeURI(part), encodeURIComponent(part)]);
  return /^[A-Za-z]:$/.test(part)
    ? `(?:(?<![A-Za-z0-9])${part.slice(0, 1)}(?::|%3A)|[\\\\/]${part.slice(0, 1)}(?=[\\\\/]))`
    : `(?:${forms}${part.length > 8 ? `|${RegExp.escape(short)}~\\d` : ''})`;
}

/** A home folder, however its parts are separated; null where it is a root, which is everybody's. */
function homePattern(home: string): string | null {
  const parts = home.split(/[\\/]+/).filter((part) => part !== '');
  if (parts.length === 0 || (parts.length === 1 && /^[A-Za-z]:$/.test(home.replace(/[\\/]+$/, ''))))
    return null;
  const separator = '(?:[\\\\/]+|%2F|%5C)';
  const first = /^[\\/]/.test(home) ? '(?:[\\\\/]|%2F|%5C)' : '';
  return `${first}${parts.map(partPattern).join(separator)}(?![\\p{L}\\p{N}_-])`;
}

/** Every way in which a key can stand in a text. */
function secretForms(secret: string): string[] {
  const encoded = encodeURIComponent(secret);
  return [secret, encoded, encoded.replaceAll('%20', '+'), JSON.stringify(secret).slice(1, -1)];
}

function patternOf(parts: readonly string[], flags: string): RegExp | null {
  return parts.length === 0 ? null : new RegExp(parts.join('|'), flags);
}

/** Makes what takes keys, tokens and the home folder out of a text. */
export function createHide({ homes, secrets }: Private): (text: string) => string {
  const known = secrets.filter((secret) => secret.length >= shortestSecret).flatMap(secretForms);
  const secret = patternOf(
    known.toSorted((a, b) => b.length - a.length).map((form) => RegExp.escape(form)),
    'g',
  );
  const home = patternOf(
    homes.map(homePattern).filter((pattern) => pattern !== null),
    'giu',
  );
  return (text) => {
    const keyless = secret === null ? text : text.replaceAll(secret, hidden);
    const unnamed = keyless
      .replaceAll(namedValue, `$1${hidden}`)
      .replaceAll(authorization, `$1${hidden}`)
      .replaceAll(login, `$1${hidden}@`);
    return home === null ? unnamed : unnamed.replaceAll(home, '~');
  };
}
