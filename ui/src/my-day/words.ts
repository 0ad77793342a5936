import { words } from "../lib/text/text.svelte";

export const t = words({
  week: { da: "uge {n}", en: "week {n}" },
  refused: { da: "Kræver handling", en: "Needs action" },
  refused_count: { da: "{n} afvist eller holdt tilbage", en: "{n} refused or held" },
  is_refused: { da: "Afvist", en: "Refused" },
  is_held: { da: "Holdt tilbage", en: "Held" },
  written: { da: "skrevet {at}", en: "written {at}" },
  correct: { da: "Ret og send igen", en: "Correct and send again" },
  send_on_new: { da: "Send på det nye nummer", en: "Send on the new number" },
  see_unsent: { da: "Se i Ikke sendt", en: "See in Not sent" },
  to_check: { da: "Se efter", en: "To check" },
  news: { da: "Nyt", en: "News" },
  all: { da: "Vis alle {n}", en: "Show all {n}" },
  open: { da: "Åbn {name}", en: "Open {name}" },
  nothing_title: { da: "Intet venter på dig", en: "Nothing is waiting for you" },
  nothing_next: {
    da: "Tryk / og skriv et CPR-nummer eller et navn. Nye numre, dødsfald, udrejser og beskyttelser vises her, når de kommer.",
    en: "Press / and type a CPR number or a name. New numbers, deaths, emigrations and protections are shown here when they come.",
  },
  no_check: { da: "Intet at se efter.", en: "Nothing to check." },
  no_news: { da: "Intet nyt fra CPR og a-kasserne.", en: "No news from CPR and the unemployment funds." },
  try_title: { da: "Prøv i øvelsen", en: "Try in the exercise" },
  try_how: {
    da: "Enter skriver det i søgefeltet; Enter igen åbner.",
    en: "Enter types it in the search field; Enter again opens.",
  },
  failed: { da: "Min dag kunne ikke hentes", en: "My day could not be fetched" },
  try_again: { da: "Prøv igen", en: "Try again" },
});
