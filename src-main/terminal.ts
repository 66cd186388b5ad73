/** Writes a line; a terminal that went away must not end the app. */
function write(stream: NodeJS.WriteStream, sentence: string): void {
  stream.once('error', () => {});
  stream.write(`${sentence}\n`);
}

export const print = (sentence: string): void => write(process.stdout, sentence);
export const complain = (sentence: string): void => write(process.stderr, sentence);
