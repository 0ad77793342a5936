// Where the conversations of a day stand beside each other, and which days are shown.
import type { CalendarEntry } from "../lib/door/door";

/** What stands at one place: a conversation with one citizen, or a group meeting with all of its citizens. */
export interface Block {
  /** The one that is told of: the first that is not cancelled. */
  entry: CalendarEntry;
  members: CalendarEntry[];
}

/** A conversation that is being moved: to which day, and from which minute on. Nothing is done before it is confirmed. */
export interface Lifted {
  entry: CalendarEntry;
  day: string;
  from: number;
  /** Minutes; nothing where no end is known. */
  length: number;
}

/** One conversation in its day: minutes from midnight, and its place among those that share a moment with it. */
export interface Placed extends Block {
  from: number;
  to: number;
  column: number;
  columns: number;
}

/** Shorter ones are drawn as long as this: a line of text must fit. */
const SHORTEST = 25;
const A_DAY = 24 * 60;
/** The step in which times are chosen with the mouse. */
export const QUARTER = 15;
/** So tall is an hour in a grid. */
export const HOUR_REM = 4.5;

/** So tall are so many minutes in a grid. */
export function rem(minutes: number): string {
  return `${(minutes / 60) * HOUR_REM}rem`;
}

/** `2023-09-20T10:05` as minutes from midnight. */
export function minutesOf(moment: string): number {
  return Number(moment.slice(11, 13)) * 60 + Number(moment.slice(14, 16));
}

/** The citizens of a group meeting together, by name; everybody else alone, in the order of time. */
export function gathered(entries: readonly CalendarEntry[]): Block[] {
  const blocks = new Map<string, CalendarEntry[]>();
  for (const entry of entries) {
    const { booking, start, end } = entry.booking;
    const key = entry.group === null ? booking : `${entry.group} ${start} ${end ?? ""}`;
    blocks.set(key, [...(blocks.get(key) ?? []), entry]);
  }
  return [...blocks.values()].map((found) => {
    const members = found.toSorted((a, b) => a.name.localeCompare(b.name, "da"));
    const entry = members.find((one) => one.booking.state !== "cancelled") ?? members[0];
    return { entry: entry as CalendarEntry, members };
  });
}

/** Whether the booking is in the block. */
export function holds({ members }: Block, booking: string | null): boolean {
  return members.some((one) => one.booking.booking === booking);
}

/** A conversation where it stands, about to be moved. */
export function lifted(entry: CalendarEntry): Lifted {
  const { from, to } = reach(entry);
  return { entry, day: entry.booking.start.slice(0, 10), from, length: to - from };
}

/** Put down at a minute of the day: at the nearest quarter, and within the day. */
export function putDown(one: Lifted, day: string, minute: number): Lifted {
  return { ...one, day, from: within(one, Math.round(minute / QUARTER) * QUARTER) };
}

/** `605` as `10.05`. */
export function clock(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, "0")}.${String(minutes % 60).padStart(2, "0")}`;
}

function within({ length }: Lifted, from: number): number {
  return Math.max(0, Math.min(from, A_DAY - Math.max(length, QUARTER)));
}

/** The conversations of one day, each beside those at the same time. */
export function placed(entries: readonly CalendarEntry[], day: string): Placed[] {
  const all = gathered(entries.filter((entry) => entry.booking.start.slice(0, 10) === day))
    .map((block) => ({ ...block, ...span(block.entry), column: 0, columns: 1 }))
    .toSorted((a, b) => a.from - b.from || b.to - a.to);
  let group: Placed[] = [];
  let end = -1;
  const finish = () => {
    const columns = Math.max(0, ...group.map((one) => one.column)) + 1;
    for (const one of group) one.columns = columns;
    group = [];
  };
  for (const one of all) {
    if (one.from >= end) finish();
    const taken = new Set(group.filter((other) => other.to > one.from).map((other) => other.column));
    while (taken.has(one.column)) one.column += 1;
    group.push(one);
    end = Math.max(end, one.to);
  }
  finish();
  return all;
}

function span(entry: CalendarEntry): { from: number; to: number } {
  const { from, to } = reach(entry);
  return { from, to: Math.min(A_DAY, Math.max(from + SHORTEST, to)) };
}

function reach({ booking: { start, end } }: CalendarEntry): { from: number; to: number } {
  const from = minutesOf(start);
  const to = end === null ? from : end.slice(0, 10) === start.slice(0, 10) ? minutesOf(end) : A_DAY;
  // In the night when the clock is set back, an end may stand before its start.
  return { from, to: Math.max(from, to) };
}

/** The hours that a grid shows: the working day, and what lies outside it. */
export function hoursOf(days: readonly Placed[][]): { first: number; last: number } {
  const all = days.flat();
  const first = Math.min(8, ...all.map((one) => Math.floor(one.from / 60)));
  const last = Math.max(16, ...all.map((one) => Math.ceil(one.to / 60)));
  return { first, last };
}

/** The Monday of the week of a day, `ÅÅÅÅ-MM-DD`. */
export function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return shifted(day, -((date.getUTCDay() + 6) % 7));
}

/** So many days later. */
export function shifted(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The next conversation for an arrow key: up and down within the day, left and right to the nearest in another day. */
export function nextOf(days: readonly Placed[][], chosen: string | null, key: string): Placed | null {
  const at = days.findIndex((day) => day.some((one) => holds(one, chosen)));
  const inDay = days[at]?.findIndex((one) => holds(one, chosen)) ?? -1;
  if (at < 0) return days.find((day) => day.length > 0)?.[0] ?? null;
  if (key === "ArrowDown" || key === "ArrowUp")
    return days[at]?.[inDay + (key === "ArrowDown" ? 1 : -1)] ?? null;
  const step = key === "ArrowRight" ? 1 : -1;
  const from = days[at]?.[inDay]?.from ?? 0;
  for (let other = at + step; other >= 0 && other < days.length; other += step) {
    const near = days[other]?.toSorted((a, b) => Math.abs(a.from - from) - Math.abs(b.from - from))[0];
    if (near !== undefined) return near;
  }
  return null;
}
