import { words } from "../lib/text/text.svelte";

export const t = words({
  opening: { da: "Åbner …", en: "Opening …" },
  not_opened: { da: "Sagsbord kunne ikke åbne sine data", en: "Sagsbord could not open its data" },
  try_again: { da: "Prøv igen", en: "Try again" },
  language: { da: "Sprog", en: "Language" },

  // Locked.
  locked: { da: "Låst", en: "Locked" },
  welcome: { da: "Lås op", en: "Unlock" },
  locked_since: { da: "Låst siden {time}.", en: "Locked since {time}." },
  kept: {
    da: "Det, du har skrevet, er gemt. Du kommer tilbage til det sted, du var.",
    en: "What you have written is saved. You come back to where you were.",
  },
  not_kept: {
    da: "Det sidste, du skrev, er ikke gemt",
    en: "What you wrote last is not saved",
  },
  not_kept_here: {
    da: "Sagsbord kunne ikke skrive det på denne pc, men holder på det, så længe programmet er åbent. Det står på sin plads igen, når du låser op.",
    en: "Sagsbord could not write it at this desk, but holds on to it as long as the program is open. It stands in its place again when you unlock.",
  },
  lock_means: {
    da: "Sagsbord kan ikke skrive på denne pc lige nu. Låser du, holder Sagsbord på din tekst, og den står her igen, når du låser op. Lukkes programmet inden, går den tabt.",
    en: "Sagsbord cannot write at this desk just now. If you lock, Sagsbord holds on to your text, and it stands here again when you unlock. If the program is closed before that, it is lost.",
  },
  stay_unlocked: { da: "Bliv", en: "Stay" },
  lock_anyway: { da: "Lås alligevel", en: "Lock anyway" },
  still_sent: {
    da: "{n} venter på at blive sendt. De sendes, også mens der er låst.",
    en: "{n} waiting to be sent. They are sent also while it is locked.",
  },
  unlock: { da: "Lås op", en: "Unlock" },
  unlocking: { da: "Låser op …", en: "Unlocking …" },
  unlock_keychain: { da: "Lås op med pc'ens nøglering", en: "Unlock with the computer's keychain" },
  asking_keychain: { da: "Venter på pc'ens nøglering …", en: "Waiting for the computer's keychain …" },
  or_passphrase: { da: "Eller med din adgangssætning", en: "Or with your passphrase" },
  forgotten: { da: "Glemt adgangssætningen?", en: "Forgotten the passphrase?" },

  not_found_again: { da: "Adgangssætningen kan ikke findes frem", en: "The passphrase cannot be recovered" },
  forgotten_while_open: {
    da: "Så længe Sagsbord er åbent, bliver det, der venter, stadig sendt: lad det stå, til intet venter. Luk så Sagsbord, og åbn det igen. Der kan du begynde forfra, og der står, hvad du opgiver.",
    en: "As long as Sagsbord is open, what waits is still sent: leave it until nothing waits. Then close Sagsbord and open it again. There you can begin anew, and it says what you give up.",
  },

  // The passphrase.
  passphrase: { da: "Adgangssætning", en: "Passphrase" },
  new_passphrase: { da: "Ny adgangssætning", en: "New passphrase" },
  present_passphrase: { da: "Nuværende adgangssætning", en: "Present passphrase" },
  passphrase_again: { da: "Skriv den igen", en: "Type it again" },
  passphrase_hint: {
    da: "Mindst 12 tegn. Fire ord, som kun du sætter sammen, er nemme at huske og svære at gætte.",
    en: "At least 12 characters. Four words that only you would put together are easy to remember and hard to guess.",
  },
  not_recovered: {
    da: "Ingen kan finde den frem for dig. Skriv den et sikkert sted.",
    en: "Nobody can recover it for you. Keep it in a safe place.",
  },
  not_the_same: { da: "De to er ikke ens.", en: "The two are not the same." },
  show_passphrase: { da: "Vis adgangssætningen", en: "Show the passphrase" },
  hide_passphrase: { da: "Skjul adgangssætningen", en: "Hide the passphrase" },
  caps_lock: { da: "Caps Lock er slået til.", en: "Caps Lock is on." },

  // First start.
  first_start: { da: "Gør Sagsbord klar", en: "Get Sagsbord ready" },
  first_start_more: {
    da: "Alt, hvad Sagsbord gemmer på denne pc, bliver krypteret. Fortæl, hvem du er, og hvordan du vil låse op.",
    en: "All that Sagsbord keeps at this desk is encrypted. Say who you are, and how you want to unlock.",
  },
  who_are_you: { da: "Hvem er du?", en: "Who are you?" },
  who_again: {
    da: "Filerne på denne pc kan åbnes, men de siger ikke, hvis de er.",
    en: "The files at this desk can be opened, but they do not say whose they are.",
  },
  name: { da: "Dit navn", en: "Your name" },
  user: { da: "Dit brugernavn", en: "Your user name" },
  user_hint: {
    da: "Det, du logger på pc'en med. Det står i adgangsloggen.",
    en: "The one you log on to the computer with. It stands in the access log.",
  },
  how: { da: "Sådan låser du op", en: "How you unlock" },
  by_keychain: { da: "Pc'ens nøglering", en: "The computer's keychain" },
  by_passphrase: { da: "Adgangssætning", en: "Passphrase" },
  by_keychain_more: {
    da: "Nøglen åbnes, når du logger på pc'en. Den, der sidder ved din åbne pc, kan også låse op. Du kan tilføje en adgangssætning i Indstillinger.",
    en: "The key is opened when you log on to the computer. Whoever sits at your open computer can unlock too. You can add a passphrase in Settings.",
  },
  no_keychain: {
    da: "Der er ingen nøglering på denne pc, så Sagsbord låses op med en adgangssætning.",
    en: "There is no keychain on this computer, so Sagsbord is unlocked with a passphrase.",
  },
  begin: { da: "Begynd", en: "Begin" },
  making: { da: "Laver nøglen …", en: "Making the key …" },

  // Trouble.
  why: { da: "Hvorfor", en: "Why" },
  safe: { da: "Hvad er sikkert", en: "What is safe" },
  to_do: { da: "Hvad gør du", en: "What to do" },
  export: { da: "Eksportér det, der kan læses", en: "Export what can be read" },
  exporting: { da: "Læser …", en: "Reading …" },
  exported: {
    da: "{commands} registreringer og {drafts} kladder er skrevet i en fil, som kun du kan læse:",
    en: "{commands} commands and {drafts} drafts are written in a file that only you can read:",
  },
  give_up_first: { da: "Sæt flueben ud for det, du opgiver.", en: "Tick what you give up." },
  back: { da: "Tilbage", en: "Back" },

  // The warning.
  locks_soon: {
    da: "Sagsbord låser om lidt, fordi ingen har rørt tasterne eller musen.",
    en: "Sagsbord locks shortly, because nobody has touched the keys or the mouse.",
  },
  locks_in: { da: "{n} s", en: "{n} s" },
  stay: { da: "Tryk på en tast for at blive.", en: "Press a key to stay." },

  // Change of passphrase.
  change_passphrase: { da: "Skift adgangssætning", en: "Change passphrase" },
  add_passphrase: { da: "Tilføj adgangssætning", en: "Add a passphrase" },
  add_passphrase_more: {
    da: "En ekstra vej til nøglen, hvis pc'ens nøglering går tabt.",
    en: "A spare way to the key, if the computer's keychain is lost.",
  },
  change: { da: "Skift", en: "Change" },
  add: { da: "Tilføj", en: "Add" },
  cancel: { da: "Annullér", en: "Cancel" },
  changed: { da: "Adgangssætningen er skiftet.", en: "The passphrase is changed." },
  added: { da: "Adgangssætningen er tilføjet.", en: "The passphrase is added." },

  // Found at the opening.
  found: { da: "Fundet, da Sagsbord åbnede", en: "Found when Sagsbord opened" },
  understood: { da: "Forstået", en: "Understood" },
});
