/** A stop that takes longer, in ms, is cut off: what matters is on disk already. */
export const longestStopMs = 1_500;
