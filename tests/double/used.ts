/** What a source file takes from `electron` and does with it, as far as its text tells. */
export interface Use {
  readonly name: string;
  readonly members: readonly string[];
  readonly events: readonly string[];
}

const imports = /import\s+(?!type\b)(\w+\s*,?\s*)?(?:\{([^}]*)\})?\s*from\s*'electron(?:\/\w+)?'/g;
const words = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, word = '']) => word)),
];

/** Without comments and texts, in which names stand too; the names of events and of modules stay. */
function codeOnly(source: string): string {
  return source
    .replaceAll(/\/\*[\s\S]*?\*\/|(?<![:'"`\w])\/\/.*$/gm, '')
    .replaceAll(/((?:on|once)\(\s*|from\s*(?='electron))?'(?:[^'\\\n]|\\.)*'/g, (text, kept) =>
      kept === undefined ? "''" : text,
    )
    .replaceAll(/`[^`$]*`/g, '``');
}

function importedNames(source: string): { names: Map<string, string>; whole: string[] } {
  const names = new Map<string, string>();
  const whole: string[] = [];
  for (const [, all, list = ''] of source.matchAll(imports)) {
    if (all !== undefined) whole.push(all.replaceAll(/[\s,]/g, ''));
    for (const part of list.split(',')) {
      const [name = '', own = name] = part.trim().split(/\s+as\s+/);
      if (name !== '' && !name.startsWith('type ')) names.set(own, name);
    }
  }
  return { names, whole };
}

/** The words that stand for an object of a class here: what is made of it, and what is declared as one. */
function instances(source: string, name: string): string[] {
  return [
    ...words(source, new RegExp(`(\\w+)\\s*=\\s*new ${name}\\(`, 'g')),
    ...words(source, new RegExp(`(\\w+)\\??:\\s*(?:Electron\\.)?${name}\\b(?!\\[)`, 'g')),
  ];
}

function usesOf(source: string, variable: string, name: string): Use {
  return {
    name,
    members: words(source, new RegExp(`(?<![\\w.])${variable}[?!]?\\.(\\w+)`, 'g')),
    events: words(source, new RegExp(`(?<![\\w.])${variable}[?!]?\\.(?:on|once)\\(\\s*'([^']+)'`, 'g')),
  };
}

/** Instances are told apart from classes by a `#` behind the name. */
export function usedElectron(text: string): Use[] {
  const source = codeOnly(text);
  const { names, whole } = importedNames(source);
  const uses: Use[] = [];
  for (const [own, name] of names) {
    uses.push(usesOf(source, own, name));
    if (!/^[A-Z]/.test(name)) continue;
    for (const variable of instances(source, own)) uses.push(usesOf(source, variable, `${name}#`));
  }
  for (const variable of whole) {
    for (const name of words(source, new RegExp(`(?<![\\w.])${variable}\\.(\\w+)`, 'g'))) {
      uses.push({ name, members: [], events: [] });
    }
  }
  for (const name of ['BrowserWindow', 'Tray', 'Notification', 'WebContents', 'NativeImage', 'Session']) {
    if (names.has(name) || !new RegExp(`from 'electron`).test(source)) continue;
    for (const variable of instances(source, name)) uses.push(usesOf(source, variable, `${name}#`));
  }
  uses.push({
    name: 'WebContents#',
    members: words(source, /\bwebContents[?!]?\.(?!from|getAll|getFocused)(\w+)/g),
    events: words(source, /\bwebContents[?!]?\.(?:on|once)\(\s*'([^']+)'/g),
  });
  return uses;
}
