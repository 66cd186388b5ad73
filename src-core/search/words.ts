const plainLetters = /^[\u0020-\u007e]*$/;

/**
 * A text as it is compared: one form for every way of writing the same letter, lower case, without accents. `ё` becomes
 * `е`, as people type it.
 */
export function folded(text: string): string {
  // Most names by far need no more, and there are tens of thousands.
  if (plainLetters.test(text)) return text.trim().toLowerCase();
  return text
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f]/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .trim();
}

/** The words of a text, folded; a text of nothing but signs is one word. */
export function wordsOf(text: string): readonly string[] {
  const plain = folded(text);
  const words = plainLetters.test(plain) ? plain.match(/[a-z0-9]+/g) : plain.match(/[\p{L}\p{N}]+/gu);
  return words ?? (plain === '' ? [] : [plain]);
}
