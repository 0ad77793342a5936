// The one search field, for whoever wants to write in it.
let take: ((text: string) => void) | undefined;

/** Moves to the search field and types the text in it; with an empty text, what stands there is chosen to be typed over. */
export function searchFor(text: string): void {
  take?.(text);
}

/** The field says how it is written in, until the function it gets back is called. */
export function isTheField(write: (text: string) => void): () => void {
  take = write;
  return () => (take = undefined);
}
