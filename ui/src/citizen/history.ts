// Which lines of the history are shown, and in which order.
import type { HistoryGroup } from "../lib/door/door";

export const AREAS = [
  "all",
  "numbers",
  "person",
  "jobcentre",
  "fund",
  "contact_persons",
  "referrals",
  "conversations",
  "contact_group",
  "comments",
] as const;
export type Area = (typeof AREAS)[number];

/** A line of the history: a command, or one of its effects. */
export interface Chosen {
  command: string;
  line: number | null;
}

/** The commands with an effect in the area, with those effects alone. */
export function ofArea(groups: readonly HistoryGroup[], area: Area): HistoryGroup[] {
  if (area === "all") return [...groups];
  return groups
    .map((group) => ({ ...group, lines: group.lines.filter((line) => line.area === area) }))
    .filter((group) => group.lines.length > 0);
}

/** The commands of each day together. The desk's order, newest first, stands. */
export function byDay(groups: readonly HistoryGroup[]): { day: string; groups: HistoryGroup[] }[] {
  const days: { day: string; groups: HistoryGroup[] }[] = [];
  for (const group of groups) {
    const day = group.at.slice(0, 10);
    const last = days.at(-1);
    if (last?.day === day) last.groups.push(group);
    else days.push({ day, groups: [group] });
  }
  return days;
}
