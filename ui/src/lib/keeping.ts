// What is typed somewhere and not kept yet: kept before the desk locks.
const keepers = new Set<() => Promise<unknown>>();

/** Is asked to keep what is typed, until the function it returns is called: made for `$effect`. */
export function onClosing(keep: () => Promise<unknown>): () => void {
  keepers.add(keep);
  return () => keepers.delete(keep);
}

/** Resolves when everything that is typed is kept, or could not be. */
export async function keepAll(): Promise<void> {
  await Promise.allSettled([...keepers].map((keep) => keep()));
}
