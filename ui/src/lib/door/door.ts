// The way to the desk: one command that carries every operation, and one event that carries everything it tells.
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";

import type { DeskError, DeskEvent, Operations, Text } from "./generated/door";

export type * from "./generated/door";

export type Operation = keyof Operations;
export type Request<K extends Operation> = Operations[K]["request"];
export type Answer<K extends Operation> = Operations[K]["answer"];

/** What the desk could not do, in words for the caseworker. */
export class Unanswered extends Error {
  readonly desk: DeskError;

  constructor(desk: DeskError) {
    super(desk.error);
    this.desk = desk;
  }

  get text(): Text {
    if (this.desk.error === "locked") return LOCKED;
    return "text" in this.desk ? this.desk.text : MALFORMED;
  }
}

/** Asks the desk. Throws nothing but {@link Unanswered}. */
export async function call<K extends Operation>(operation: K, request: Request<K>): Promise<Answer<K>> {
  try {
    return await invoke<Answer<K>>("ask", { operation, request });
  } catch (error) {
    const why: DeskError = isDeskError(error) ? error : { error: "malformed" };
    if (why.error === "locked") locked();
    throw new Unanswered(why);
  }
}

let locked: () => void = () => undefined;

/** Who is told when the desk answers nothing because it is locked. */
export function onLocked(hear: () => void): void {
  locked = hear;
}

/** The sentence to show for whatever a `call` threw. */
export function sentenceOf(error: unknown): Text {
  return error instanceof Unanswered ? error.text : MALFORMED;
}

type EventName = DeskEvent["event"];
type EventOf<N extends EventName> = Extract<DeskEvent, { event: N }>;

const listeners = new Set<(event: DeskEvent) => void>();

/** Hears one kind of event until the function it returns is called: made for `$effect`. */
export function onDesk<N extends EventName>(name: N, hear: (event: EventOf<N>) => void): () => void {
  const listener = (event: DeskEvent) => {
    if (event.event === name) hear(event as EventOf<N>);
  };
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let hearing = false;

/** Begins to listen, before the first screen. */
export async function hearDesk(): Promise<void> {
  if (hearing) return;
  hearing = true;
  await listen<DeskEvent>("desk", ({ payload }) => listeners.forEach((hear) => hear(payload)));
}

function isDeskError(error: unknown): error is DeskError {
  return typeof error === "object" && error !== null && "error" in error;
}

const LOCKED: Text = {
  da: "Sagsbord er låst. Lås op, og prøv igen.",
  en: "Sagsbord is locked. Unlock it and try again.",
};

const MALFORMED: Text = {
  da: "Programmet kunne ikke svare. Luk det og åbn det igen; det, du har gemt, er der stadig.",
  en: "The program could not answer. Close it and open it again; what you have saved is still there.",
};
