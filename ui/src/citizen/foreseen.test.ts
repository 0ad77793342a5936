import { describe, expect, it } from "vitest";

import type { DraftForm, Effect, UnderstoodDays } from "../lib/door/door";
import { CHANGED, objection, TO_CHECK, type Accepted } from "./foreseen";

const same = (text: string) => ({ da: text, en: text });
const note: DraftForm = { kind: "comment", text: "Ringer i morgen." };
const jobcentre: DraftForm = { kind: "affiliation", jobcentre: "75100", from: "1809" };
const NO_DAYS: UnderstoodDays = {
  day: null,
  rebook_until: null,
  cancel_until: null,
  next_day: null,
  from: null,
  to: null,
  book_by: null,
  hold_by: null,
};

function effect(group: string, detail: string | null, check = false): Effect {
  return {
    group,
    subject: same("Kommentar"),
    outcome: same("bliver gemt på borgeren"),
    detail: detail === null ? null : same(detail),
    check,
    rule: { id: "SB-COMMENT", ours: true },
  };
}

function accepted(effects: Effect[], rest: Partial<Accepted> = {}): Accepted {
  return {
    outcome: "accepted",
    effects,
    days: NO_DAYS,
    caution: null,
    also_meets: null,
    fingerprint: "f",
    ...rest,
  };
}

describe("a form that is confirmed before the screen has followed", () => {
  const fresh = accepted([effect("changes", "Ringer i morgen.")], { fingerprint: "g" });

  it("is saved when only the typed text is new", () => {
    expect(objection(accepted([effect("changes", "Ringer i")]), fresh, note)).toBeNull();
  });

  it("is saved when nothing was shown yet, and nothing is to be checked", () => {
    expect(objection(null, fresh, note)).toBeNull();
    expect(objection({ outcome: "incomplete", text: same("Skriv.") }, fresh, note)).toBeNull();
    expect(objection(null, accepted([effect("changes", null, true)]), note)).toBe(TO_CHECK);
  });

  it("stops when something else will happen", () => {
    const told = accepted([effect("changes", "Ringer i"), effect("told", "Nyt nummer")]);
    expect(objection(told, fresh, note)).toBe(CHANGED);
    expect(objection(accepted([effect("changes", "Ringer i", true)]), fresh, note)).toBe(CHANGED);
    expect(objection(accepted(fresh.effects, { caution: same("Du er offline.") }), fresh, note)).toBe(
      CHANGED,
    );
  });

  it("stops when it was refused, and when a day is another", () => {
    const refusal = { code: "4933", what: same(""), why: same(""), what_to_do: same(""), dfdg: null };
    const refused = {
      outcome: "refused" as const,
      days: NO_DAYS,
      refusal: { ...refusal, rule: { id: "SB-4933", ours: true } },
    };
    expect(objection(refused, fresh, note)).toBe(CHANGED);
    const dated = (from: string) => accepted([effect("changes", null)], { days: { ...NO_DAYS, from } });
    expect(objection(dated("2023-09-18"), dated("2023-09-19"), jobcentre)).toBe(CHANGED);
    expect(objection(dated("2023-09-18"), dated("2023-09-18"), jobcentre)).toBeNull();
  });

  it("does not take a quoted text of another form for the typed one", () => {
    const correction: DraftForm = { kind: "correct_comment", comment: "1", text: "Ny" };
    const before = accepted([effect("changes", "Før: »gammel«")]);
    expect(objection(before, accepted([effect("changes", "Før: »en andens«")]), correction)).toBe(CHANGED);
  });
});
