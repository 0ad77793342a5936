import { words } from "../lib/text/text.svelte";

export const t = words({
  // The band, the rail, the top.
  band: { da: "ØVELSE – opdigtede borgere", en: "EXERCISE – made-up citizens" },
  band_more: { da: "Intet sendes til DFDG", en: "Nothing is sent to DFDG" },
  band_label: { da: "Øvelse", en: "Exercise" },
  main_menu: { da: "Hovedmenu", en: "Main menu" },
  my_day: { da: "Min dag", en: "My day" },
  citizens: { da: "Borgere", en: "Citizens" },
  calendar: { da: "Kalender", en: "Calendar" },
  inbox: { da: "Indbakke", en: "Inbox" },
  inbox_spoken: { da: "{n} kræver handling", en: "{n} need action" },
  unsent: { da: "Ikke sendt", en: "Not sent" },
  unsent_spoken: {
    da: "{waiting} venter, {refused} afvist, {otherwise} gik anderledes",
    en: "{waiting} waiting, {refused} refused, {otherwise} went otherwise",
  },
  one_draft: { da: "1 kladde", en: "1 draft" },
  drafts: { da: "{n} kladder", en: "{n} drafts" },
  exercise: { da: "Øvelse", en: "Exercise" },
  recent: { da: "Senest åbnet", en: "Last opened" },
  keys: { da: "Taster", en: "Keys" },
  lock: { da: "Lås", en: "Lock" },
  back: { da: "Tilbage", en: "Back" },
  forward: { da: "Frem", en: "Forward" },
  week_exercise: { da: "uge {n} · øvelsesur {time}", en: "week {n} · exercise clock {time}" },
  week: { da: "uge {n}", en: "week {n}" },
  hide_numbers: { da: "Skjul numre", en: "Hide numbers" },
  numbers_hidden: { da: "Numre er skjult", en: "Numbers are hidden" },
  numbers_hidden_said: { da: "Alle numre er skjult.", en: "All numbers are hidden." },
  numbers_shown_said: {
    da: "Numre vises igen på åbnede borgere.",
    en: "Numbers are shown again on opened citizens.",
  },

  // The pill.
  synced: { da: "Synkroniseret {time}", en: "Synchronised {time}" },
  online: { da: "Online", en: "Online" },
  offline: { da: "Offline", en: "Offline" },
  online_waiting: { da: "Online, {n} venter", en: "Online, {n} waiting" },
  offline_waiting: { da: "Offline, {n} venter", en: "Offline, {n} waiting" },
  refused: { da: "{n} afvist", en: "{n} refused" },
  otherwise: { da: "{n} gik anderledes", en: "{n} went otherwise" },
  trouble: { da: "Driftsproblemer: {n}", en: "Known trouble: {n}" },
  see_trouble: { da: "Driftsproblemer ({n})", en: "Known trouble ({n})" },
  see_no_trouble: { da: "Driftsproblemer: ingen", en: "Known trouble: none" },
  connection: { da: "Forbindelse", en: "Connection" },
  connected: { da: "Forbindelse til serveren", en: "Connection to the backend" },
  is_online: { da: "Serveren svarer.", en: "The backend answers." },
  is_offline: {
    da: "Serveren svarer ikke. Du kan arbejde videre; det, du gemmer, sendes, når den svarer igen.",
    en: "The backend does not answer. You can work on; what you save is sent when it answers again.",
  },
  is_switched_off: {
    da: "Du har selv slået forbindelsen fra. Du kan arbejde videre; det, du gemmer, venter her.",
    en: "You have switched the connection off yourself. You can work on; what you save waits here.",
  },
  all_settled: {
    da: "Alt er sendt, besvaret og hentet tilbage.",
    en: "Everything is sent, answered and fetched back.",
  },
  some_wait: { da: "{n} venter på at blive sendt.", en: "{n} waiting to be sent." },
  some_refused: {
    da: "{n} er afvist og skal rettes eller kasseres.",
    en: "{n} refused: to be corrected or discarded.",
  },
  some_otherwise: {
    da: "{n} gik anderledes end vist og er ikke set.",
    en: "{n} went otherwise than shown and is not seen.",
  },
  nothing_waits: { da: "Intet venter på at blive sendt.", en: "Nothing waits to be sent." },
  not_pulled: {
    da: "Det seneste svar er ikke hentet tilbage endnu.",
    en: "The latest answer is not fetched back yet.",
  },
  last_pull: { da: "Senest hentet {time}", en: "Last fetched {time}" },
  never_pulled: { da: "Der er ikke hentet noget endnu", en: "Nothing has been fetched yet" },
  see_unsent: { da: "Se Ikke sendt", en: "See Not sent" },

  // Settings.
  settings: { da: "Indstillinger", en: "Settings" },
  settings_of: { da: "{initials}: {name}, indstillinger", en: "{initials}: {name}, settings" },
  language: { da: "Sprog", en: "Language" },
  theme: { da: "Udseende", en: "Appearance" },
  theme_system: { da: "Som systemet", en: "As the system" },
  theme_light: { da: "Lyst", en: "Light" },
  theme_dark: { da: "Mørkt", en: "Dark" },
  rest: { da: "Så længe kan det, du gemmer, fortrydes", en: "How long what you save can be undone" },
  rest_hint: { da: "Imens kan du fortryde med Ctrl+Z.", en: "Meanwhile you can undo it with Ctrl+Z." },
  seconds: { da: "{n} s", en: "{n} s" },

  lock_after: {
    da: "Lås efter så mange minutter uden tast eller mus",
    en: "Lock after so many minutes without key or mouse",
  },
  lock_after_hint: { da: "Ctrl+L låser med det samme.", en: "Ctrl+L locks at once." },
  change_passphrase: { da: "Skift adgangssætning", en: "Change passphrase" },
  add_passphrase: { da: "Tilføj adgangssætning", en: "Add a passphrase" },

  // The resting bar.
  saved: { da: "Gemt: {title}, {name}.", en: "Saved: {title}, {name}." },
  leaves_in: { da: "Sendes om {n} s", en: "Sent in {n} s" },
  waits_in: {
    da: "Kan fortrydes i {n} s. Sendes, når du er online",
    en: "Rests {n} s, then waits for the connection",
  },
  saved_offline_spoken: {
    da: "Gemt: {title}, {name}. Venter på forbindelsen. Fortryd med Ctrl+Z.",
    en: "Saved: {title}, {name}. Waits for the connection. Undo with Ctrl+Z.",
  },
  more_rest: { da: "{n} mere kan fortrydes", en: "{n} more can be undone" },
  saved_spoken: {
    da: "Gemt: {title}, {name}. Sendes om {n} sekunder. Fortryd med Ctrl+Z.",
    en: "Saved: {title}, {name}. Sent in {n} seconds. Undo with Ctrl+Z.",
  },
  undo: { da: "Fortryd", en: "Undo" },
  send_now: { da: "Send nu", en: "Send now" },
  undone: {
    da: "Fortrudt: {title}, {name}. Intet er sendt.",
    en: "Undone: {title}, {name}. Nothing is sent.",
  },
  nothing_rests: {
    da: "Der er intet at fortryde her. Det, der venter, kan fortrydes i Ikke sendt; en kommentar, der er sendt, kan trækkes tilbage hos borgeren.",
    en: "There is nothing to undo here. What waits can be undone in Not sent; a comment that is sent can be withdrawn on the citizen.",
  },
  saved_bar: { da: "Gemt, ikke sendt endnu", en: "Saved, not sent yet" },

  // Before the first answer.
  opening: { da: "Åbner …", en: "Opening …" },
});
