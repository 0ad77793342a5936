import { words } from "../lib/text/text.svelte";

export const t = words({
  title: { da: "Borgere", en: "Citizens" },
  count: { da: "{n} i {jobcentre}", en: "{n} in {jobcentre}" },
  count_caseload: { da: "{n} i din sagsstamme", en: "{n} in your caseload" },
  caption: { da: "Borgere efter navn", en: "Citizens by name" },
  name: { da: "Navn", en: "Name" },
  number: { da: "CPR-nummer", en: "CPR number" },
  born: { da: "Født", en: "Born" },
  town: { da: "By", en: "Town" },
  marks: { da: "Mærker", en: "Marks" },
  none: { da: "–", en: "–" },
  fetching: { da: "Henter …", en: "Fetching …" },
  empty: { da: "Der er ingen borgere her endnu", en: "There are no citizens here yet" },
  empty_next: {
    da: "De kommer, når der er hentet fra serveren. Se forbindelsen øverst til højre.",
    en: "They come when the backend has been asked. See the connection at the top right.",
  },
  failed: { da: "Listen kunne ikke hentes", en: "The list could not be fetched" },
  try_again: { da: "Prøv igen", en: "Try again" },
  hint: { da: "Piletaster vælger, Enter åbner", en: "Arrow keys choose, Enter opens" },
});
