// The forms of a citizen's page: as they are before anybody types, which record they are of, and on which tab they stand.
import type {
  BookingFields,
  BookingView,
  CitizenView,
  DeadlineFields,
  DeadlineView,
  Draft,
  DraftForm,
  HeldFields,
  ReferralFields,
  Text,
} from "../lib/door/door";
import { dayOf } from "../lib/text/dates";
import type { LeftOpen } from "./leftOpen";

type HeldForm = Extract<DraftForm, { kind: "held_conversation" }>;

export const NO_NOTE: DraftForm = { kind: "comment", text: "" };
export const NO_JOBCENTRE: DraftForm = { kind: "affiliation", jobcentre: "", from: "" };

/** Nobody's type and nobody's day: those are chosen. The form and the length are what they mostly are. */
export const NO_FIELDS: BookingFields = {
  conversation_type: "",
  form: "1",
  is_group: false,
  day: "",
  from: "",
  until: "45 min",
  place: "",
  phone: "",
  link: "",
  title: "",
  description: "",
  caseworker: "",
  can_rebook: false,
  rebook_until: "",
  can_cancel: false,
  cancel_until: "",
  fund_takes_part: false,
};

export function isUntyped(fields: BookingFields): boolean {
  return Object.entries(NO_FIELDS).every(([name, value]) => fields[name as keyof BookingFields] === value);
}

export const NO_BOOKING: DraftForm = { kind: "make_booking", fields: NO_FIELDS };

export const NO_HELD: HeldFields = {
  conversation_type: "",
  form: "1",
  day: "",
  from: "",
  agreement: "",
  fund: "no",
  participants: [],
};
export const NO_CONVERSATION: DraftForm = { kind: "held_conversation", seen: [], fields: NO_HELD };

export const NO_DAYS: DeadlineFields = { conversation_type: "", book_by: "", hold_by: "", at_once: false };
export const NO_DEADLINE: DraftForm = { kind: "set_deadline", fields: NO_DAYS };

export const NO_OPERATOR: ReferralFields = { cvr: "", p_number: "", name: "", from: "", to: "", reason: "" };
export const NO_REFERRAL: DraftForm = { kind: "register_referral", fields: NO_OPERATOR };

/** A new booking of a type. */
export function bookingOf(conversation_type: string): DraftForm {
  return { kind: "make_booking", fields: { ...NO_FIELDS, conversation_type } };
}

/** Whether a booking of another type has been begun than the one that is asked for. */
export function isOfAnotherType(begun: DraftForm, asked: DraftForm): boolean {
  return (
    begun.kind === "make_booking" &&
    asked.kind === "make_booking" &&
    asked.fields.conversation_type !== "" &&
    begun.fields.conversation_type !== "" &&
    begun.fields.conversation_type !== asked.fields.conversation_type
  );
}

export const OTHER_DRAFT: Text = {
  da: "Her står en booking, du er begyndt på, af en anden samtaletype. Gem eller kassér den først.",
  en: "This is a booking you have begun, of another conversation type. Save or discard it first.",
};

/** A new booking at a free time. Where something is typed already, that stays as it is. */
export function atTime(form: DraftForm, free: { day: string; time: string }): DraftForm {
  if (form.kind !== "make_booking" || !isUntyped(form.fields)) return form;
  return { ...form, fields: { ...form.fields, day: dayOf(free.day), from: free.time } };
}

/** The form of a conversation that was held as it was booked. */
export function heldFrom({ booking, writings: seen, fields, joint }: BookingView): DraftForm {
  const { conversation_type, form, day, from } = fields;
  return {
    kind: "held_conversation",
    booking,
    seen,
    // Whether a guest came is nobody's to guess.
    fields: {
      ...NO_HELD,
      conversation_type,
      form,
      day,
      from,
      fund: joint?.takes_part === true ? "" : NO_HELD.fund,
    },
  };
}

