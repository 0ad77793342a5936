use chrono::NaiveDate;
use domain::{CommandId, CprNumber, EventDate, NoticeKind, Person, RuleId, person::merge_report};
use exchange::JournalLine;

use super::{Told, Whose, fact, open, reason, seen, shown};
use crate::{
    dates,
    door::{Asks, CitizenPart, MessageAction, MessageFact, Reason, Text},
    view::{
        reference::{chip, our_reading},
        tell_change::since,
        tell_message::{losses, merge_conflicts},
    },
};

/// `GetCprChanged`: somebody has another CPR number (S23-1.1j, S23-1.2a, S23-1.2b). `commands` are the changes that said so.
pub(super) fn tell(
    commands: &[CommandId],
    (old, new, event_date): (CprNumber, CprNumber, EventDate),
    whose: Whose,
    today: NaiveDate,
) -> Told {
    let place = place(commands, whose, today);
    let number = |number| shown(whose, number);
    let old_fact = MessageFact { number: Some(number(old)), ..number_fact("Nummeret før", "The number before") };
    let new_fact = MessageFact { number: Some(number(new)), ..number_fact("Nummeret nu", "The number now") };
    Told {
        title: Text::new("Nyt personnummer", "New CPR number"),
        detail: place.detail.unwrap_or_else(|| since(event_date)),
        number: Some(number(new)),
        asks: place.asks,
        why_here: place.why,
        why_sent: reason(
            Text::new(
                "DFDG sender beskeden til alle jobcentre, hver gang nogen får nyt personnummer.",
                "DFDG sends this message to every jobcentre whenever somebody gets another CPR number.",
            ),
            vec![chip(RuleId::S23_1_1j)],
        ),
        facts: vec![old_fact, new_fact, day_fact(event_date)],
        action: place.action,
    }
}

/// Where the message stands, and what is to be done.
struct Place {
    asks: Asks,
    why: Reason,
    /// What the line says, where it is more than the day.
    detail: Option<Text>,
    action: MessageAction,
}

fn place(commands: &[CommandId], whose: Whose, today: NaiveDate) -> Place {
    let (person, journal) = match whose {
        Whose::Ours(person, journal) => (person, journal),
        Whose::WereOurs => return were_ours(),
        Whose::NotKept => return not_kept(),
        Whose::Others => return others(),
    };
    if person.jobcentre_on(today).is_none() && !person.is_dead() {
        return nobody_has_them(person);
    }
    match lost(commands, journal) {
        Some(NoticeKind::MergeConflicts { cut, dropped, values }) if !merge_report(person).is_empty() => Place {
            asks: Asks::Action,
            why: reason(
                Text::new(
                    "To numre blev flettet, og noget gav plads. Se efter, om det, der står nu, er rigtigt.",
                    "Two numbers were merged, and something gave way. See whether what stands now is right.",
                ),
                vec![our_reading(RuleId::S23_1_1f)],
            ),
            detail: Some(losses(*cut, *dropped, *values)),
            action: open(person, CitizenPart::MergeReport),
        },
        _ => Place {
            asks: Asks::Notice,
            why: reason(
                Text::new(
                    "Borgeren er jeres. Det, der lå på det gamle nummer, følger med, og du skal ikke gøre noget.",
                    "The citizen is yours. What lay on the old number follows, and you need not do anything.",
                ),
                vec![chip(RuleId::S23_1_1c)],
            ),
            detail: None,
            action: open(person, CitizenPart::Overview),
        },
    }
}

fn nobody_has_them(person: &Person) -> Place {
    let text = Text::new(
        "Intet jobcenter har borgeren i dag. Registrér det rette jobcenter.",
        "No jobcentre has the citizen today. Register the right jobcentre.",
    );
    Place {
        asks: Asks::Action,
        why: reason(text.clone(), vec![our_reading(RuleId::S23_1_1f)]),
        detail: Some(text),
        action: open(person, CitizenPart::Overview),
    }
}

fn were_ours() -> Place {
    Place {
        asks: Asks::Notice,
        why: reason(
            Text::new(
                "Borgeren var jeres, da nummeret skiftede, og er det ikke længere.",
                "The citizen was yours when the number changed, and is not any more.",
            ),
            vec![our_reading(RuleId::S23_1_1j)],
        ),
        detail: None,
        action: seen(),
    }
}

/// What is not known may need somebody, and whoever marks it does so for the whole jobcentre: they look first.
fn not_kept() -> Place {
    Place {
        asks: Asks::Action,
        why: reason(
            Text::new(
                "Borgeren var jeres, da nummeret skiftede. Denne pc gemmer ikke alle jeres borgere, så den ved ikke, om nogen af jer skal gøre noget. Slå borgeren op, før du markerer beskeden som behandlet: det gælder for hele jobcentret.",
                "The citizen was yours when the number changed. This desk does not keep all of your citizens, so it does not know whether one of you must do something. Look the citizen up before you mark the message as done: that counts for the whole jobcentre.",
            ),
            vec![our_reading(RuleId::S23_1_1j)],
        ),
        detail: None,
        action: MessageAction::LookUp { text: Text::new("Slå borgeren op", "Look the citizen up") },
    }
}

fn others() -> Place {
    Place {
        asks: Asks::Nothing,
        why: reason(
            Text::new(
                "Borgeren er ikke jeres. Du skal ikke gøre noget.",
                "The citizen is not yours. You need not do anything.",
            ),
            vec![our_reading(RuleId::S23_1_1j)],
        ),
        detail: None,
        action: seen(),
    }
}

/// What these changes of number cost, as the history tells it.
fn lost<'a>(commands: &[CommandId], journal: &'a [JournalLine]) -> Option<&'a NoticeKind> {
    let of_these = journal.iter().filter(|line| commands.contains(&line.command));
    of_these.rev().find_map(merge_conflicts)
}

fn number_fact(da: &str, en: &str) -> MessageFact {
    MessageFact { value: None, rule: Some(chip(RuleId::S23_1_2a)), ..fact(Text::new(da, en), Text::default()) }
}

fn day_fact(event_date: EventDate) -> MessageFact {
    let note = match event_date {
        EventDate::FromCpr(_) => Text::new("CPR's egen dato.", "CPR's own date."),
        EventDate::DayOfReceipt(_) => Text::new(
            "Den dag, DFDG fik besked: datoen fra CPR kunne ikke læses. Nummeret kan være skiftet før.",
            "The day on which DFDG was told: the date from CPR could not be read. The number may have changed earlier.",
        ),
    };
    MessageFact {
        note: Some(note),
        rule: Some(chip(RuleId::S23_1_2b)),
        ..fact(Text::new("Gælder fra", "In force from"), Text::same(dates::show(event_date.day())))
    }
}
