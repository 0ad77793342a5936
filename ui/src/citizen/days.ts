// How the citizen's page names days, months and moments beyond the formats that every screen shares.
import { dayOf, timeOf, weekdayOf } from "../lib/text/dates";
import { language, type Language } from "../lib/text/text.svelte";
import { t } from "./words";

function month(iso: string, language: Language, year: boolean): string {
  return new Intl.DateTimeFormat(language === "da" ? "da-DK" : "en-GB", {
    month: "long",
    ...(year ? { year: "numeric" } : {}),
    timeZone: "UTC",
  }).format(new Date(`${iso.slice(0, 10)}T00:00:00Z`));
}

/** `2023-09-18` as `september`. */
export function monthName(iso: string, language: Language): string {
  return month(iso, language, false);
}

function monthYear(iso: string, language: Language): string {
  return month(iso, language, true);
}

/** Two days as the months they lie in: `juni – november 2023`, `december 2023 – marts 2024`. */
export function monthsBetween(from: string, to: string, language: Language): string {
  const first = from.slice(0, 4) === to.slice(0, 4) ? monthName(from, language) : monthYear(from, language);
  return `${first} – ${monthYear(to, language)}`;
}

/** `2023-09-18T10:05` as `18.09.2023 kl. 10.05`, and as `i dag kl. 10.05` on that day. */
export function when(iso: string, today: string): string {
  const danish = language.now === "da";
  const day = iso.slice(0, 10) === today ? t("today").toLowerCase() : dayOf(iso);
  return `${day} ${danish ? "kl." : "at"} ${timeOf(iso)}`;
}

/** The head of a day's group: `I dag, mandag 18.09.2023`. */
export function dayHead(iso: string, today: string): string {
  const name = `${weekdayOf(iso, language.now)} ${dayOf(iso)}`;
  return iso.slice(0, 10) === today ? `${t("today")}, ${name}` : name.charAt(0).toUpperCase() + name.slice(1);
}
