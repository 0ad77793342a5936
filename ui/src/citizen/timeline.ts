// Where the periods of the timeline stand: pure geometry, in days. The window is the face's, the periods are the desk's.
import { weekOf } from "../lib/text/dates";

/** A whole day as a number, 1 January 1970 being 0. Adding 1 is the next day: no clock, no time zone. */
export type Day = number;

export const ZOOMS = ["3m", "6m", "2y", "all"] as const;
export type Zoom = (typeof ZOOMS)[number];

/** The days that the picture shows, both ends included. */
export interface TimeWindow {
  first: Day;
  last: Day;
}

export interface Span {
  from: string | null;
  to: string | null;
}

/** A period's place, as parts of the window's width from 0 to 1. */
export interface Place {
  left: number;
  width: number;
  /** Began before the window, or on a day that nobody knows. */
  fromBefore: boolean;
  /** Has no last day. */
  open: boolean;
  /** Ends after the window. */
  beyond: boolean;
}

export interface Tick {
  day: Day;
  left: number;
  label: string;
}

const MS_PER_DAY = 86_400_000;
/** Monday 5 January 1970. */
const A_MONDAY = 4;

export function dayNumber(iso: string): Day {
  const [year = 1970, month = 1, day = 1] = iso.split("-").map(Number);
  return Date.UTC(year, month - 1, day) / MS_PER_DAY;
}

export function isoDay(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Monday is 0. */
export function weekday(day: Day): number {
  return (((day - A_MONDAY) % 7) + 7) % 7;
}

/** The first day of the month that lies `months` after the one of `day`. */
export function monthStart(day: Day, months = 0): Day {
  const at = new Date(day * MS_PER_DAY);
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months, 1) / MS_PER_DAY;
}

/** Whole months around today. `shift` moves the window by months; "all" reaches from the first known day on. */
export function windowOf(zoom: Zoom, today: Day, spans: readonly Span[], shift = 0): TimeWindow {
  const months = (before: number, after: number) => ({
    first: monthStart(today, shift - before),
    last: monthStart(today, shift + after + 1) - 1,
  });
  switch (zoom) {
    case "3m":
      return months(1, 1);
    case "6m":
      return months(3, 2);
    case "2y":
      return months(17, 6);
    case "all": {
      const known = spans
        .flatMap((span) => [span.from, span.to])
        .flatMap((iso) => (iso === null ? [] : [dayNumber(iso)]));
      const near = months(3, 2);
      const first = Math.min(near.first, ...known);
      const last = Math.max(near.last, ...known);
      return { first: monthStart(first, -1), last: monthStart(last, 2) - 1 };
    }
  }
}

export function daysIn(window: TimeWindow): number {
  return window.last - window.first + 1;
}

/** How far into the window the day begins: 0 at its left edge, 1 at its right. */
export function leftOf(day: Day, window: TimeWindow): number {
  return (day - window.first) / daysIn(window);
}

export function isIn(day: Day, window: TimeWindow): boolean {
  return day >= window.first && day <= window.last;
}

/** Where a period stands, or nothing when the window does not show it. */
export function placeOf(span: Span, window: TimeWindow): Place | null {
  const from = span.from === null ? -Infinity : dayNumber(span.from);
  const to = span.to === null ? Infinity : dayNumber(span.to);
  if (to < from || to < window.first || from > window.last) return null;
  const left = leftOf(Math.max(from, window.first), window);
  const right = leftOf(Math.min(to, window.last) + 1, window);
  return {
    left,
    width: right - left,
    fromBefore: from < window.first,
    open: span.to === null,
    beyond: to > window.last,
  };
}

/** How many months to shift the window by, so that it shows the period's start (or its end, where the start is not known). */
export function shiftTo(span: Span, zoom: Zoom, today: Day, shift: number): number {
  const iso = span.from ?? span.to;
  if (zoom === "all" || iso === null) return shift;
  const window = windowOf(zoom, today, [], shift);
  if (placeOf(span, window) !== null) return shift;
  const aim = new Date(dayNumber(iso) * MS_PER_DAY);
  const now = new Date(today * MS_PER_DAY);
  return (aim.getUTCFullYear() - now.getUTCFullYear()) * 12 + aim.getUTCMonth() - now.getUTCMonth();
}

