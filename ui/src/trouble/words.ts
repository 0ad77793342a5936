import { words } from "../lib/text/text.svelte";

export const t = words({
  title: { da: "Driftsproblemer", en: "Known trouble" },
  since: { da: "Siden {when}", en: "Since {when}" },
  all_well: { da: "Alt er, som det skal være", en: "All is as it should be" },
  go_online: { da: "Slå forbindelsen til", en: "Switch the connection on" },
  try_now: { da: "Prøv nu", en: "Try now" },
  see_unsent: { da: "Se Ikke sendt", en: "See Not sent" },
  tried: { da: "Serveren bliver spurgt nu.", en: "The backend is being asked now." },
});
