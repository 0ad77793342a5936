// How it stands at the gate: open, locked, or in trouble. Asked for once, then told.
import { isWriting } from "../frame/keys";
import { beginDesk, desk, forgetDesk, wear } from "../lib/desk.svelte";
import { call, hearDesk, onDesk, onLocked, type GateView, type Text } from "../lib/door/door";
import { forgetOutside } from "../exercise/outside.svelte";
import { keepAll } from "../lib/keeping";
import { forgetNotOpened, opened } from "../lib/opened.svelte";
import { route, turn } from "../lib/route.svelte";
import { beginResting, forgetResting } from "../lib/resting.svelte";

let now = $state.raw<GateView | null>(null);
/** When the desk locks unless somebody moves; none while that is far away. */
let locksAt = $state<number | null>(null);
/** Whether what was typed was kept when the door closed; none until that is known. */
let isKept = $state<boolean | null>(null);
let asksToLock = $state(false);
let understood = $state.raw<string[]>([]);
let wasWriting = false;
/** No state: a screen that is taken away would still be told how it stood before. */
let isClosed = true;
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
  /** Whether the door has closed, also for the screens that go because of it. */
  get isClosed(): boolean {
    return isClosed;
  },
  /** Whether somebody was writing when the door closed. */
  get wasWriting(): boolean {
    return wasWriting;
  },
  /** Whether what was typed was kept when the door closed; none until that is known. */
  get isKept(): boolean | null {
    return isKept;
  },
  /** Whether the caseworker is asked if they lock although what is typed is not kept. */
  get asksToLock(): boolean {
    return asksToLock;
  },
  /** What was found at the opening and nobody has said yet that they understand. */
  get found(): Text[] {
    return now?.is === "open" ? now.notices.filter((text) => !understood.includes(text.da)) : [];
  },
  /** Whether a passphrase can be changed or added; none in an exercise. */
  get passphrase(): "change" | "add" | null {
    if (now?.is !== "open" || now.ways.includes("enter")) return null;
    return now.ways.includes("passphrase") ? "change" : "add";
  },
};

/** The caseworker has read what was found at the opening. */
export function understand(): void {
  understood = [...understood, ...gate.found.map((text) => text.da)];
}

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
  wear(await call("appearance", {}));
  await take(await call("gate", {}));
}

/** Keeps what is typed, then closes the door. Where it cannot be kept, the caseworker is asked; asked twice, it closes. */
export async function lock(): Promise<void> {
  if (asksToLock || (await keepAll())) await lockAnyway();
  else asksToLock = true;
}

export async function lockAnyway(): Promise<void> {
  await take(await call("lock", {}));
}

export function stayUnlocked(): void {
  asksToLock = false;
}

/** Shows how it stands. The door opens when all that the screens begin with has been asked for. */
export async function take(view: GateView): Promise<void> {
  const wasOpen = now?.is === "open";
  if (view.is === "open") {
    if (!wasOpen) {
      await beginDesk();
      await beginResting();
      if (route.now.screen === "start" && desk.session?.exercise === false) turn({ screen: "my_day" });
    }
  } else {
    wasWriting = isWriting(document.activeElement);
    if (wasOpen) {
      isKept = null;
      void keepAll().then((kept) => (isKept = kept));
    }
    forget();
  }
  isClosed = view.is !== "open";
  now = view;
}

/** Nothing of a citizen stays in the page, but for what was typed and could not be kept: that is not shown. */
function forget(): void {
  locksAt = null;
  asksToLock = false;
  opened.forget();
  forgetNotOpened();
  forgetDesk();
  forgetResting();
  forgetOutside();
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
