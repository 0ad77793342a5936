// What is typed somewhere and not kept yet: kept before the desk locks or the window closes.

/** How long the keeping may take. What is not kept by then counts as not kept: a disk that hangs says nothing. */
const PATIENCE_MS = 3_000;

/** Keeps what is typed, on one citizen where one is named, and says whether it is kept. */
type Keeper = (citizen?: string) => Promise<boolean>;

const keepers = new Set<Keeper>();

/** Is asked to keep what is typed, until the function it returns is called. */
export function onClosing(keep: Keeper): () => void {
  keepers.add(keep);
  return () => keepers.delete(keep);
}

/** Whether everything that is typed is kept now. */
export function keepAll(): Promise<boolean> {
  return keep();
}

/** Whether everything that is typed on one citizen is kept now. */
export function keepTypedOn(citizen: string): Promise<boolean> {
  return keep(citizen);
}

async function keep(citizen?: string): Promise<boolean> {
  const keeping = [...keepers].map((keep) => keep(citizen).catch(() => false));
  let patience: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<boolean[]>((resolve) => {
    patience = setTimeout(() => resolve([false]), PATIENCE_MS);
  });
  const kept = await Promise.race([Promise.all(keeping), tooLong]);
  clearTimeout(patience);
  return kept.every(Boolean);
}
