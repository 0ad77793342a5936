// What is typed somewhere and not kept yet: kept before the desk locks or the window closes.

/** How long the keeping may take. What is not kept by then counts as not kept: a disk that hangs says nothing. */
const PATIENCE_MS = 3_000;

const keepers = new Set<() => Promise<boolean>>();

/** Is asked to keep what is typed, and says whether it is kept, until the function it returns is called. */
export function onClosing(keep: () => Promise<boolean>): () => void {
  keepers.add(keep);
  return () => keepers.delete(keep);
}

/** Whether everything that is typed is kept now. */
export async function keepAll(): Promise<boolean> {
  const keeping = [...keepers].map((keep) => keep().catch(() => false));
  let patience: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<boolean[]>((resolve) => {
    patience = setTimeout(() => resolve([false]), PATIENCE_MS);
  });
  const kept = await Promise.race([Promise.all(keeping), tooLong]);
  clearTimeout(patience);
  return kept.every(Boolean);
}
