/** Closes a union: the compiler complains where a member is not handled. Throws if one slips through at run time. */
export function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
