import { words } from "../lib/text/text.svelte";

export const t = words({
  search: { da: "Søg", en: "Search" },
  placeholder: { da: "CPR-nummer, navn eller handling", en: "CPR number, name or action" },
  spoken_label: {
    da: "Søg efter CPR-nummer, navn, fødselsdato eller handling",
    en: "Search for a CPR number, name, birth date or action",
  },
  results: { da: "Fundet", en: "Found" },
  citizens: { da: "Borgere", en: "Citizens" },
  recent: { da: "Senest åbnet", en: "Last opened" },
  actions: { da: "Handlinger", en: "Actions" },
  born: { da: "født {day}", en: "born {day}" },
  by_former: { da: "Tidligere nummer: åbner samme person", en: "Former number: opens the same person" },
  more: { da: "Der er flere. Skriv mere af navnet.", en: "There are more. Type more of the name." },
  ask_backend: { da: "Spørg serveren efter nummeret", en: "Ask the backend for the number" },
  found_one: { da: "1 borger fundet. Enter åbner.", en: "1 citizen found. Enter opens." },
  found_many: {
    da: "{n} borgere fundet. Vælg med piletasterne.",
    en: "{n} citizens found. Choose with the arrow keys.",
  },
  found_none: { da: "Ingen borgere fundet.", en: "No citizens found." },
  none_title: { da: "Ingen hos dig hedder det", en: "Nobody of yours is called that" },
  none_next: {
    da: "Prøv et andet stykke af navnet, fødselsdatoen eller hele CPR-nummeret.",
    en: "Try another part of the name, the birth date or the whole CPR number.",
  },
  none_with_number: {
    da: "Nummeret er ikke blandt dine borgere.",
    en: "The number is not among your citizens.",
  },
  foot: { da: "vælg", en: "choose" },
  foot_open: { da: "åbn", en: "open" },
  foot_close: { da: "luk", en: "close" },

  // Actions.
  to_my_day: { da: "Gå til Min dag", en: "Go to My day" },
  to_citizens: { da: "Gå til Borgere", en: "Go to Citizens" },
  to_calendar: { da: "Gå til Kalender", en: "Go to Calendar" },
  to_inbox: { da: "Gå til Indbakke", en: "Go to Inbox" },
  trouble: { da: "Driftsproblemer", en: "Known trouble" },
  to_unsent: { da: "Gå til Ikke sendt", en: "Go to Not sent" },
  to_exercise: {
    da: "Øvelse: spil omverdenen, flyt uret, nulstil",
    en: "Exercise: play the outer world, move the clock, reset",
  },
  go_offline: { da: "Gå offline", en: "Go offline" },
  go_online: { da: "Gå online", en: "Go online" },
  hide_numbers: { da: "Skjul numre", en: "Hide numbers" },
  show_numbers: { da: "Vis numre igen", en: "Show numbers again" },
  theme_light: { da: "Lyst udseende", en: "Light appearance" },
  theme_dark: { da: "Mørkt udseende", en: "Dark appearance" },
  theme_system: { da: "Udseende som systemet", en: "Appearance as the system" },
  in_english: { da: "Skift sprog til engelsk (English)", en: "Change the language to English" },
  in_danish: { da: "Skift sprog til dansk", en: "Change the language to Danish (dansk)" },
  lock: { da: "Lås", en: "Lock" },
  keys: { da: "Vis taster", en: "Show keys" },

  // The purpose.
  purpose: { da: "Formål med opslaget", en: "Purpose of the look-up" },
  purpose_note: { da: "Bemærkning", en: "Note" },
  purpose_hint: {
    da: "Med dine egne ord, hvis formålet ikke siger det hele",
    en: "In your own words, if the purpose does not say it all",
  },
  purpose_missing: { da: "Vælg et formål: tast 1 til 5.", en: "Choose a purpose: press 1 to 5." },
  purpose_go: { da: "Slå op", en: "Look up" },
  cancel: { da: "Annullér", en: "Cancel" },
});
