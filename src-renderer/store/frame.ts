/** A window that is covered or throttled may be without frames, and says that it is in sight all the same. */
const longestWaitMs = 1_000;

/**
 * Tells once a frame while the page is in sight, however many updates come: nobody sees more than that. A page out of
 * sight has no frames, and is told at once; one whose frames stay away is told after a second, and never falls behind.
 */
export function createFrameTeller(): (tell: () => void) => void {
  let pending = false;
  return (tell) => {
    if (document.visibilityState === 'hidden') {
      tell();
    } else if (!pending) {
      pending = true;
      let frame = 0;
      const tellNow = () => {
        cancelAnimationFrame(frame);
        clearTimeout(late);
        pending = false;
        tell();
      };
      const late = setTimeout(tellNow, longestWaitMs);
      frame = requestAnimationFrame(tellNow);
    }
  };
}
