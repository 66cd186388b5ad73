/** Makes lines of pieces; the rest without a line end waits for more. */
export function createLines(take: (line: string) => void): { push: (text: string) => void; end: () => void } {
  let rest = '';
  return {
    push(text) {
      const lines = (rest + text).split(/\r?\n/);
      rest = lines.pop() ?? '';
      for (const line of lines) take(line);
    },
    end() {
      if (rest !== '') take(rest);
      rest = '';
    },
  };
}

/** `[1234:0101/120000.000000:ERROR:file.cc(12)] message` */
const chromium = /^\[\d+:[^\]]*:(INFO|WARNING|ERROR|FATAL|VERBOSE\d*):[^\]]*\]\s*(.*)$/;
/** Graphics and desktop libraries, and Node's warnings, write beside the app. */
const libraries =
  /^(\([^()]*:\d+\): \S+-(WARNING|CRITICAL|Message)|libva |libGL|MESA|dconf|Fontconfig |DevTools listening |\(node:\d+\)|\(Use `)/;

/** Nothing that a person who starts the app can use. */
export function isNoise(line: string): boolean {
  return line.trim() === '' || chromium.test(line) || libraries.test(line);
}

const longest = 200;
const thrown = /^(?:Uncaught )?\w*Error(?: \[\w+\])?: (.+)$/;
const trace = /^(\s|[})\]]|Node\.js v)/;

function fromChromium(lines: readonly string[]): string | undefined {
  const parts = lines.map((line) => chromium.exec(line));
  const found =
    parts.findLast((part) => part?.[1] === 'FATAL') ?? parts.findLast((part) => part?.[1] === 'ERROR');
  return found?.[2];
}

/** The line that tells most about why a program ended: the message of a stack trace, the last line, Chromium's. */
export function lastWords(lines: readonly string[]): string | null {
  const plain = lines.filter((line) => !isNoise(line));
  const message = plain.findLast((line) => thrown.test(line))?.replace(thrown, '$1');
  const words = message ?? plain.findLast((line) => !trace.test(line)) ?? fromChromium(lines);
  const short = words?.trim().replace(/\.$/, '');
  if (!short) return null;
  return short.length > longest ? `${short.slice(0, longest)}…` : short;
}
