import { expect, test, vi } from "vitest";

import { keepAll, keepTypedOn, onClosing } from "./keeping";

test("all is kept where everybody says so, also where nobody is asked", async () => {
  expect(await keepAll()).toBe(true);
  const off = onClosing(() => Promise.resolve(true));
  expect(await keepAll()).toBe(true);
  off();
});

test.each([
  ["says so", () => Promise.resolve(false)],
  ["fails", () => Promise.reject(new Error("no room"))],
])("not all is kept where one of them %s", async (_, keep) => {
  const offs = [onClosing(() => Promise.resolve(true)), onClosing(keep)];
  expect(await keepAll()).toBe(false);
  offs.forEach((off) => off());
  expect(await keepAll()).toBe(true);
});

test("what cannot be kept on one citizen is no matter of another's", async () => {
  const off = onClosing((citizen) => Promise.resolve(citizen !== undefined && citizen !== "one"));
  expect(await keepTypedOn("one")).toBe(false);
  expect(await keepTypedOn("another")).toBe(true);
  expect(await keepAll()).toBe(false);
  off();
});

test("a disk that says nothing keeps nobody waiting", async () => {
  vi.useFakeTimers();
  const off = onClosing(() => new Promise(() => undefined));
  const kept = keepAll();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(await kept).toBe(false);
  off();
  vi.useRealTimers();
});
