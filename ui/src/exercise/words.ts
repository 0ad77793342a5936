import { words } from "../lib/text/text.svelte";

export const t = words({
  title: { da: "Øvelse", en: "Exercise" },
  intro: {
    da: "Spil dem uden for jobcentret, og se, hvad der sker ved skrivebordet",
    en: "Play those outside the jobcentre, and see what happens at the desk",
  },

  // The clock.
  clock: { da: "Øvelsesur", en: "Exercise clock" },
  at: { da: "kl. {time}", en: "{time}" },
  week: { da: "uge {n}", en: "week {n}" },
  hour: { da: "+1 time", en: "+1 hour" },
  day: { da: "+1 dag", en: "+1 day" },
  week_on: { da: "+1 uge", en: "+1 week" },
  to: { da: "Stil uret", en: "Set the clock" },
  to_day: { da: "Dag", en: "Day" },
  to_time: { da: "Klokken", en: "Time" },
  moved: { da: "Uret er {day} {time}.", en: "The clock is {day} {time}." },

  // Reset.
  reset: { da: "Nulstil øvelsen", en: "Reset the exercise" },
  reset_title: { da: "Nulstil øvelsen?", en: "Reset the exercise?" },
  reset_start: {
    da: "Øvelsen begynder forfra {day} kl. {time}, som da den blev åbnet første gang.",
    en: "The exercise begins again on {day} at {time}, as when it was first opened.",
  },
  reset_lost: { da: "Det går tabt:", en: "What is lost:" },
  reset_registered: {
    da: "alt, der er registreret i øvelsen, også af omverdenen",
    en: "all that was registered in the exercise, by the outer world too",
  },
  reset_unsent: {
    da: "det, der ikke er sendt ({unsent}), og kladder ({drafts})",
    en: "what is not sent ({unsent}), and drafts ({drafts})",
  },
  reset_log: {
    da: "adgangsloggen, indbakkens mærker og udtræk, der ligger i øvelsens mappe",
    en: "the access log, the marks of the inbox, and extracts in the exercise's folder",
  },
  reset_kept: {
    da: "Sprog, udseende og dine andre indstillinger bliver. Det kan ikke fortrydes.",
    en: "Language, appearance and your other settings stay. It cannot be undone.",
  },
  reset_do: { da: "Nulstil øvelsen nu", en: "Reset the exercise now" },
  resetting: { da: "Nulstiller …", en: "Resetting …" },
  cancel: { da: "Annullér", en: "Cancel" },

  // Whom it is about.
  citizen: { da: "Borger", en: "Citizen" },
  citizen_hint: { da: "CPR-nummer eller navn, og Enter", en: "CPR number or name, and Enter" },
  another: { da: "Anden borger", en: "Another citizen" },
  open: { da: "Åbn borgeren", en: "Open the citizen" },
  several: { da: "Flere hedder det. Vælg én:", en: "Several are called that. Choose one:" },
  none_title: { da: "Vælg først en borger", en: "Choose a citizen first" },
  none_next: {
    da: "Skriv et CPR-nummer eller et navn. Står du på en borger, når du trykker F4, er borgeren valgt.",
    en: "Write a CPR number or a name. If you are on a citizen when you press F4, that one is chosen.",
  },

  // Who one is, and what one does.
  role: { da: "Du er", en: "You are" },
  which: { da: "Hvilken", en: "Which" },
  act: { da: "Du sender", en: "You send" },
  under: { da: "På nummeret", en: "On the number" },
  former: { da: "tidligere", en: "former" },
  choose: { da: "Vælg", en: "Choose" },
  no_bookings: {
    da: "Borgeren har ingen indkaldelser, der står ved magt.",
    en: "The citizen has no bookings that stand.",
  },
  send: { da: "Send som {who}", en: "Send as {who}" },
  sending: { da: "Sender …", en: "Sending …" },
  hidden: {
    da: "Tryk Ctrl+Shift+M for at se numrene.",
    en: "Press Ctrl+Shift+M to see the numbers.",
  },

  // The answer.
  answer: { da: "Svaret", en: "The answer" },
  no_answer_title: { da: "Intet er sendt endnu", en: "Nothing is sent yet" },
  no_answer_next: {
    da: "Her står DFDG's svar med det samme: hvad der kom ud af det, eller hvorfor det blev afvist.",
    en: "DFDG's answer stands here at once: what came of it, or why it was refused.",
  },
  accepted: { da: "Godkendt", en: "Accepted" },
  refused: { da: "Afvist", en: "Refused" },
  earlier: { da: "Tidligere svar", en: "Earlier answers" },
});
