import { words } from "../lib/text/text.svelte";

export const t = words({
  what: {
    da: "Tast et CPR-nummer, nyt eller gammelt, og se den rigtige borger med det samme, også uden forbindelse.",
    en: "Type a CPR number, new or old, and see the right citizen at once, also without a connection.",
  },
  exercise: { da: "Øvelse (opdigtede borgere)", en: "Exercise (made-up citizens)" },
  enter: { da: "Enter", en: "Enter" },
  no_login: {
    da: "{n} opdigtede borgere i {jobcentre}. Intet login, og intet sendes til DFDG.",
    en: "{n} made-up citizens in {jobcentre}. No login, and nothing is sent to DFDG.",
  },
  language: { da: "Sprog", en: "Language" },
});
