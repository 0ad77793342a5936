//! Deadlines, and who takes part in a joint conversation, in words.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    FundCode,
    contact_course::{BookingContent, ChoiceChange, Chooser, ConversationType, DeadlineChange, DeadlineContent, Guest},
};

use super::{
    Tense,
    reference::{conversation_type, fund_name},
    tell_booking::{authority, named, when},
    tell_change::Told,
};
use crate::{dates, door::Text};

/// What happens to a deadline.
pub(super) fn deadline(change: &DeadlineChange, tense: Tense) -> Told {
    let subject = deadline_of(change.content().kind);
    match change {
        DeadlineChange::Set { content, .. } => Told::of(subject, None, until(content)),
        DeadlineChange::Changed { before, after } => Told::of(subject, Some(until(before)), until(after)),
        DeadlineChange::Booked { .. } => Told::of(
            subject,
            None,
            tense.pick(
                ("er opfyldt af en indkaldelse", "is met by a booking"),
                ("opfyldes af en indkaldelse", "is met by a booking"),
            ),
        ),
        DeadlineChange::Reopened { content, .. } => {
            let outcome = tense.pick(("er åben igen", "is open again"), ("bliver åben igen", "is open again"));
            Told::of(subject, None, outcome).because(until(content))
        }
        DeadlineChange::Held { .. } => Told::of(
            subject,
            None,
            tense.pick(
                ("er opfyldt: samtalen er afholdt", "is met: the conversation was held"),
                ("opfyldes: samtalen er afholdt", "is met: the conversation was held"),
            ),
        ),
        DeadlineChange::Withdrawn { content } => {
            let outcome = tense.pick(("er taget tilbage", "is taken back"), ("tages tilbage", "is taken back"));
            Told::of(subject, None, outcome).because(until(content))
        }
    }
}

/// What happens to a choice to stay away.
pub(super) fn choice(change: &ChoiceChange, tense: Tense) -> Told {
    match change {
        ChoiceChange::Declined { chooser, .. } => {
            let outcome = match chooser {
                Chooser::Citizen => {
                    Text::new("A-kassen skal ikke deltage i den næste", "The fund is not to take part in the next one")
                }
                Chooser::Guest(_) => Text::new("deltager ikke i den første", "takes no part in the first one"),
            };
            Told::of(choice_of(*chooser), None, outcome)
        }
        ChoiceChange::Withdrawn { chooser } => Told::of(
            choice_of(*chooser),
            None,
            tense.pick(("er taget tilbage", "is taken back"), ("tages tilbage", "is taken back")),
        ),
        ChoiceChange::Reset { chooser, .. } => Told::of(
            choice_of(*chooser),
            None,
            tense.pick(
                ("er brugt: den næste vælges der for igen", "is used up: the next one is chosen for anew"),
                ("er brugt: den næste vælges der for igen", "is used up: the next one is chosen for anew"),
            ),
        ),
    }
}

/// Who takes part in a joint conversation from now on.
pub(super) fn participation(
    content: &BookingContent,
    before: Option<&Guest>,
    after: Option<&Guest>,
    tense: Tense,
) -> Told {
    let booking = named(content);
    let who = |guest: Option<&Guest>| guest.map(|guest| authority(guest.authority)).unwrap_or_default();
    match (before, after) {
        (Some(_), None) => {
            let outcome = tense.pick(
                ("deltager ikke mere", "takes no part any more"),
                ("deltager ikke mere", "takes no part any more"),
            );
            Told::of(who(before), None, outcome).because(booking)
        }
        (Some(one), Some(other)) if one.authority == other.authority => {
            let outcome = Text::new("deltager; oplysningerne er ændret", "takes part; the details are changed");
            Told::of(who(after), None, outcome).because(booking)
        }
        _ => {
            let outcome = tense.pick(("deltager", "takes part"), ("kommer til at deltage", "is to take part"));
            Told::of(who(after), None, outcome).because(booking)
        }
    }
}

/// `Frist for jobsamtale`.
pub(super) fn deadline_of(kind: ConversationType) -> Text {
    let kind = conversation_type(kind).in_a_sentence();
    Text::new(format!("Frist for {}", kind.da), format!("Deadline for {}", kind.en))
}

/// `Frist for jobsamtale: book senest 02.10.2023, afhold senest 20.10.2023`.
pub(super) fn deadline_in_full(content: &DeadlineContent) -> Text {
    let (of, until) = (deadline_of(content.kind), until(content));
    Text::new(format!("{}: {}", of.da, until.da), format!("{}: {}", of.en, until.en))
}

/// `book senest 02.10.2023, afhold senest 20.10.2023`.
pub(super) fn until(content: &DeadlineContent) -> Text {
    let (book, hold) = (dates::show(content.book_by), dates::show(content.hold_by));
    if content.at_once {
        return Text::new(format!("book straks, afhold senest {hold}"), format!("book at once, hold by {hold}"));
    }
    Text::new(format!("book senest {book}, afhold senest {hold}"), format!("book by {book}, hold by {hold}"))
}

/// The message that a fund gets, and the other authority.
pub(super) fn participation_message(start: Option<DateTime<Utc>>, takes_part: bool) -> Text {
    let of = match start.map(|start| when(start, None)) {
        Some(when) => Text::new(format!("fællessamtalen {}", when.da), format!("the joint conversation {}", when.en)),
        None => Text::new("den næste fællessamtale", "the next joint conversation"),
    };
    if takes_part {
        Text::new(format!("Deltagelse i {}", of.da), format!("Taking part in {}", of.en))
    } else {
        Text::new(format!("Ingen deltagelse i {}", of.da), format!("No part in {}", of.en))
    }
}

/// The message that a jobcentre gets when a fund stays away.
pub(super) fn warning(fund: FundCode, start: DateTime<Utc>) -> Text {
    let (fund, when) = (fund_name(fund), when(start, None));
    Text::new(
        format!("{} deltager ikke mere i fællessamtalen {}", fund.da, when.da),
        format!("{} no longer takes part in the joint conversation {}", fund.en, when.en),
    )
}

/// That a booking comes after the last day.
pub(super) fn booked_late(hold_by: NaiveDate) -> Text {
    let hold_by = dates::show(hold_by);
    Text::new(
        format!("Sidste dag for samtalen er {hold_by}. Flyt indkaldelsen, eller giv fristen en senere dag."),
        format!("The last day for the conversation is {hold_by}. Move the booking, or give the deadline a later day."),
    )
}

/// Whose choice it is: `Borgerens valg`.
pub(super) fn choice_of(chooser: Chooser) -> Text {
    match chooser {
        Chooser::Citizen => Text::new("Borgerens valg", "The citizen's choice"),
        Chooser::Guest(guest) => {
            let guest = authority(guest);
            Text::new(format!("Valg fra {}", guest.da), format!("Choice of {}", guest.en))
        }
    }
}
