// Which form stood open when the desk was locked, so that it stands open again. What was typed in it is a draft, and is
// kept by the desk.
import type { DraftForm } from "../lib/door/door";
import { recordOf } from "./forms";
import { isTyped } from "./openForm.svelte";

export interface LeftOpen {
  kind: DraftForm["kind"];
  /** The comment, the booking, the deadline or the referral that it is of. */
  record: string | null;
  /** A form in which nothing is typed, as it stood: no draft is kept of it. */
  shown: DraftForm | null;
  /** Whether somebody was writing in it. */
  writing: boolean;
}

let left: (LeftOpen & { citizen: string }) | null = null;

/** The note stands open all the time: it is remembered when somebody was writing in it. */
export function leave(citizen: string, form: DraftForm, writing: boolean): void {
  const shown = isTyped(form) ? null : form;
  left = { citizen, kind: form.kind, record: recordOf(form) ?? null, shown, writing };
}

/** What stood open on the citizen; asked for once. */
export function comeBack(citizen: string): LeftOpen | null {
  const mine = left?.citizen === citizen ? left : null;
  left = null;
  return mine;
}
