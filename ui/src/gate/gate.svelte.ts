// How it stands at the gate: open, locked, or in trouble. Asked for once, then told.
import { beginDesk, forgetDesk } from "../lib/desk.svelte";
import { call, hearDesk, onDesk, onLocked, type GateView } from "../lib/door/door";
import { keepAll } from "../lib/keeping";
import { opened } from "../lib/opened.svelte";
import { beginResting, forgetResting } from "../lib/resting.svelte";

let now = $state.raw<GateView | null>(null);
/** When the desk locks unless somebody moves; none while that is far away. */
let locksAt = $state<number | null>(null);
let told = 0;
let hearing = false;

export const gate = {
  /** None until the gate has answered for the first time. */
  get now(): GateView | null {
    return now;
  },
  get locksAt(): number | null {
    return locksAt;
  },
};

/** Hears of the gate, then asks how it stands. */
export async function beginGate(): Promise<void> {
  await hearDesk();
  if (!hearing) {
    hearing = true;
    onDesk("gate", ({ gate }) => void take(gate).catch(() => undefined));
    onDesk("locks_soon", ({ seconds }) => {
      locksAt = Date.now() + seconds * 1000;
      void keepAll();
    });
    onLocked(() => void call("gate", {}).then(take, () => undefined));
  }
  await take(await call("gate", {}));
}

/** Keeps what is typed, then closes the door. */
export async function lock(): Promise<void> {
  await keepAll();
  await take(await call("lock", {}));
}

/** Shows how it stands. The door opens when all that the screens begin with has been asked for. */
export async function take(view: GateView): Promise<void> {
  const wasOpen = now?.is === "open";
  if (view.is === "open") {
    if (!wasOpen) {
      await beginDesk();
      await beginResting();
    }
  } else {
    forget();
  }
  now = view;
}

/** Nothing of a citizen stays in the page. */
function forget(): void {
  locksAt = null;
  opened.view = null;
  forgetDesk();
  forgetResting();
}

/** A key or the mouse: told at once when it puts off a lock that is near, else now and then, the last time too. */
export function stillHere(): void {
  if (now?.is !== "open") return;
  const isNear = locksAt !== null;
  locksAt = null;
  if (soon !== undefined && !isNear) return;
  clearTimeout(soon);
  const wait = isNear ? 0 : Math.max(0, told + now.still_here_ms - Date.now());
  soon = setTimeout(tell, wait);
}

let soon: ReturnType<typeof setTimeout> | undefined;

function tell(): void {
  soon = undefined;
  told = Date.now();
  call("still_here", {}).catch(() => undefined);
}
