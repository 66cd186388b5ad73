/** A reader that went away (`npm start | head`) must not end the app. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

export function print(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

export function complain(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