/**
 * Which row of its lane each period stands in, so that none covers another. What stands goes first and takes the top
 * rows; what a merge cut or dropped gets the row below, beside what took its place.
 */
export function rowsOf(periods: readonly (Span & { state: string })[]): number[] {
  const rank = (state: string) => (state === "dropped" ? 1 : 0);
  const start = (span: Span) => (span.from === null ? -Infinity : dayNumber(span.from));
  const order = periods
    .map((period, index) => ({ period, index }))
    .sort((a, b) => rank(a.period.state) - rank(b.period.state) || start(a.period) - start(b.period));
  const taken: Span[][] = [];
  const rows: number[] = periods.map(() => 0);
  for (const { period, index } of order) {
    let row = taken.findIndex((spans) => spans.every((span) => !overlap(span, period)));
    if (row < 0) row = taken.push([]) - 1;
    taken[row]?.push(period);
    rows[index] = row;
  }
  return rows;
}

export function overlap(a: Span, b: Span): boolean {
  const from = (span: Span) => (span.from === null ? -Infinity : dayNumber(span.from));
  const to = (span: Span) => (span.to === null ? Infinity : dayNumber(span.to));
  return from(a) <= to(b) && from(b) <= to(a);
}

/** The axis: months above, weeks below. Far out, years above and months below; farther, years alone. */
export function ticksOf(
  window: TimeWindow,
  width: number,
  rem: number,
  monthName: (iso: string) => string,
): { upper: Tick[]; lower: Tick[]; lowerIs: "week" | "month" | "none" } {
  const perDay = width / daysIn(window);
  const fits = (days: number, letters: number) => days * perDay >= letters * rem;
  const years = firsts(window, "year").map((day) => tick(day, window, isoDay(day).slice(0, 4)));
  if (!fits(30, 3.2)) {
    const months = firsts(window, "month").map((day) =>
      tick(day, window, monthName(isoDay(day)).slice(0, 3)),
    );
    if (fits(30, 1.9)) return { upper: years, lower: months, lowerIs: "month" };
    const every = [1, 2, 5, 10].find((step) => fits(365 * step, 2.6)) ?? 20;
    const sparse = years.filter((year) => Number(year.label) % every === 0);
    return { upper: sparse.length > 0 ? sparse : years.slice(0, 1), lower: [], lowerIs: "none" };
  }
  const months = firsts(window, "month").map((day) => tick(day, window, monthName(isoDay(day))));
  const step = [1, 2, 4].find((weeks) => fits(7 * weeks, 1.45)) ?? 0;
  if (step === 0) return { upper: months, lower: [], lowerIs: "none" };
  const mondays: Tick[] = [];
  for (let day = window.first + ((7 - weekday(window.first)) % 7); day + 5 <= window.last; day += 7) {
    const week = weekOf(isoDay(day));
    if (week % step === 0) mondays.push(tick(day, window, String(week)));
  }
  return { upper: months, lower: mondays, lowerIs: "week" };
}

function tick(day: Day, window: TimeWindow, label: string): Tick {
  return { day, left: Math.max(0, leftOf(day, window)), label };
}

/** The first day of every month or year in the window. The one under way at its left edge stands there, if it has room. */
function firsts(window: TimeWindow, unit: "month" | "year"): Day[] {
  const months = unit === "month" ? 1 : 12;
  const opening =
    unit === "month" ? monthStart(window.first) : dayNumber(`${isoDay(window.first).slice(0, 4)}-01-01`);
  const found: Day[] = [];
  for (let day = opening; day <= window.last; day = monthStart(day, months)) found.push(day);
  const [first, second] = found;
  if (first !== undefined && first < window.first) {
    const crowded = second !== undefined && second - window.first < (unit === "month" ? 20 : 150);
    if (crowded) found.shift();
  }
  return found;
}
