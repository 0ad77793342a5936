// Which form stood open when the desk was locked, so that it stands open again. What was typed in it is a draft, and is
// kept by the desk.
import type { DraftForm } from "../lib/door/door";

/** A form by its kind, and the comment that it is of. */
export interface LeftOpen {
  kind: DraftForm["kind"];
  comment: string | null;
  /** Whether somebody was writing in it. */
  writing: boolean;
}

let left: (LeftOpen & { citizen: string }) | null = null;

/** The note stands open all the time: it is remembered when somebody was writing in it. */
export function leave(citizen: string, form: DraftForm, writing: boolean): void {
  left = { citizen, kind: form.kind, comment: "comment" in form ? form.comment : null, writing };
}

/** What stood open on the citizen; asked for once. */
export function comeBack(citizen: string): LeftOpen | null {
  const mine = left?.citizen === citizen ? left : null;
  left = null;
  return mine;
}
