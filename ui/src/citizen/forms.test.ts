import { describe, expect, it } from "vitest";

import type { DraftForm } from "../lib/door/door";
import { atTime, draftIn, heldWith, NO_BOOKING, NO_FIELDS, NO_HELD } from "./forms";
import { draftKey, isTyped } from "./openForm.svelte";

const ofCitizen = (form: DraftForm) => ({ citizen: "c", form });

describe("the draft of a form", () => {
  const ofX: DraftForm = {
    kind: "held_conversation",
    booking: "x",
    seen: [],
    fields: { ...NO_HELD, agreement: "X" },
  };
  const ofNone: DraftForm = {
    kind: "held_conversation",
    seen: [],
    fields: { ...NO_HELD, agreement: "uden" },
  };
  const changeOfX: DraftForm = { kind: "change_booking", booking: "x", seen: [], fields: NO_FIELDS };
  const drafts = [ofX, ofNone, changeOfX, { kind: "comment", text: "…" } satisfies DraftForm].map(ofCitizen);

  it("is of the same booking, or of none where none is said", () => {
    expect(draftIn(drafts, "held_conversation", "x")).toBe(ofX);
    expect(draftIn(drafts, "held_conversation", "y")).toBeUndefined();
    expect(draftIn(drafts, "held_conversation")).toBe(ofNone);
    expect(draftIn([ofCitizen(ofX)], "held_conversation")).toBeUndefined();
    expect(draftIn(drafts, "change_booking", "x")).toBe(changeOfX);
  });

  it("is found by its kind where it is of no record", () => {
    expect(draftIn(drafts, "comment")?.kind).toBe("comment");
    expect(draftIn(drafts, "make_booking")).toBeUndefined();
  });
});

describe("who takes part in a joint conversation", () => {
  const fields = { name: "Ane", contact: "", phone: "", email: "" };
  const says = (takes_part: boolean): DraftForm => ({
    kind: "participation",
    booking: "x",
    seen: ["w"],
    takes_part,
    fields,
  });

  it("is another form than that nobody does", () => {
    expect(draftKey(says(true))).toBe("participation/x");
    expect(draftKey(says(false))).toBe("no_participation/x");
  });

  it("is typed, and that nobody does is not, and has no draft", () => {
    expect([says(true), says(false)].map(isTyped)).toEqual([true, false]);
    expect(draftIn([says(true)].map(ofCitizen), "participation", "x")).toEqual(says(true));
    expect(draftIn([says(false)].map(ofCitizen), "participation", "x")).toBeUndefined();
  });
});

describe("a free time of the calendar", () => {
  const free = { day: "2023-09-21", time: "10.15" };

  it("begins a form in which nothing is typed", () => {
    const fields = { ...NO_FIELDS, day: "21.09.2023", from: "10.15" };
    expect(atTime(NO_BOOKING, free)).toEqual({ kind: "make_booking", fields });
  });

  it("leaves what is typed as it is", () => {
    const typed: DraftForm = { kind: "make_booking", fields: { ...NO_FIELDS, day: "28.09.2023" } };
    expect(atTime(typed, free)).toBe(typed);
    const held: DraftForm = { kind: "held_conversation", seen: [], fields: NO_HELD };
    expect(atTime(held, free)).toBe(held);
  });
});

describe("the next conversation", () => {
  const next = { ...NO_FIELDS, day: "+28", form: "2" };
  const held = { kind: "held_conversation" as const, seen: [], fields: { ...NO_HELD, form: "2" }, next };

  it("is of the type and the form that are corrected in the one that was held", () => {
    const after = heldWith(held, { conversation_type: "7", form: "8" });
    expect(after.next).toEqual({ ...next, conversation_type: "7", form: "8" });
  });

  it("keeps what was chosen for it alone", () => {
    const chosen = { ...held, next: { ...next, conversation_type: "2" } };
    expect(heldWith(chosen, { conversation_type: "7" }).next).toEqual(chosen.next);
    expect(heldWith(held, { day: "d" }).next).toEqual(next);
  });

  it("is not made where nobody books it", () => {
    const { next: _, ...alone } = held;
    expect(heldWith(alone, { form: "8" })).toEqual({ ...alone, fields: { ...NO_HELD, form: "8" } });
  });
});
