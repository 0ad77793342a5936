// Before the window closes: what is unsent is said, and nobody is trapped.
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import { call, onDesk, type LeavingView } from "../lib/door/door";
import { keepAll } from "../lib/keeping";

/** How long the sending may take before the window says how it stands. */
const PATIENCE_MS = 10_000;

/** What is left behind by whoever leaves. */
interface Leaving {
  /** What the desk holds; none while it has not said so. */
  left: LeavingView | null;
  /** Whether the desk holds what is typed. */
  isKept: boolean;
}

let view = $state.raw<Leaving | null>(null);

export const leaving = {
  /** What is left behind; none while nobody wants to leave. */
  get view(): Leaving | null {
    return view;
  },
};

/** Hears that the window is to be closed, until the function it returns is called: made for `$effect`. */
export function beginLeaving(): () => void {
  const hearing = listen("leave", () => void ask());
  return () => void hearing.then((off) => off());
}

/** The window closes by itself where it hears nothing. */
async function ask(): Promise<void> {
  try {
    await answer("heard");
    await leaveOrSay();
  } catch {
    // A desk that is locked or does not answer keeps nobody here.
    await leave();
  }
}

/** Leaves when nothing is left behind; else says what is. */
async function leaveOrSay(): Promise<void> {
  if (!(await keepAll())) return await sayNotKept();
  const left = await call("leaving", {});
  if (left.is_settled) return await leave();
  await answer("shown");
  view = { left, isKept: true };
}

/** That comes first: a desk that cannot write may be long in saying what else there is, and a locked one says nothing. */
async function sayNotKept(): Promise<void> {
  await answer("shown");
  view = { left: null, isKept: false };
  const left = await call("leaving", {}).catch(() => null);
  if (view !== null) view = { left, isKept: false };
}

/** The desk is locked: on whom something is left behind is not for whoever sits there now. What is not kept still is said. */
export async function hideLeft(): Promise<void> {
  if (view === null || view.left === null) return;
  if (view.isKept) await stay();
  else view = { left: null, isKept: false };
}

export async function stay(): Promise<void> {
  view = null;
  await answer("stay");
}

export async function leave(): Promise<void> {
  await answer("go");
}

async function answer(answer: "heard" | "shown" | "stay" | "go"): Promise<void> {
  await invoke("leave", { answer });
}

/** Ends every rest and waits until all that can be sent is answered. Leaves when nothing is left; else says what is. */
export async function sendAndLeave(): Promise<void> {
  const { resting } = await call("outbox", {});
  await Promise.all(resting.map(({ command }) => call("send_now", { command })));
  await call("switch_connection", { online: true });
  await untilSent();
  await leaveOrSay();
}

function untilSent(): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(done, PATIENCE_MS);
    const off = onDesk("connection", ({ connection }) => connection.waiting === 0 && done());
    function done() {
      clearTimeout(patience);
      off();
      resolve();
    }
    void call("connection", {}).then(({ waiting }) => waiting === 0 && done());
  });
}
