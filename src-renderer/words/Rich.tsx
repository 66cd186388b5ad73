import { Fragment, type ReactNode } from 'react';

/** A sentence of the catalogue with its `<b>` marks set in bold. Everything else, whoever wrote it, stays text. */
export function Rich({ text }: { readonly text: string }): ReactNode {
  const parts = text.split(/<b>(.*?)<\/b>/);
  return parts.map((part, index) =>
    // Split puts what was inside the marks at the odd places; a sentence keeps its shape, so the place is a key.
    index % 2 === 1 ? <b key={`${index}`}>{part}</b> : <Fragment key={`${index}`}>{part}</Fragment>,
  );
}
