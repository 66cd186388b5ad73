import type { Plugin } from 'vite';
import { type Licence, shippedLicences } from './shipped.ts';

const id = 'virtual:licences';
const resolved = `\0${id}`;

/** The name of the package that a module of a bundle belongs to; null for our own. */
export function packageOfModule(module: string): string | null {
  const [, inside] = module.replaceAll('\\', '/').match(/^.*\/node_modules\/(.+)$/) ?? [];
  const [scope, name] = inside?.split('/') ?? [];
  if (scope === undefined) return null;
  return scope.startsWith('@') ? `${scope}/${name}` : scope;
}

/**
 * The licences of everything that is shipped, as a module of its own. A build that puts something else into a bundle
 * fails: what is shipped without its licence must not be shipped.
 */
export function licences(root: string): Plugin {
  let list: readonly Licence[] | null = null;
  const known = () => (list ??= shippedLicences(root));
  return {
    name: 'licences',
    sharedDuringBuild: true,
    resolveId: (asked) => (asked === id ? resolved : null),
    load(asked) {
      return asked === resolved ? `export const licences = ${JSON.stringify(known())};` : null;
    },
    generateBundle() {
      const names = new Set(known().map(({ name }) => name));
      for (const module of this.getModuleIds()) {
        // What a bundler adds by itself has a name that is no path.
        if (module.startsWith('\0')) continue;
        const name = packageOfModule(module);
        if (name !== null && !names.has(name)) this.error(`${name} is in the bundle without its licence`);
      }
    },
  };
}
