import { words } from "../lib/text/text.svelte";

export const t = words({
  opening: { da: "Åbner …", en: "Opening …" },
  not_opened: { da: "Sagsbord kunne ikke åbne sine data", en: "Sagsbord could not open its data" },
  try_again: { da: "Prøv igen", en: "Try again" },

  locked: { da: "Låst", en: "Locked" },
  locked_since: { da: "Låst siden {time}.", en: "Locked since {time}." },
  kept: {
    da: "Det, du har skrevet, er gemt. Du kommer tilbage til det sted, du var.",
    en: "What you have written is saved. You come back to where you were.",
  },
  still_sent: {
    da: "{n} venter på at blive sendt. De sendes, også mens der er låst.",
    en: "{n} waiting to be sent. They are sent also while it is locked.",
  },
  unlock: { da: "Lås op", en: "Unlock" },

  locks_soon: {
    da: "Sagsbord låser om lidt, fordi ingen har rørt tasterne eller musen.",
    en: "Sagsbord locks shortly, because nobody has touched the keys or the mouse.",
  },
  locks_in: { da: "Om {n} s", en: "In {n} s" },
  stay: { da: "Tryk på en tast for at blive.", en: "Press a key to stay." },
});
