// The open citizen: the view that `open` answered with, handed to the screen so that it need not ask twice.
import {
  call,
  sentenceOf,
  Unanswered,
  type CitizenView,
  type OpenAnswer,
  type OpenBy,
  type PurposeGiven,
  type Text,
} from "./door/door";
import { followSession } from "./desk.svelte";
import { go, type CitizenTab } from "./route.svelte";

/** Why a citizen was not opened: the frame's search shows it, and asks for the purpose there. */
export type NotOpened =
  { why: "purpose"; text: Text; by: OpenBy; tab: CitizenTab } | { why: "not_here"; text: Text };

let view = $state.raw<CitizenView | null>(null);
let times = $state(0);
let notOpened = $state.raw<NotOpened | null>(null);
let asked = 0;

export const opened = {
  get view(): CitizenView | null {
    return view;
  },
  /** How often a citizen has been opened: the same one too, perhaps by another number. */
  get times(): number {
    return times;
  },
  /** The page has been told more since, or is gone: what is typed there is not in this view. */
  forget(): void {
    view = null;
  },
  get not(): NotOpened | null {
    return notOpened;
  },
};

/** Opens a citizen and shows the page. Of two that are asked for, the last one is shown. */
export async function openCitizen(
  by: OpenBy,
  purpose: PurposeGiven | null = null,
  tab: CitizenTab = "overview",
): Promise<void> {
  const mine = ++asked;
  try {
    const answer = await call("open", { by, purpose });
    if (mine === asked) show(answer, by, tab);
  } catch (error) {
    if (mine === asked) notOpened = { why: "not_here", text: sentenceOf(error) };
  }
}

/** Opens a citizen without leaving the screen. Throws what stands in the way; the frame's search asks for a purpose. */
export async function openHere(citizen: string): Promise<CitizenView> {
  const by = { citizen };
  const answer = await call("open", { by, purpose: null });
  if (answer.answer === "citizen") return answer.citizen;
  if (answer.answer === "ask_purpose") show(answer, by, "overview");
  throw new Unanswered({ error: "asked", text: answer.text });
}

/** Asks of an opened citizen. Where the desk does not hold them open any more, they are opened again first. */
export async function ofOpened<T>(citizen: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    const why = error instanceof Unanswered ? error.desk.error : null;
    if (why !== "gone" && why !== "asked") throw error;
    await openHere(citizen);
    return ask();
  }
}

/** Forgets what could not be opened, and lets an answer that is still under way go by. */
export function forgetNotOpened(): void {
  asked += 1;
  notOpened = null;
}

function show(answer: OpenAnswer, by: OpenBy, tab: CitizenTab): void {
  switch (answer.answer) {
    case "citizen":
      view = answer.citizen;
      times += 1;
      notOpened = null;
      go({ screen: "citizen", citizen: answer.citizen.citizen, tab });
      followSession(); // Among those opened last.
      break;
    case "ask_purpose":
      notOpened = { why: "purpose", text: answer.text, by, tab };
      break;
    default:
      notOpened = { why: "not_here", text: answer.text };
  }
}
