import { words } from "../text/text.svelte";

export const t = words({
  show_number: { da: "Vis nummer", en: "Show number" },
  mask_number: { da: "Skjul nummer", en: "Hide number" },
  copy_number: { da: "Kopiér nummer", en: "Copy number" },
  shown_noted: {
    da: "Vist, og skrevet i adgangsloggen {time}",
    en: "Shown, and noted in the access log {time}",
  },
  copied_noted: {
    da: "Kopieret, og skrevet i adgangsloggen {time}. Udklipsholderen tømmes ved dit første tryk her efter et minut",
    en: "Copied, and noted in the access log {time}. The clipboard is cleared at your first press here after a minute",
  },
  copy_failed: {
    da: "Nummeret kunne ikke lægges på udklipsholderen. Vis det, og skriv det af.",
    en: "The number could not be put on the clipboard. Show it, and write it down.",
  },
  close: { da: "Luk", en: "Close" },
  current: { da: "nuværende", en: "current" },
  former: { da: "tidligere", en: "former" },
  rule_short: { da: "Regel", en: "Rule" },
  rule: { da: "Regel {id}", en: "Rule {id}" },
  rule_ours: { da: "Regel {id}, Sagsbords læsning", en: "Rule {id}, Sagsbord's reading" },
  dfdg_says: { da: "DFDG", en: "DFDG" },
  our_reading: { da: "Vores læsning", en: "Our reading" },
  source: { da: "Kilde", en: "Source" },
  no_rule_text: { da: "Reglens tekst er ikke hentet endnu.", en: "The text of the rule is not here yet." },
  week: { da: "uge {n}", en: "week {n}" },
});
