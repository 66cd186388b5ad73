import { useApp } from '../store/context.tsx';
import { isSilent } from '../store/store.ts';

/** Whether anything calls for somebody that was not made quiet on this page. */
export function useLoud(): boolean {
  return useApp((state) => state.ringing.some((each) => !isSilent(each) && !state.quiet.includes(each.id)));
}
