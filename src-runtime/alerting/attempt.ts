/** Whatever one way of being noticed throws, the others go on. */
export function attempt(failed: (cause: string) => void, work: () => void): void {
  try {
    work();
  } catch (error) {
    failed(error instanceof Error ? error.message : String(error));
  }
}
