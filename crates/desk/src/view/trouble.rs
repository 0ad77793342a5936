//! Known trouble in sentences: what is wrong, since when, what it means, and what can be done.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use sealed::FileTrouble;

use crate::{
    Silence, dates,
    door::{Text, Trouble, TroubleAction},
};

/// What is known of the desk, its files and the backend. Pure: the same facts make the same sentences.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The moment, UTC.
    pub now: DateTime<Utc>,
    /// The Danish day.
    pub today: NaiveDate,
    /// When everything was last pulled.
    pub synced_at: Option<DateTime<Utc>>,
    /// How the backend is reached.
    pub link: Link,
    /// How many commands rest or wait.
    pub waiting: u32,
    /// Since when the oldest has waited, where that is longer than it takes.
    pub waiting_since: Option<DateTime<Utc>>,
    /// How many commands wait for another version.
    pub unreadable: u32,
    /// How many accepted commands the backend has lost.
    pub lost: u32,
    /// The backend was restored from a backup lately.
    pub restored: Option<Restored>,
    /// How this clock goes.
    pub clocks: Clocks,
    /// How far the access log is handed in.
    pub log: LogState,
    /// A file cannot be written, and since when.
    pub file: Option<(DateTime<Utc>, FileTrouble)>,
    /// What was set aside at the opening.
    pub opening: Vec<Text>,
    /// The citizens go, or are gone, for want of contact.
    pub expiry: Option<Text>,
    /// How many citizens have come of a full pull that is under way.
    pub fetched: Option<u32>,
    /// How many citizens have records that this version cannot read.
    pub unread_citizens: u32,
}

/// How the backend is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// As far as is known.
    Answers,
    /// Somebody has switched the connection off here.
    SwitchedOff {
        /// Since when nothing gets through.
        since: Option<DateTime<Utc>>,
    },
    /// Nothing comes.
    Silent {
        /// Since when.
        since: DateTime<Utc>,
        /// Why, as far as is known.
        why: Silence,
    },
}

/// A backup was restored at the backend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restored {
    /// When the desk met the new life of the store.
    pub at: DateTime<Utc>,
    /// Whether the backend has not told yet what it still knows.
    pub is_asking: bool,
}

/// How this desk's clock goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clocks {
    /// As the backend's.
    GoRight,
    /// It shows an earlier time than it has shown before.
    SetBack {
        /// By how much.
        by: TimeDelta,
    },
    /// It shows another time than the backend's.
    Differ {
        /// By how much it is ahead; less than nothing where it is behind.
        ahead: TimeDelta,
    },
}

/// How far the access log is handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogState {
    /// As far as can be expected.
    HandedIn,
    /// It has waited for long.
    Waits {
        /// Since when.
        since: DateTime<Utc>,
    },
    /// The backend does not take it: the chain does not hold.
    Broken,
}

/// What must be said, the worst first.
#[must_use]
pub fn troubles(facts: &Facts) -> Vec<Trouble> {
    let mut troubles: Vec<Trouble> = [
        facts.file.map(|(since, trouble)| file(since, trouble)),
        lost(facts),
        link(facts),
        waiting(facts),
        facts.expiry.as_ref().map(expiry),
        clock(facts.clocks),
        access_log(facts.log),
        citizens_unread(facts.unread_citizens),
        commands_unread(facts.unreadable),
        facts.restored.map(|restored| was_restored(restored, facts.lost)),
        facts.fetched.map(fetching),
    ]
    .into_iter()
    .flatten()
    .collect();
    troubles.extend(facts.opening.iter().map(opening));
    troubles.sort_by_key(|trouble| ["bad", "warn", "info"].iter().position(|tone| *tone == trouble.tone));
    troubles
}

/// What was looked at last.
#[must_use]
pub fn checked(facts: &Facts) -> Text {
    let now = dates::time(facts.now);
    let pulled = facts.synced_at.map(|at| dates::moment(at, facts.today));
    let da = format!("Set efter kl. {now}: forbindelsen, det, der venter, filerne, uret og adgangsloggen.");
    let en = format!("Looked at {now}: the connection, what waits, the files, the clock and the access log.");
    match pulled {
        Some(pulled) => Text::new(
            format!("{da} Senest hentet fra centralen {}.", pulled.da),
            format!("{en} Last fetched from the backend {}.", pulled.en),
        ),
        None => Text::new(
            format!("{da} Der er ikke hentet noget fra centralen, siden Sagsbord blev åbnet."),
            format!("{en} Nothing has been fetched from the backend since Sagsbord was opened."),
        ),
    }
}