/** What is typed of a held conversation. The next one is of the same type and form, until somebody chooses another for it. */
export function heldWith(held: HeldForm, change: Partial<HeldFields>): HeldForm {
  const fields = { ...held.fields, ...change };
  if (held.next === undefined) return { ...held, fields };
  const next = { ...held.next };
  for (const name of ["conversation_type", "form"] as const)
    if (next[name] === held.fields[name]) next[name] = fields[name];
  return { ...held, fields, next };
}

/** The form of a change, before anybody types. */
export function changeOf({ booking, writings: seen, fields }: BookingView): DraftForm {
  return { kind: "change_booking", booking, seen, fields, begun: fields };
}

export function changeOfDeadline({ deadline, revision, fields }: DeadlineView): DraftForm {
  return { kind: "change_deadline", deadline, revision, fields, begun: fields };
}

/** The comment, the booking, the deadline or the referral that the form is of. */
export function recordOf(form: DraftForm): string | undefined {
  if ("comment" in form) return form.comment;
  if ("deadline" in form) return form.deadline;
  if ("referral" in form) return form.referral;
  return "booking" in form ? form.booking : undefined;
}

/** That nobody takes part in a joint conversation any more: nothing is typed there, and no draft is kept of it. */
export function isRemoval(form: DraftForm): form is Extract<DraftForm, { kind: "participation" }> {
  return form.kind === "participation" && !form.takes_part;
}

/** The draft of a kind: of the same record, or of none. */
export function draftIn(drafts: Draft[], kind: DraftForm["kind"], record?: string): DraftForm | undefined {
  const forms = drafts.map((draft) => draft.form);
  return forms.find((form) => form.kind === kind && recordOf(form) === record && !isRemoval(form));
}

const OF_COURSE: DraftForm["kind"][] = [
  "make_booking",
  "change_booking",
  "cancel_booking",
  "held_conversation",
  "participation",
  "participation_choice",
  "set_deadline",
  "change_deadline",
  "withdraw_deadline",
];

/** Whether it is one of the contact course: those stand on the tab of the conversations. */
export function isOfCourse({ kind }: DraftForm): boolean {
  return OF_COURSE.includes(kind);
}

export function tabOf(form: DraftForm): "overview" | "conversations" {
  return isOfCourse(form) ? "conversations" : "overview";
}

/** The form of who takes part in a joint conversation; none for another one. */
export function participationOf(
  { booking, writings: seen, joint }: BookingView,
  takes_part: boolean,
): DraftForm | null {
  return joint === null ? null : { kind: "participation", booking, seen, takes_part, fields: joint.fields };
}

/** The form that stood open, as it is before anybody types. */
export function untouched(citizen: CitizenView, { kind, record }: LeftOpen): DraftForm | null {
  if (kind === "affiliation") return NO_JOBCENTRE;
  if (kind === "make_booking") return NO_BOOKING;
  if (kind === "set_deadline") return NO_DEADLINE;
  if (kind === "register_referral") return NO_REFERRAL;
  if (kind === "held_conversation") {
    const booking = citizen.bookings.find((one) => one.booking === record);
    return booking === undefined ? NO_CONVERSATION : heldFrom(booking);
  }
  if (record === null) return null;
  if (kind === "end_referral") {
    const referral = citizen.referrals.find((one) => one.referral === record);
    // An end begins with the last day that the referral has.
    return referral === undefined
      ? null
      : { kind, referral: record, revision: referral.revision, to: referral.to };
  }
  if (kind === "change_deadline") {
    const deadline = citizen.deadlines.find((one) => one.deadline === record);
    return deadline === undefined ? null : changeOfDeadline(deadline);
  }
  const booking = citizen.bookings.find((one) => one.booking === record);
  if (kind === "cancel_booking") return { kind, booking: record, seen: booking?.writings ?? [], reason: "" };
  if (kind === "change_booking") return booking === undefined ? null : changeOf(booking);
  if (kind === "participation") return booking === undefined ? null : participationOf(booking, true);
  const text = citizen.comments.find((one) => one.comment === record)?.text;
  return kind === "correct_comment" && text !== undefined ? { kind, comment: record, text } : null;
}
