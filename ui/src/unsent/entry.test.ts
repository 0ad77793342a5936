import { expect, test } from "vitest";

import type { OutboxEntry } from "../lib/door/door";
import { deedsOf } from "./entry";

const same = (text: string) => ({ da: text, en: text });

function lost(rest: Partial<OutboxEntry>): OutboxEntry {
  const form = { kind: "comment", text: "Sendt." } as const;
  return {
    command: "1",
    citizen: "2",
    name: same("Mette Øvelsen"),
    number: { shown: "150385-••••", masked: true } as OutboxEntry["number"],
    title: same("Kommentar"),
    summary: "Sendt.",
    written_at: "2023-09-18T10:05",
    state: { is: "lost", accepted_at: "2023-09-18T10:05", at: "2023-09-19T10:05" },
    draft: { citizen: "2", form },
    correcting: null,
    corrections: [],
    unread: null,
    renews: null,
    course: [],
    can_send_on_new_number: false,
    can_send_again: false,
    can_discard: true,
    ...rest,
  };
}

test("what can be sent as it was comes first", () => {
  expect(deedsOf(lost({ can_send_again: true }))).toEqual(["send_again", "renew"]);
  expect(deedsOf(lost({ can_send_on_new_number: true }))).toEqual(["send_on_new_number", "renew"]);
});

test("what cannot be sent as it was is corrected", () => {
  const correcting = { kind: "comment", text: "Sendt, og rettet." } as const;
  expect(deedsOf(lost({ correcting }))).toEqual(["renew"]);
});

test("nobody corrects on a citizen who is not here", () => {
  expect(deedsOf(lost({ citizen: null, draft: null }))).toEqual(["look_up"]);
});
