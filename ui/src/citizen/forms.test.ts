import { describe, expect, it } from "vitest";

import type { DraftForm } from "../lib/door/door";
import { draftIn, NO_FIELDS, NO_HELD } from "./forms";

const ofCitizen = (form: DraftForm) => ({ citizen: "c", form });

describe("the draft of a form", () => {
  const ofX: DraftForm = { kind: "held_conversation", booking: "x", fields: { ...NO_HELD, agreement: "X" } };
  const ofNone: DraftForm = { kind: "held_conversation", fields: { ...NO_HELD, agreement: "uden" } };
  const changeOfX: DraftForm = { kind: "change_booking", booking: "x", revision: 1, fields: NO_FIELDS };
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
