// Days and times as Danes write them: 18.09.2023, 10.05, uge 38.
import type { Language } from "./text.svelte";

/** `2023-09-18` as `18.09.2023`. */
export function dayOf(iso: string): string {
  const [year, month, day] = iso.slice(0, 10).split("-");
  return `${day}.${month}.${year}`;
}

/** `2023-09-18T10:05` as `10.05`. */
export function timeOf(iso: string): string {
  return iso.slice(11, 16).replace(":", ".");
}

/** `2023-09-18T10:05` as `10.05` on that day, and as `17.09.2023 10.05` on another. */
export function momentOf(iso: string, today: string): string {
  return iso.slice(0, 10) === today ? timeOf(iso) : `${dayOf(iso)} ${timeOf(iso)}`;
}

/** `2023-09-18` as `mandag den 18. september 2023`. */
export function longDayOf(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).format(utc(iso));
}

/** `2023-09-18` as `man. 18. sep. 2023`. */
export function shortDayOf(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  }).format(utc(iso));
}

/** `2023-09-18` as `Mandag 18. september`: the heading of a day. */
export function dayTitleOf(iso: string, language: Language): string {
  const parts = new Intl.DateTimeFormat(locale(language), {
    weekday: "long",
    day: "numeric",
    month: "long",
    timeZone: "UTC",
  }).formatToParts(utc(iso));
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? "";
  const weekday = part("weekday");
  const day = language === "da" ? `${part("day")}.` : part("day");
  return `${weekday.charAt(0).toLocaleUpperCase("da")}${weekday.slice(1)} ${day} ${part("month")}`;
}

/** `2023-09-18` and `2023-09-22` as `18. september – 22. september 2023`; with both years where they differ. */
export function daysOf(first: string, last: string, language: Language): string {
  const dayAndMonth = (iso: string) => dayTitleOf(iso, language).replace(/^\S+ /, "");
  const [year, lastYear] = [first.slice(0, 4), last.slice(0, 4)];
  const from = year === lastYear ? dayAndMonth(first) : `${dayAndMonth(first)} ${year}`;
  return `${from} – ${dayAndMonth(last)} ${lastYear}`;
}

/** `2023-09-18` as `mandag`. */
export function weekdayOf(iso: string, language: Language): string {
  return new Intl.DateTimeFormat(locale(language), { weekday: "long", timeZone: "UTC" }).format(utc(iso));
}

/** The ISO week: Monday first, and week 1 is the one with the year's first Thursday. */
export function weekOf(iso: string): number {
  const thursday = utc(iso);
  thursday.setUTCDate(thursday.getUTCDate() + 3 - ((thursday.getUTCDay() + 6) % 7));
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return 1 + Math.floor((thursday.getTime() - first) / 604_800_000);
}

/** `4200` as `4.200`. */
export function countOf(n: number, language: Language): string {
  return new Intl.NumberFormat(locale(language), { useGrouping: "always" }).format(n);
}

function utc(iso: string): Date {
  return new Date(`${iso.slice(0, 10)}T00:00:00Z`);
}

function locale(language: Language): string {
  return language === "da" ? "da-DK" : "en-GB";
}
