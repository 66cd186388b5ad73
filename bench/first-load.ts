import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a page fetches before anybody can use it, in KB (1,000 bytes) of script as it travels. */
export interface FirstLoad {
  readonly gzipped: number;
  /** All script of the page, also what is fetched later: what a page of one piece would load. */
  readonly inOnePiece: number;
  readonly files: readonly string[];
}

const kilobyte = 1_000;
const scriptAddress = /(?:src|href)="\.\/([^"]+\.js)"/g;
const staticImport = /(?:^|[;}\s])(?:import|export)[^"';()]*["']\.\/([^"']+\.js)["']/g;
/** Counted wherever it is: a page without its chart is not the page. */
const chartLibrary = 'tv-lightweight-charts';

/** @param folder of the built interface */
export function firstLoad(folder: string): FirstLoad {
  const textOf = (file: string) => readFileSync(path.join(folder, file), 'utf8');
  const size = (files: Iterable<string>) =>
    [...files].reduce((sum, file) => sum + gzipSync(textOf(file)).length, 0) / kilobyte;
  const all = readdirSync(folder, { recursive: true })
    .map((file) => String(file).split(path.sep).join('/'))
    .filter((file) => file.endsWith('.js') && !/(^|\/)sound-/.test(file));
  const found = new Set<string>();
  const follow = (file: string) => {
    if (found.has(file)) return;
    found.add(file);
    for (const [, name = ''] of textOf(file).matchAll(staticImport)) {
      follow(path.posix.join(path.posix.dirname(file), name));
    }
  };
  for (const [, file = ''] of textOf('index.html').matchAll(scriptAddress)) follow(file);
  for (const file of all) if (textOf(file).includes(chartLibrary)) follow(file);
  return { gzipped: size(found), inOnePiece: size(all), files: [...found] };
}
