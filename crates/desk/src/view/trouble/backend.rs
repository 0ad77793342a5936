//! Trouble with the backend: how it is reached, what waits for it, and what it has lost.

use super::{Facts, Link, Restored, counted, trouble, with};
use crate::Silence;
use crate::door::{Text, Trouble, TroubleAction};

pub fn link(facts: &Facts) -> Option<Trouble> {
    let goes_on = Text::new(
        "Du kan arbejde videre. Det, du gemmer, ligger på denne pc og sendes af sig selv, når forbindelsen er der igen.",
        "You can work on. What you save lies at this desk and is sent by itself when the connection is back.",
    );
    Some(match facts.link {
        Link::Answers => return None,
        Link::SwitchedOff { since } => {
            let what = Text::new("Du har slået forbindelsen fra", "You have switched the connection off");
            with(trouble("switched_off", "warn", what, since, goes_on), TroubleAction::GoOnline)
        }
        Link::Silent { since, why: Silence::Unreachable } => {
            let what = Text::new("Der er ingen forbindelse til serveren", "There is no connection to the backend");
            with(trouble("offline", "warn", what, Some(since), goes_on), TroubleAction::TryNow)
        }
        Link::Silent { since, why: Silence::OutOfOrder } => {
            let what = Text::new("Serveren er i uorden", "The backend is out of order");
            let means = Text::new(
                "Den kan nås, men kan ikke arbejde. Det er ikke din forbindelse. Sagsbord prøver selv igen, og det, du gemmer, venter på denne pc.",
                "It can be reached but cannot work. It is not your connection. Sagsbord tries again by itself, and what you save waits at this desk.",
            );
            with(trouble("out_of_order", "warn", what, Some(since), means), TroubleAction::TryNow)
        }
        Link::Silent { since, why: Silence::Protocol(theirs) } => {
            let what = Text::new(
                "Serveren og denne udgave af Sagsbord passer ikke sammen",
                "The backend and this version of Sagsbord do not fit together",
            );
            let (ours, theirs) = (exchange::PROTOCOL, theirs);
            let means = Text::new(
                format!(
                    "Serveren taler udgave {theirs}, denne pc udgave {ours}. Intet hentes eller sendes, før de passer sammen. Det, du gemmer, ligger på denne pc. Kontakt jeres systemansvarlige."
                ),
                format!(
                    "The backend speaks version {theirs}, this desk version {ours}. Nothing is fetched or sent until they fit. What you save lies at this desk. Tell whoever runs your system."
                ),
            );
            trouble("protocol", "bad", what, Some(since), means)
        }
    })
}

pub fn waiting(facts: &Facts) -> Option<Trouble> {
    let since = facts.waiting_since?;
    let n = facts.waiting;
    let what = counted(
        n,
        ("1 registrering venter på at blive sendt", "1 command waits to be sent"),
        (format!("{n} registreringer venter på at blive sendt"), format!("{n} commands wait to be sent")),
    );
    let means = match facts.link {
        Link::Answers => Text::new(
            "Serveren svarer, men den ældste er ikke kommet af sted. Se i Ikke sendt, hvad den venter på.",
            "The backend answers, but the oldest has not left. See in Ikke sendt (not sent) what it waits for.",
        ),
        Link::SwitchedOff { .. } | Link::Silent { .. } => Text::new(
            "Intet er tabt. Dagen for registreringen er den dag, serveren får den: det, der haster, skal nå frem inden midnat.",
            "Nothing is lost. The day of registration is the day on which the backend gets it: what is urgent must arrive before midnight.",
        ),
    };
    Some(with(trouble("waiting", "warn", what, Some(since), means), TroubleAction::SeeUnsent))
}

pub fn lost(facts: &Facts) -> Option<Trouble> {
    let n = facts.lost;
    let what = counted(
        n,
        ("Serveren har mistet 1 godkendt registrering", "The backend has lost 1 accepted command"),
        (
            format!("Serveren har mistet {n} godkendte registreringer"),
            format!("The backend has lost {n} accepted commands"),
        ),
    );
    let means = Text::new(
        "Serveren er genskabt fra en sikkerhedskopi, der er ældre end dem. De ligger i Ikke sendt. Send dem igen, eller kassér dem med en begrundelse.",
        "The backend was restored from a backup that is older than they are. They are in Ikke sendt (not sent). Send them again, or discard them with a reason.",
    );
    let since = facts.restored.map(|restored| restored.at);
    (n > 0).then(|| with(trouble("lost", "bad", what, since, means), TroubleAction::SeeUnsent))
}

pub fn was_restored(restored: Restored, lost: u32) -> Trouble {
    let what = Text::new("Serveren er genskabt fra en sikkerhedskopi", "The backend was restored from a backup");
    let means = match (restored.is_asking, lost) {
        (true, _) => Text::new(
            "Alle borgere er hentet igen. Serveren bliver nu spurgt, om den kender alt det, den har godkendt herfra.",
            "All citizens have been fetched again. The backend is now being asked whether it knows all that it has accepted from here.",
        ),
        (false, 0) => Text::new(
            "Alle borgere er hentet igen, og serveren kender alt det, den har godkendt herfra. Det, andre har skrevet siden sikkerhedskopien, kan mangle.",
            "All citizens have been fetched again, and the backend knows all that it has accepted from here. What others have written since the backup may be missing.",
        ),
        (false, _) => Text::new(
            "Alle borgere er hentet igen. Det, andre har skrevet siden sikkerhedskopien, kan også mangle.",
            "All citizens have been fetched again. What others have written since the backup may be missing too.",
        ),
    };
    trouble("restored", "warn", what, Some(restored.at), means)
}