fn trouble(kind: &str, tone: &str, what: Text, since: Option<DateTime<Utc>>, means: Text) -> Trouble {
    Trouble { kind: kind.to_owned(), tone: tone.to_owned(), what, since: since.map(dates::at), means, action: None }
}

fn with(trouble: Trouble, action: TroubleAction) -> Trouble {
    Trouble { action: Some(action), ..trouble }
}

fn link(facts: &Facts) -> Option<Trouble> {
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
            let what = Text::new("Der er ingen forbindelse til centralen", "There is no connection to the backend");
            with(trouble("offline", "warn", what, Some(since), goes_on), TroubleAction::TryNow)
        }
        Link::Silent { since, why: Silence::OutOfOrder } => {
            let what = Text::new("Centralen er i uorden", "The backend is out of order");
            let means = Text::new(
                "Den kan nås, men kan ikke arbejde. Det er ikke din forbindelse. Sagsbord prøver selv igen, og det, du gemmer, venter på denne pc.",
                "It can be reached but cannot work. It is not your connection. Sagsbord tries again by itself, and what you save waits at this desk.",
            );
            with(trouble("out_of_order", "warn", what, Some(since), means), TroubleAction::TryNow)
        }
        Link::Silent { since, why: Silence::Scope } => {
            let what = Text::new(
                "Centralen giver ikke denne pc de borgere, den beder om",
                "The backend does not give this desk the citizens that it asks for",
            );
            let means = Text::new(
                "Intet hentes eller sendes, før det er rettet. Det, du gemmer, ligger på denne pc. Kontakt jeres systemansvarlige.",
                "Nothing is fetched or sent until that is mended. What you save lies at this desk. Tell whoever runs your system.",
            );
            trouble("scope", "bad", what, Some(since), means)
        }
        Link::Silent { since, why: Silence::Protocol(theirs) } => {
            let what = Text::new(
                "Centralen og denne udgave af Sagsbord passer ikke sammen",
                "The backend and this version of Sagsbord do not fit together",
            );
            let (ours, theirs) = (exchange::PROTOCOL, theirs);
            let means = Text::new(
                format!(
                    "Centralen taler udgave {theirs}, denne pc udgave {ours}. Intet hentes eller sendes, før de passer sammen. Det, du gemmer, ligger på denne pc. Kontakt jeres systemansvarlige."
                ),
                format!(
                    "The backend speaks version {theirs}, this desk version {ours}. Nothing is fetched or sent until they fit. What you save lies at this desk. Tell whoever runs your system."
                ),
            );
            trouble("protocol", "bad", what, Some(since), means)
        }
    })
}

fn waiting(facts: &Facts) -> Option<Trouble> {
    let since = facts.waiting_since?;
    let n = facts.waiting;
    let what = counted(
        n,
        ("1 registrering venter på at blive sendt", "1 command waits to be sent"),
        (format!("{n} registreringer venter på at blive sendt"), format!("{n} commands wait to be sent")),
    );
    let means = match facts.link {
        Link::Answers => Text::new(
            "Centralen svarer, men den ældste er ikke kommet af sted. Se i Ikke sendt, hvad den venter på.",
            "The backend answers, but the oldest has not left. See in Ikke sendt (not sent) what it waits for.",
        ),
        Link::SwitchedOff { .. } | Link::Silent { .. } => Text::new(
            "Intet er tabt. Dagen for registreringen er den dag, centralen får den: det, der haster, skal nå frem inden midnat.",
            "Nothing is lost. The day of registration is the day on which the backend gets it: what is urgent must arrive before midnight.",
        ),
    };
    Some(with(trouble("waiting", "warn", what, Some(since), means), TroubleAction::SeeUnsent))
}

fn lost(facts: &Facts) -> Option<Trouble> {
    let n = facts.lost;
    let what = counted(
        n,
        ("Centralen har mistet 1 godkendt registrering", "The backend has lost 1 accepted command"),
        (
            format!("Centralen har mistet {n} godkendte registreringer"),
            format!("The backend has lost {n} accepted commands"),
        ),
    );
    let means = Text::new(
        "Centralen er genskabt fra en sikkerhedskopi, der er ældre end dem. De ligger i Ikke sendt. Send dem igen, eller kassér dem med en begrundelse.",
        "The backend was restored from a backup that is older than they are. They are in Ikke sendt (not sent). Send them again, or discard them with a reason.",
    );
    let since = facts.restored.map(|restored| restored.at);
    (n > 0).then(|| with(trouble("lost", "bad", what, since, means), TroubleAction::SeeUnsent))
}

