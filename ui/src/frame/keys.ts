// The keys that hold on every screen, and the list that the keys panel shows.
import { words } from "../lib/text/text.svelte";

export const t = words({
  title: { da: "Taster", en: "Keys" },
  everywhere: { da: "Overalt", en: "Everywhere" },
  search: { da: "Søg efter nummer, navn eller handling", en: "Search for a number, name or action" },
  places: {
    da: "Min dag, Borgere, Kalender, Indbakke, Ikke sendt",
    en: "My day, Citizens, Calendar, Inbox, Not sent",
  },
  pages: { da: "Uge frem og tilbage, i dag (i Kalender)", en: "Week by week, today (in Calendar)" },
  file: { da: "Gem som kalenderfil (i Kalender)", en: "Save as a calendar file (in Calendar)" },
  back: { da: "Tilbage og frem", en: "Back and forward" },
  previous: { da: "Den borger, du var på før", en: "The citizen you were on before" },
  undo: {
    da: "Fortryd det, du lige har gemt (uden for skrivefelter)",
    en: "Undo what you have just saved (outside text fields)",
  },
  hide: { da: "Skjul alle numre", en: "Hide all numbers" },
  lock: { da: "Lås Sagsbord", en: "Lock Sagsbord" },
  keys: { da: "Denne liste", en: "This list" },
  trouble: { da: "Driftsproblemer", en: "Known trouble" },
  outside: {
    da: "Øvelse: spil omverdenen, og tilbage",
    en: "Exercise: play the outer world, and back",
  },
  escape: { da: "Luk det, der er åbent", en: "Close what is open" },
  citizen: { da: "På en borger", en: "On a citizen" },
  tabs: { da: "Faneblade", en: "Tabs" },
  booking: { da: "Ny samtale", en: "New conversation" },
  held: { da: "Registrér en afholdt samtale", en: "Register a held conversation" },
  comment: { da: "Skriv en kommentar", en: "Write a comment" },
  jobcentre: { da: "Nyt jobcenter", en: "New jobcentre" },
  extract: { da: "Udtræk til borgeren (på Adgangslog)", en: "Extract for the citizen (on Access log)" },
  copy: { da: "Kopiér nummeret (noteres)", en: "Copy the number (noted)" },
  save: { da: "Gem; igen: send nu", en: "Save; again: send now" },
  lists: { da: "I lister", en: "In lists" },
  arrows: { da: "Op og ned", en: "Up and down" },
  ends: { da: "Til toppen og bunden", en: "To the top and the bottom" },
  open: { da: "Åbn", en: "Open" },
  handled: { da: "Behandlet og ubehandlet (i Indbakke)", en: "Done and not done (in Inbox)" },
  discard: { da: "Kassér (i Ikke sendt)", en: "Discard (in Not sent)" },
});

type Word = Parameters<typeof t>[0];

interface Key {
  press: string[];
  does: Word;
  /** Only in an exercise. */
  exercise?: boolean;
}

export const KEYS: { title: Word; keys: Key[] }[] = [
  {
    title: "everywhere",
    keys: [
      { press: ["/", "Ctrl+K"], does: "search" },
      { press: ["Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5"], does: "places" },
      { press: ["Alt+←", "Alt+→"], does: "back" },
      { press: ["Ctrl+Tab"], does: "previous" },
      { press: ["Ctrl+Z"], does: "undo" },
      { press: ["Ctrl+Shift+M"], does: "hide" },
      { press: ["Ctrl+L"], does: "lock" },
      { press: ["?", "F1"], does: "keys" },
      { press: ["F2"], does: "trouble" },
      { press: ["F4"], does: "outside", exercise: true },
      { press: ["Esc"], does: "escape" },
    ],
  },
  {
    title: "citizen",
    keys: [
      { press: ["Alt+1", "Alt+2", "Alt+3", "Alt+4"], does: "tabs" },
      { press: ["Alt+B"], does: "booking" },
      { press: ["Alt+H"], does: "held" },
      { press: ["Alt+N"], does: "comment" },
      { press: ["Alt+J"], does: "jobcentre" },
      { press: ["Alt+U"], does: "extract" },
      { press: ["Ctrl+Shift+C"], does: "copy" },
      { press: ["Ctrl+Enter"], does: "save" },
    ],
  },
  {
    title: "lists",
    keys: [
      { press: ["↑", "↓"], does: "arrows" },
      { press: ["Home", "End"], does: "ends" },
      { press: ["Enter"], does: "open" },
      { press: ["Page Up", "Page Down", "T"], does: "pages" },
      { press: ["E"], does: "file" },
      { press: ["Delete"], does: "discard" },
      { press: ["B", "U"], does: "handled" },
    ],
  },
];

/** A pressed key as it is written in the list: `Ctrl+Shift+M`, `Alt+ArrowLeft`, `/`. */
export function pressed(event: KeyboardEvent): string {
  const letter = event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const shift = event.shiftKey && (event.key.length > 1 || event.ctrlKey) ? "Shift+" : "";
  return `${event.ctrlKey ? "Ctrl+" : ""}${event.altKey ? "Alt+" : ""}${shift}${letter}`;
}

/** Whether the keys belong to what is being written just now. */
export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !["radio", "checkbox", "button"].includes(target.type);
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}
