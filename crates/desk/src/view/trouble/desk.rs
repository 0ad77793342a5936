//! Trouble at this desk: its clock, its files, and what it cannot read.

use chrono::{DateTime, TimeDelta, Utc};
use sealed::FileTrouble;

use super::{Clocks, LogState, counted, trouble, with};
use crate::door::{Text, Trouble, TroubleAction};

pub fn clock(clocks: Clocks) -> Option<Trouble> {
    let (kind, what) = match clocks {
        Clocks::GoRight => return None,
        Clocks::SetBack { by } => {
            let by = span(by);
            let what = Text::new(
                format!("Uret på denne pc er stillet {} tilbage", by.da),
                format!("The clock of this computer has been set back {}", by.en),
            );
            ("clock_set_back", what)
        }
        Clocks::Differ { ahead } if ahead > TimeDelta::zero() => {
            let by = span(ahead);
            let what = Text::new(
                format!("Uret på denne pc er {} foran serverens", by.da),
                format!("The clock of this computer is {} ahead of the backend's", by.en),
            );
            ("clock", what)
        }
        Clocks::Differ { ahead } => {
            let by = span(-ahead);
            let what = Text::new(
                format!("Uret på denne pc er {} bagud for serverens", by.da),
                format!("The clock of this computer is {} behind the backend's", by.en),
            );
            ("clock", what)
        }
    };
    let means = Text::new(
        "Serverens ur afgør, hvilken dag noget bliver registreret. Tidspunkter, der er noteret på denne pc, kan være forkerte. Stil uret.",
        "The backend's clock decides on which day something is registered. Times that were noted at this desk may be wrong. Set the clock.",
    );
    Some(trouble(kind, "warn", what, None, means))
}

pub fn access_log(log: LogState) -> Option<Trouble> {
    Some(match log {
        LogState::HandedIn => return None,
        LogState::Waits { since } => trouble(
            "log_waits",
            "warn",
            Text::new("Adgangsloggen er ikke afleveret", "The access log is not handed in"),
            Some(since),
            Text::new(
                "Opslag noteres stadig på denne pc og afleveres, når serveren tager imod dem.",
                "Look-ups are still noted at this desk, and are handed in when the backend takes them.",
            ),
        ),
        LogState::Broken => trouble(
            "log_broken",
            "bad",
            Text::new("Adgangsloggens kæde er brudt", "The chain of the access log is broken"),
            None,
            Text::new(
                "Det, denne pc har noteret, passer ikke med det, serveren har fået. En strømafbrydelse kan være årsagen. Opslag noteres stadig. Kontakt jeres systemansvarlige.",
                "What this desk has noted does not fit what the backend has been given. A power cut can be the cause. Look-ups are still noted. Tell whoever runs your system.",
            ),
        ),
    })
}

pub fn file(since: DateTime<Utc>, file: FileTrouble) -> Trouble {
    let (what, means) = match file {
        FileTrouble::DiskFull => (
            Text::new("Disken er fuld", "The disk is full"),
            Text::new(
                "Nyt kan ikke gemmes, og intet hentes. Det, der allerede er gemt, er der. Gør plads på disken; Sagsbord prøver selv igen.",
                "Nothing new can be saved, and nothing is fetched. What is saved already is there. Make room on the disk; Sagsbord tries again by itself.",
            ),
        ),
        FileTrouble::ReadOnly => (
            Text::new("Sagsbord må ikke skrive i sin mappe", "Sagsbord may not write in its folder"),
            Text::new(
                "Nyt kan ikke gemmes, og intet hentes. Det, der allerede er gemt, er der. Kontakt jeres systemansvarlige.",
                "Nothing new can be saved, and nothing is fetched. What is saved already is there. Tell whoever runs your system.",
            ),
        ),
        FileTrouble::Damaged => (
            Text::new("En af Sagsbords filer er beskadiget", "One of Sagsbord's files is damaged"),
            Text::new(
                "Luk Sagsbord, og åbn det igen: så bliver filen undersøgt. Intet bliver slettet.",
                "Close Sagsbord and open it again: the file is then examined. Nothing is deleted.",
            ),
        ),
        FileTrouble::Other => (
            Text::new("En af Sagsbords filer kan ikke skrives", "One of Sagsbord's files cannot be written"),
            Text::new(
                "Nyt kan måske ikke gemmes. Det, der allerede er gemt, er der. Sagsbord prøver selv igen.",
                "New things may not be saved. What is saved already is there. Sagsbord tries again by itself.",
            ),
        ),
    };
    trouble("file", "bad", what, Some(since), means)
}

pub fn citizens_unread(n: u32) -> Option<Trouble> {
    let what = counted(
        n,
        (
            "1 borger har oplysninger, som denne udgave ikke kan læse",
            "1 citizen has records that this version cannot read",
        ),
        (
            format!("{n} borgere har oplysninger, som denne udgave ikke kan læse"),
            format!("{n} citizens have records that this version cannot read"),
        ),
    );
    let means = Text::new(
        "De kan findes, men ikke åbnes, før Sagsbord er opdateret på denne pc. Alle andre borgere kan åbnes.",
        "They can be found but not opened until Sagsbord is updated at this desk. All other citizens can be opened.",
    );
    (n > 0).then(|| trouble("citizens_unread", "warn", what, None, means))
}

pub fn commands_unread(n: u32) -> Option<Trouble> {
    let what = counted(
        n,
        ("1 registrering venter på en anden udgave af Sagsbord", "1 command waits for another version of Sagsbord"),
        (
            format!("{n} registreringer venter på en anden udgave af Sagsbord"),
            format!("{n} commands wait for another version of Sagsbord"),
        ),
    );
    let means = Text::new(
        "Serveren eller denne pc kender ikke den slags endnu. Teksten er gemt og kan ses i Ikke sendt.",
        "The backend or this desk does not know the kind yet. The text is kept and can be seen in Ikke sendt (not sent).",
    );
    (n > 0).then(|| with(trouble("commands_unread", "warn", what, None, means), TroubleAction::SeeUnsent))
}

pub fn expiry(text: &Text) -> Trouble {
    let what = Text::new("Det er længe siden, der var forbindelse", "There has been no connection for long");
    with(trouble("expiry", "warn", what, None, text.clone()), TroubleAction::TryNow)
}

pub fn fetching(citizens: u32) -> Trouble {
    let what = Text::new(
        format!("Borgerne bliver hentet: {citizens} indtil nu"),
        format!("The citizens are being fetched: {citizens} so far"),
    );
    let means = Text::new(
        "Indtil alle er hentet, kan nogen mangle i søgningen. Slå op på nummeret, hvis det haster.",
        "Until all are here, some may be missing in a search. Look up by the number if it is urgent.",
    );
    trouble("fetching", "info", what, None, means)
}

pub fn opening(notice: &Text) -> Trouble {
    let what = Text::new("Noget var galt, da Sagsbord blev åbnet", "Something was wrong when Sagsbord was opened");
    trouble("opening", "warn", what, None, notice.clone())
}

/// A span of time in its largest unit.
fn span(of: TimeDelta) -> Text {
    let (n, one, many) = match (of.num_days(), of.num_hours(), of.num_minutes()) {
        (0, 0, minutes) => (minutes, ("minut", "minute"), ("minutter", "minutes")),
        (0, hours, _) => (hours, ("time", "hour"), ("timer", "hours")),
        (days, _, _) => (days, ("dag", "day"), ("dage", "days")),
    };
    let (da, en) = if n == 1 { one } else { many };
    Text::new(format!("{n} {da}"), format!("{n} {en}"))
}
