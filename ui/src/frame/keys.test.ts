import { expect, test } from "vitest";

import { pressed } from "./keys";

const press = (key: string, held: Partial<Record<"ctrlKey" | "altKey" | "shiftKey", boolean>> = {}) =>
  pressed({ key, ctrlKey: false, altKey: false, shiftKey: false, ...held } as KeyboardEvent);

test("keys are named as the list names them", () => {
  expect(press("k", { ctrlKey: true })).toBe("Ctrl+K");
  expect(press("M", { ctrlKey: true, shiftKey: true })).toBe("Ctrl+Shift+M");
  expect(press("ArrowLeft", { altKey: true })).toBe("Alt+ArrowLeft");
  expect(press("Tab", { ctrlKey: true })).toBe("Ctrl+Tab");
});

test("on a Danish keyboard / and ? need Shift, and are still / and ?", () => {
  expect(press("/", { shiftKey: true })).toBe("/");
  expect(press("?", { shiftKey: true })).toBe("?");
});

test("redo is not undo", () => {
  expect(press("Z", { ctrlKey: true, shiftKey: true })).not.toBe(press("z", { ctrlKey: true }));
});
