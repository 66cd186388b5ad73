/** Whether list and pair take turns, as the styles have it. */
export function isNarrow(): boolean {
  return typeof window.matchMedia === 'function' && window.matchMedia('(max-width: 719.98px)').matches;
}
