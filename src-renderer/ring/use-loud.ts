import { useApp } from '../store/context.tsx';

/** Whether anything rings that was not made quiet on this page. */
export function useLoud(): boolean {
  return useApp((state) => state.ringing.some((ringing) => !state.quiet.includes(ringing.id)));
}
