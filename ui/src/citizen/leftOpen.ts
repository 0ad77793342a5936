// Which form stood open when the desk was locked, so that it stands open again. What was typed in it is a draft, and is
// kept by the desk.
import type { DraftForm } from "../lib/door/door";
import { recordOf } from "./forms";

/** A form by its kind, and the comment, the booking or the colleague that it is of. */
export interface LeftOpen {
  kind: DraftForm["kind"];
  record: string | null;
  caseworker: string | null;
  /** Whether somebody was writing in it. */
  writing: boolean;
}

let left: (LeftOpen & { citizen: string }) | null = null;

/** The note stands open all the time: it is remembered when somebody was writing in it. */
export function leave(citizen: string, form: DraftForm, writing: boolean): void {
  const record = recordOf(form) ?? null;
  const caseworker = form.kind === "end_contact_person" ? (form.caseworker ?? null) : null;
  left = { citizen, kind: form.kind, record, caseworker, writing };
}

/** What stood open on the citizen; asked for once. */
export function comeBack(citizen: string): LeftOpen | null {
  const mine = left?.citizen === citizen ? left : null;
  left = null;
  return mine;
}
