/** The data was written by a newer version of this app: nothing is wrong with it, and it is not touched. */
export class NewerDataError extends Error {
  constructor(file: string) {
    super(`${file} was written by a newer version`);
  }
}
