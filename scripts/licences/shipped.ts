import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import path from 'node:path';

export interface Licence {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

interface Package {
  readonly name: string;
  readonly version?: string;
  readonly license?: string | { readonly type?: string };
  readonly licenses?: readonly { readonly type?: string }[];
  readonly author?: string | { readonly name?: string };
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const builtIn = new Set(builtinModules);
/** What is run, not what only types are taken from. */
const imported =
  /\b(?:import|export)\s+(?!type\b)(?:[^'";]*?\bfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/g;
const licenceFile = /^(?:licen[cs]e|copying|notice)(?:[.-].*)?$/i;

function packageNameOf(specifier: string): string | null {
  if (/^[.#/]|^node:|^virtual:/.test(specifier)) return null;
  const [scope = '', name] = specifier.split('/');
  const whole = scope.startsWith('@') && name !== undefined ? `${scope}/${name}` : scope;
  return builtIn.has(whole) ? null : whole;
}

/** Names of the packages that the sources of what is shipped import. */
function importedBySources(root: string): ReadonlySet<string> {
  const names = new Set<string>();
  const folders = readdirSync(root).filter((name) => name.startsWith('src-'));
  for (const folder of folders) {
    const files = readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' });
    for (const file of files) {
      const isShipped = /\.tsx?$/.test(file) && !/\.test\.|(?:^|[\\/])testing[\\/]|\.d\.ts$/.test(file);
      if (!isShipped) continue;
      const text = readFileSync(path.join(root, folder, file), 'utf8');
      for (const [, from, lazily] of text.matchAll(imported)) {
        const name = packageNameOf(from ?? lazily ?? '');
        if (name !== null) names.add(name);
      }
    }
  }
  return names;
}

/** Where a package is, looked for as Node does; null where it is not installed. */
function folderOf(name: string, from: string, root: string): string | null {
  for (let at = from; at.startsWith(root); at = path.dirname(at)) {
    const folder = path.join(at, 'node_modules', name);
    if (existsSync(path.join(folder, 'package.json'))) return folder;
  }
  return null;
}

function readPackage(folder: string): Package {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Package;
}

function textIn(folder: string): string {
  const files = readdirSync(folder)
    .filter((name) => licenceFile.test(name))
    .sort();
  return files.map((file) => readFileSync(path.join(folder, file), 'utf8').trim()).join('\n\n');
}

/** What a README says under a heading of that name. */
function saidInReadme(folder: string): string {
  const file = readdirSync(folder).find((name) => /^readme(?:\.|$)/i.test(name));
  const text = file === undefined ? '' : readFileSync(path.join(folder, file), 'utf8');
  const [, said = ''] =
    text.match(/^(?:#+\s*licen[cs]e.*|licen[cs]e.*\n[-=]+)\n([\s\S]*?)(?=\n#+\s|$(?![\s\S]))/im) ?? [];
  return said.trim();
}

const nameOfLicence = ({ license, licenses }: Package) =>
  (typeof license === 'string' ? license : license?.type) ??
  licenses?.map(({ type }) => type).join(' and ') ??
  'unknown';

const authorOf = ({ author }: Package) => (typeof author === 'string' ? author : author?.name);

/** What a package says of its licence, wherever it says it. */
function textOf(folder: string, about: Package): string {
  const text = textIn(folder);
  if (text !== '') return text;
  const author = authorOf(about);
  return [
    `${about.name} names the licence ${nameOfLicence(about)}${author === undefined ? '' : `, by ${author}`}.`,
    saidInReadme(folder),
  ]
    .join('\n\n')
    .trim();
}

/** Beside the program, where Electron has it. */
const chromium =
  'The licences of Chromium, which is part of it, are in LICENSES.chromium.html beside the program.';

function licenceOf(folder: string): Licence {
  const about = readPackage(folder);
  const text = textOf(folder, about);
  return {
    name: about.name,
    version: about.version ?? '',
    licence: nameOfLicence(about),
    text: about.name === 'electron' ? `${text}\n\n${chromium}` : text,
  };
}

/** Nobody asks for these, but a package that finds them takes them along; the build fails where one is missing here. */
const takenAlong = ['supports-color'];

/** Electron is shipped as a program; what its npm package depends on only fetches it. */
function dependenciesOf(about: Package): string[] {
  if (about.name === 'electron') return [];
  const { dependencies, peerDependencies = {}, optionalDependencies, peerDependenciesMeta = {} } = about;
  const needed = Object.keys(peerDependencies).filter(
    (name) => peerDependenciesMeta[name]?.optional !== true,
  );
  return [...Object.keys({ ...dependencies, ...optionalDependencies }), ...needed];
}

/**
 * The licences of everything that is shipped: the packages that the sources import, and all that those depend on,
 * sorted by name. What only has types has no code in the bundles, and is left out.
 */
export function shippedLicences(root: string): readonly Licence[] {
  const found = new Map<string, Licence>();
  const visit = (name: string, from: string) => {
    if (name.startsWith('@types/')) return;
    const folder = folderOf(name, from, root);
    if (folder === null || found.has(folder)) return;
    found.set(folder, licenceOf(folder));
    for (const dependency of dependenciesOf(readPackage(folder))) visit(dependency, folder);
  };
  for (const name of [...importedBySources(root), ...takenAlong]) visit(name, root);
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
