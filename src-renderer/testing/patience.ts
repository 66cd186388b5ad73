// Machines are small and shared: what a test waits for has time. Tests that draw nothing need none of it.
if (typeof document !== 'undefined') {
  const { configure } = await import('@testing-library/react');
  configure({ asyncUtilTimeout: 15_000 });
}
export {};
