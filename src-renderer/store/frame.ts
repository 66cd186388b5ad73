/**
 * Tells once a frame while the page is in sight, however many updates come: nobody sees more than that. A page out of
 * sight has no frames, and is told at once.
 */
export function createFrameTeller(): (tell: () => void) => void {
  let pending = false;
  return (tell) => {
    if (document.visibilityState === 'hidden') {
      tell();
    } else if (!pending) {
      pending = true;
      requestAnimationFrame(() => {
        pending = false;
        tell();
      });
    }
  };
}
