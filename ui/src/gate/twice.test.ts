import { expect, test } from "vitest";

import { isAnother } from "./twice";

const FIRST = "fire ord som ingen";

test.each(["", "f", "fire ord", FIRST])("“%s” may still become the first", (again) =>
  expect(isAnother(again, FIRST, false)).toBe(false),
);

test.each(["g", "fire Ord", `${FIRST} `])("“%s” can no longer become the first", (again) =>
  expect(isAnother(again, FIRST, false)).toBe(true),
);

test("what is left half typed is another one", () => {
  expect(isAnother("fire ord", FIRST, true)).toBe(true);
  expect(isAnother("", FIRST, true)).toBe(false);
  expect(isAnother(FIRST, FIRST, true)).toBe(false);
});
