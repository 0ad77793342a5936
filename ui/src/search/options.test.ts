import { expect, test } from "vitest";

import type { Found, HitView } from "../lib/door/door";
import type { Action } from "./actions";
import { groupsFor } from "./options";

const action = (id: string, text: string) =>
  ({ id, text, icon: {}, run: () => undefined }) as unknown as Action;
const ACTIONS = [action("connection", "Gå offline"), action("keys", "Vis taster")];

const hit = (citizen: string): HitView => ({
  citizen,
  name: citizen,
  number: { shown: "150385-••••", masked: true, which: 0, current: true, since: null, until: null },
  birth_date: null,
  town: null,
  jobcentre: null,
  tags: [],
  by_former_number: false,
});

const found = (hits: HitView[], ask_backend = false): Found => ({
  read_as: "name",
  hits,
  more: false,
  note: null,
  ask_backend,
});

const ids = (...of: Parameters<typeof groupsFor>) =>
  groupsFor(...of).map(({ name, options }) => [name, ...options.map(({ id }) => id)]);

test("before anything is typed: who was opened last, at most five, and every action", () => {
  const recent = ["a", "b", "c", "d", "e", "f"].map(hit);
  expect(ids(" ", null, recent, ACTIONS)).toEqual([
    ["recent", "hit-a", "hit-b", "hit-c", "hit-d", "hit-e"],
    ["actions", "action-connection", "action-keys"],
  ]);
});

test("then the citizens come before the actions that fit", () => {
  expect(ids("off", found([hit("a")]), [hit("b")], ACTIONS)).toEqual([
    ["citizens", "hit-a"],
    ["actions", "action-connection"],
  ]);
});

test("a number that is not here offers the backend, and nothing else", () => {
  expect(ids("150385-1234", found([], true), [], ACTIONS)).toEqual([["citizens", "backend"]]);
});

test("without an answer there are no citizens to choose", () => {
  expect(ids("mette", null, [], ACTIONS)).toEqual([]);
});