fn was_restored(restored: Restored, lost: u32) -> Trouble {
    let what = Text::new("Centralen er genskabt fra en sikkerhedskopi", "The backend was restored from a backup");
    let means = match (restored.is_asking, lost) {
        (true, _) => Text::new(
            "Alle borgere er hentet igen. Centralen bliver nu spurgt, om den kender alt det, den har godkendt herfra.",
            "All citizens have been fetched again. The backend is now being asked whether it knows all that it has accepted from here.",
        ),
        (false, 0) => Text::new(
            "Alle borgere er hentet igen, og centralen kender alt det, den har godkendt herfra. Det, andre har skrevet siden sikkerhedskopien, kan mangle.",
            "All citizens have been fetched again, and the backend knows all that it has accepted from here. What others have written since the backup may be missing.",
        ),
        (false, _) => Text::new(
            "Alle borgere er hentet igen. Det, andre har skrevet siden sikkerhedskopien, kan også mangle.",
            "All citizens have been fetched again. What others have written since the backup may be missing too.",
        ),
    };
    trouble("restored", "warn", what, Some(restored.at), means)
}

fn clock(clocks: Clocks) -> Option<Trouble> {
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
                format!("Uret på denne pc er {} foran centralens", by.da),
                format!("The clock of this computer is {} ahead of the backend's", by.en),
            );
            ("clock", what)
        }
        Clocks::Differ { ahead } => {
            let by = span(-ahead);
            let what = Text::new(
                format!("Uret på denne pc er {} bagud for centralens", by.da),
                format!("The clock of this computer is {} behind the backend's", by.en),
            );
            ("clock", what)
        }
    };
    let means = Text::new(
        "Centralens ur afgør, hvilken dag noget bliver registreret. Tidspunkter, der er noteret på denne pc, kan være forkerte. Stil uret.",
        "The backend's clock decides on which day something is registered. Times that were noted at this desk may be wrong. Set the clock.",
    );
    Some(trouble(kind, "warn", what, None, means))
}

fn access_log(log: LogState) -> Option<Trouble> {
    Some(match log {
        LogState::HandedIn => return None,
        LogState::Waits { since } => trouble(
            "log_waits",
            "warn",
            Text::new("Adgangsloggen er ikke afleveret", "The access log is not handed in"),
            Some(since),
            Text::new(
                "Opslag noteres stadig på denne pc og afleveres, når centralen tager imod dem.",
                "Look-ups are still noted at this desk, and are handed in when the backend takes them.",
            ),
        ),
        LogState::Broken => trouble(
            "log_broken",
            "bad",
            Text::new("Adgangsloggens kæde er brudt", "The chain of the access log is broken"),
            None,
            Text::new(
                "Det, denne pc har noteret, passer ikke med det, centralen har fået. En strømafbrydelse kan være årsagen. Opslag noteres stadig. Kontakt jeres systemansvarlige.",
                "What this desk has noted does not fit what the backend has been given. A power cut can be the cause. Look-ups are still noted. Tell whoever runs your system.",
            ),
        ),
    })
}

fn file(since: DateTime<Utc>, file: FileTrouble) -> Trouble {
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

fn citizens_unread(n: u32) -> Option<Trouble> {
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

fn commands_unread(n: u32) -> Option<Trouble> {
    let what = counted(
        n,
        ("1 registrering venter på en anden udgave af Sagsbord", "1 command waits for another version of Sagsbord"),
        (
            format!("{n} registreringer venter på en anden udgave af Sagsbord"),
            format!("{n} commands wait for another version of Sagsbord"),
        ),
    );
    let means = Text::new(
        "Centralen eller denne pc kender ikke den slags endnu. Teksten er gemt og kan ses i Ikke sendt.",
        "The backend or this desk does not know the kind yet. The text is kept and can be seen in Ikke sendt (not sent).",
    );
    (n > 0).then(|| with(trouble("commands_unread", "warn", what, None, means), TroubleAction::SeeUnsent))
}

fn expiry(text: &Text) -> Trouble {
    let what = Text::new("Det er længe siden, der var forbindelse", "There has been no connection for long");
    with(trouble("expiry", "warn", what, None, text.clone()), TroubleAction::TryNow)
}

fn fetching(citizens: u32) -> Trouble {
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

fn opening(notice: &Text) -> Trouble {
    let what = Text::new("Noget var galt, da Sagsbord blev åbnet", "Something was wrong when Sagsbord was opened");
    trouble("opening", "warn", what, None, notice.clone())
}

pub(super) fn counted(n: u32, one: (&str, &str), many: (String, String)) -> Text {
    if n == 1 { Text::new(one.0, one.1) } else { Text::new(many.0, many.1) }
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
