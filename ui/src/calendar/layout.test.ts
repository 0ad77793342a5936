import { expect, test } from "vitest";

import type { CalendarEntry } from "../lib/door/door";
import { clock, hoursOf, lifted, mondayOf, nextOf, placed, putDown, shifted } from "./layout";

const DAY = "2023-09-20";

function entry(id: string, start: string, end: string | null, day = DAY): CalendarEntry {
  const moment = (time: string) => `${day}T${time}`;
  return {
    citizen: id,
    name: id,
    is_mine: true,
    group: null,
    booking: { booking: id, start: moment(start), end: end === null ? null : moment(end) },
  } as CalendarEntry;
}

function columnsOf(entries: CalendarEntry[]) {
  return placed(entries, DAY).map((one) => [one.entry.name, one.column, one.columns]);
}

test("conversations one after the other have the whole width", () => {
  expect(columnsOf([entry("b", "10:00", "10:45"), entry("a", "09:00", "10:00")])).toEqual([
    ["a", 0, 1],
    ["b", 0, 1],
  ]);
});

test("those at the same time stand beside each other, and a third takes the place that is free again", () => {
  const three = [entry("a", "09:00", "11:00"), entry("b", "09:30", "10:00"), entry("c", "10:00", "10:30")];
  expect(columnsOf(three)).toEqual([
    ["a", 0, 2],
    ["b", 1, 2],
    ["c", 1, 2],
  ]);
});

test("a short one is as high as a line of text, and one without an end too", () => {
  const [short] = placed([entry("a", "09:00", "09:05")], DAY);
  const [open] = placed([entry("a", "09:00", null)], DAY);
  expect([short?.to, open?.to]).toEqual([565, 565]);
});

test("another day's conversations stand elsewhere, and one over midnight ends with the day", () => {
  const night = entry("a", "23:00", "01:00");
  night.booking.end = "2023-09-21T01:00";
  expect(placed([night, entry("b", "09:00", "10:00", "2023-09-21")], DAY).map((one) => one.to)).toEqual([
    1440,
  ]);
});

test("the grid shows the working day, and more where there is more", () => {
  expect(hoursOf([[]])).toEqual({ first: 8, last: 16 });
  expect(hoursOf([placed([entry("a", "06:30", "07:00"), entry("b", "17:00", "17:15")], DAY)])).toEqual({
    first: 6,
    last: 18,
  });
});

test("a week begins on Monday, also over the turn of the year", () => {
  for (const [day, monday] of [
    ["2023-09-18", "2023-09-18"],
    ["2023-09-24", "2023-09-18"],
    ["2024-01-03", "2024-01-01"],
    ["2023-01-01", "2022-12-26"],
  ] as const)
    expect(mondayOf(day)).toBe(monday);
  expect([shifted("2023-12-31", 1), shifted("2024-03-01", -1)]).toEqual(["2024-01-01", "2024-02-29"]);
});

test("arrow keys move within the day and to the nearest in the next day that has any", () => {
  const days = [
    placed([entry("a", "09:00", "10:00"), entry("b", "13:00", "14:00")], DAY),
    [],
    placed(
      [entry("c", "09:00", "10:00", "2023-09-22"), entry("d", "12:30", "13:00", "2023-09-22")],
      "2023-09-22",
    ),
  ];
  const next = (from: string | null, key: string) => nextOf(days, from, key)?.entry.name ?? null;
  expect(next(null, "ArrowDown")).toBe("a");
  expect(next("a", "ArrowDown")).toBe("b");
  expect(next("b", "ArrowDown")).toBe(null);
  expect(next("b", "ArrowRight")).toBe("d");
  expect(next("d", "ArrowLeft")).toBe("b");
  expect(next("a", "ArrowUp")).toBe(null);
});

test("the citizens of a group meeting stand as one, and who is cancelled is not who is told of", () => {
  const of = (id: string, state: string) => {
    const one = { ...entry(id, "10:00", "10:45"), group: "g" };
    return { ...one, booking: { ...one.booking, state } } as CalendarEntry;
  };
  const all = [of("b", "coming"), of("a", "cancelled"), of("c", "coming"), entry("d", "10:00", "10:45")];
  expect(
    placed(all, DAY).map((one) => [one.entry.name, one.members.map(({ name }) => name), one.columns]),
  ).toEqual([
    ["b", ["a", "b", "c"], 2],
    ["d", ["d"], 2],
  ]);
});

test("what is put down begins at a quarter and ends within the day", () => {
  const one = lifted(entry("a", "10:00", "10:45"));
  const at = (minute: number) => {
    const { day, from, length } = putDown(one, "2023-09-21", minute);
    return `${day} ${clock(from)} ${String(length)}`;
  };
  expect(at(9 * 60 + 7)).toBe("2023-09-21 09.00 45");
  expect(at(9 * 60 + 8)).toBe("2023-09-21 09.15 45");
  expect(at(-20)).toBe("2023-09-21 00.00 45");
  expect(at(24 * 60)).toBe("2023-09-21 23.15 45");
  expect(lifted(entry("a", "10:00", null)).length).toBe(0);
});
