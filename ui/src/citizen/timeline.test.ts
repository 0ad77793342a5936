import { describe, expect, it } from "vitest";

import {
  dayNumber,
  daysIn,
  isoDay,
  leftOf,
  overlap,
  placeOf,
  rowsOf,
  shiftTo,
  ticksOf,
  weekday,
  windowOf,
} from "./timeline";

const today = dayNumber("2023-09-18");
const period = (from: string | null, to: string | null, state = "standing") => ({ from, to, state });
const monthName = (iso: string) => `måned ${Number(iso.slice(5, 7))}`;

describe("days", () => {
  it("go there and back, over leap days and summer time", () => {
    for (const iso of ["1969-12-31", "2000-02-29", "2023-03-26", "2023-10-29", "2024-02-29"]) {
      expect(isoDay(dayNumber(iso))).toBe(iso);
    }
    expect(dayNumber("2024-03-01") - dayNumber("2024-02-28")).toBe(2);
  });

  it("begin their week on Monday", () => {
    expect(weekday(today)).toBe(0);
    expect(weekday(dayNumber("2023-09-17"))).toBe(6);
    expect(weekday(dayNumber("1969-12-29"))).toBe(0);
  });
});

describe("the window", () => {
  it("shows whole months around today", () => {
    const six = windowOf("6m", today, []);
    expect([isoDay(six.first), isoDay(six.last)]).toEqual(["2023-06-01", "2023-11-30"]);
    const three = windowOf("3m", today, []);
    expect([isoDay(three.first), isoDay(three.last)]).toEqual(["2023-08-01", "2023-10-31"]);
    expect(isoDay(windowOf("2y", today, []).first)).toBe("2022-04-01");
  });

  it("moves by months, over the turn of a year", () => {
    const moved = windowOf("3m", today, [], 4);
    expect([isoDay(moved.first), isoDay(moved.last)]).toEqual(["2023-12-01", "2024-02-29"]);
  });

  it("reaches over everything known when it shows all", () => {
    const all = windowOf("all", today, [
      period("1998-05-12", "2001-01-01"),
      period(null, null),
      period("2025-01-31", null),
    ]);
    expect([isoDay(all.first), isoDay(all.last)]).toEqual(["1998-04-01", "2025-02-28"]);
  });

  it("moves to a period that it does not show, and stays where it does", () => {
    const old = period("2021-03-10", "2021-05-01");
    const shift = shiftTo(old, "6m", today, 0);
    expect(placeOf(old, windowOf("6m", today, [], shift))).not.toBeNull();
    expect(shiftTo(period("2023-09-01", null), "6m", today, 0)).toBe(0);
  });
});

describe("a period's place", () => {
  const window = { first: dayNumber("2023-09-01"), last: dayNumber("2023-09-30") };

  it("counts both its days", () => {
    const place = placeOf(period("2023-09-10", "2023-09-10"), window);
    expect(place?.left).toBeCloseTo(9 / 30);
    expect(place?.width).toBeCloseTo(1 / 30);
  });

  it("leaves no gap to one that begins the day after", () => {
    const before = placeOf(period("2023-08-01", "2023-09-03"), window);
    const after = placeOf(period("2023-09-04", null), window);
    expect((before?.left ?? 0) + (before?.width ?? 0)).toBeCloseTo(after?.left ?? -1);
    expect(before).toMatchObject({ fromBefore: true, open: false, beyond: false });
    expect(after).toMatchObject({ fromBefore: false, open: true, beyond: true });
    expect((after?.left ?? 0) + (after?.width ?? 0)).toBeCloseTo(1);
  });

  it("is nothing outside the window, and nothing for a period turned round", () => {
    expect(placeOf(period("2023-10-01", null), window)).toBeNull();
    expect(placeOf(period(null, "2023-08-31"), window)).toBeNull();
    expect(placeOf(period("2023-09-10", "2023-09-09"), window)).toBeNull();
  });

  it("fills the window when no day of it is known", () => {
    expect(placeOf(period(null, null), window)).toEqual({
      left: 0,
      width: 1,
      fromBefore: true,
      open: true,
      beyond: true,
    });
  });
});

describe("the rows of a lane", () => {
  it("is one where periods follow each other", () => {
    expect(rowsOf([period(null, "2023-09-03"), period("2023-09-04", null)])).toEqual([0, 0]);
  });

  it("puts what was dropped below what took its place", () => {
    expect(rowsOf([period("2023-01-01", "2023-06-30", "dropped"), period("2023-01-01", null)])).toEqual([
      1, 0,
    ]);
  });

  it("never lets two periods of a row share a day", () => {
    const spans = [
      period(null, "2023-05-01"),
      period("2023-05-01", "2023-05-01"),
      period("2023-04-01", null, "waiting"),
      period("2023-05-02", "2023-05-03"),
      period("2023-01-01", null, "dropped"),
    ];
    const rows = rowsOf(spans);
    for (const [i, a] of spans.entries()) {
      for (const [j, b] of spans.entries()) {
        if (i < j && rows[i] === rows[j]) expect(overlap(a, b)).toBe(false);
      }
    }
  });
});

describe("the axis", () => {
  const six = windowOf("6m", today, []);

  it("has months and weeks where there is room", () => {
    const axis = ticksOf(six, 1000, 16, monthName);
    expect(axis.upper.map((tick) => tick.label)).toEqual(
      [6, 7, 8, 9, 10, 11].map((month) => `måned ${month}`),
    );
    expect(axis.lowerIs).toBe("week");
    expect(axis.lower.every((tick) => weekday(tick.day) === 0)).toBe(true);
    expect(axis.lower.map((tick) => tick.label)).toContain("38");
  });

  it("leaves weeks out when letters are twice as large, and never crowds them", () => {
    const axis = ticksOf(six, 700, 32, monthName);
    const between = axis.lower.slice(1).map((tick, i) => (tick.left - (axis.lower[i]?.left ?? 0)) * 700);
    expect(Math.min(...between)).toBeGreaterThanOrEqual(32);
  });

  it("goes over to years far out", () => {
    const long = { first: dayNumber("1990-01-01"), last: dayNumber("2023-12-31") };
    const axis = ticksOf(long, 800, 16, monthName);
    expect(axis.lowerIs).toBe("none");
    expect(axis.upper.map((tick) => tick.label)).toContain("2010");
    expect(axis.upper.length).toBeLessThan(20);
  });

  it("ends each day where the next begins", () => {
    expect(leftOf(six.first, six)).toBe(0);
    expect(leftOf(six.last + 1, six)).toBe(1);
    expect(daysIn(six)).toBe(183);
  });
});
