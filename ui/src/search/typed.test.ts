import { expect, test } from "vitest";

import { holdsNumber, namesAction } from "./typed";

test.each([
  "1503851234",
  "150385-1234",
  "150385 1234",
  "15 03 85 1234",
  "CPR: 150385-1234, Mette",
  " 150385–1234 ",
])("“%s” holds a whole number", (text) => expect(holdsNumber(text)).toBe(true));

test.each(["", "150385", "150385-123", "150385-12345", "91503851234", "Mette", "15.03.1985", "uge 38 2023"])(
  "“%s” holds none",
  (text) => expect(holdsNumber(text)).toBe(false),
);

test("an action is found by the beginnings of its words", () => {
  expect(namesAction("off", "Gå offline")).toBe(true);
  expect(namesAction("GÅ OFF", "Gå offline")).toBe(true);
  expect(namesAction("line", "Gå offline")).toBe(false);
  expect(namesAction("", "Gå offline")).toBe(false);
  expect(namesAction("engl", "Skift sprog til engelsk (English)")).toBe(true);
});
