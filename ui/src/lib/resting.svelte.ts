// The commands that are confirmed and have not left: the frame shows the latest with Fortryd and Send nu.
import { call, onDesk, Unanswered, type OutboxEntry, type Text } from "./door/door";
import { keepTypedOn } from "./keeping";

interface Resting {
  entry: OutboxEntry;
  leaves: number;
}

let list = $state.raw<Resting[]>([]);
let now = $state(Date.now());
let ticking: ReturnType<typeof setInterval> | undefined;
const undoing = new Set<Undoing>();

/** Hears that a command is being taken back; the entry comes with its draft, or the desk does not take it back. */
type Undoing = (entry: OutboxEntry, taken: Promise<OutboxEntry>) => void;

export const resting = {
  get latest(): OutboxEntry | null {
    return list.at(-1)?.entry ?? null;
  },
  get count(): number {
    return list.length;
  },
  /** Whole seconds until the latest may leave. */
  get secondsLeft(): number {
    const last = list.at(-1);
    return last === undefined ? 0 : Math.max(0, Math.ceil((last.leaves - now) / 1000));
  },
};

/** Called with what `confirm` answered: it shows at once, before the desk has told of it. */
export function rest(entry: OutboxEntry): void {
  const { state } = entry;
  if (state.is !== "resting") return;
  keep([...without(entry.command), { entry, leaves: Date.now() + state.left_ms }]);
  askAnew();
}

/** What is being saved just now, and will rest. */
let coming: Promise<unknown> = Promise.resolve();

/** Something is being confirmed: whoever takes back meanwhile means that. */
export function restsSoon(confirming: Promise<unknown>): void {
  coming = confirming.catch(() => undefined);
}

/** Takes the latest resting command back; one that is being saved, when it is. None rests: nothing happens. */
export async function undoLatest(): Promise<OutboxEntry | null> {
  await coming;
  const latest = resting.latest;
  return latest === null ? null : undo(latest);
}

/**
 * Takes a resting or waiting command back, and tells those who show its draft. What is typed on the citizen is kept first:
 * the desk puts the two together.
 */
export async function undo(entry: OutboxEntry): Promise<OutboxEntry> {
  const taken = takeBack(entry);
  undoing.forEach((hear) => hear(entry, taken));
  return taken;
}

async function takeBack({ command, citizen }: OutboxEntry): Promise<OutboxEntry> {
  if (citizen !== null && !(await keepTypedOn(citizen)))
    throw new Unanswered({ error: "asked", text: NOT_KEPT });
  const entry = await call("undo", { command });
  askAnew();
  keep(without(command));
  return entry;
}

export async function sendNow(command: string): Promise<OutboxEntry> {
  const entry = await call("send_now", { command });
  askAnew();
  keep(without(command));
  return entry;
}

/** Hears of each command that is being taken back, before anything is asked of the desk: made for `$effect`. */
export function onUndo(hear: Undoing): () => void {
  undoing.add(hear);
  return () => undoing.delete(hear);
}

/** Follows the desk: another screen, or the start of the program, may have let a command rest. */
export async function beginResting(): Promise<void> {
  await follow();
  if (following) return;
  following = true;
  onDesk("outbox", () => void follow().catch(() => undefined));
}

let following = false;

/** An answer that is under way does not know of what has just been done. */
function askAnew(): void {
  if (following) void follow().catch(() => undefined);
}

const NOT_KEPT: Text = {
  da: "Der er ikke fortrudt noget: det, du er ved at skrive, kan ikke gemmes lige nu. Prøv igen.",
  en: "Nothing is undone: what you are writing cannot be saved just now. Try again.",
};

/** Forgets what rests: the desk is locked. It rests, and leaves, all the same. */
export function forgetResting(): void {
  keep([]);
}

/** How often it was asked what rests. Answers may overtake each other, and an old one does not know of the latest. */
let asked = 0;

async function follow(): Promise<void> {
  const mine = ++asked;
  const { resting: fresh } = await call("outbox", {});
  if (mine !== asked) return;
  keep(
    fresh.flatMap((entry) =>
      entry.state.is === "resting" ? [{ entry, leaves: Date.now() + entry.state.left_ms }] : [],
    ),
  );
}

function without(command: string): Resting[] {
  return list.filter(({ entry }) => entry.command !== command);
}

function keep(fresh: Resting[]): void {
  now = Date.now();
  list = fresh.toSorted((a, b) => a.leaves - b.leaves);
  if (list.length > 0) ticking ??= setInterval(tick, 250);
}

function tick(): void {
  now = Date.now();
  if (list.some(({ leaves }) => leaves <= now)) list = list.filter(({ leaves }) => leaves > now);
  if (list.length === 0) {
    clearInterval(ticking);
    ticking = undefined;
  }
}
