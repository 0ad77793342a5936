use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    CprNumber, FundCode, RecordId, RuleId,
    contact_course::{Booking, DeadlineContent, Happening},
};

use super::{Told, Whose, fact, open, reason, seen, shown};
use crate::{
    dates,
    door::{Asks, CitizenPart, MessageAction, MessageFact, Text},
    view::{
        reference::{chip, conversation_type, fund_name},
        tell_booking::when,
        tell_course::{deadline_of, participation_message, until},
    },
};

/// What a warning says of a fund that takes no part any more.
pub(super) struct Lost {
    pub number: CprNumber,
    pub booking: RecordId,
    pub fund: FundCode,
    pub start: DateTime<Utc>,
}

/// `GetWarning`: a fund no longer takes part in what we have summoned to (S23-1.6a). It asks for something while the
/// meeting stands and is not over.
pub(super) fn warning(lost: &Lost, whose: Whose, today: NaiveDate) -> Told {
    let (number, fund, when) = (lost.number, fund_name(lost.fund), when(lost.start, None));
    let (asks, ours) = match whose {
        Whose::Ours(person, _) if !is_ahead(person.bookings.find(lost.booking), today) => (
            Asks::Notice,
            Text::new("Samtalen er aflyst, afholdt eller ovre.", "The conversation is cancelled, held or over."),
        ),
        Whose::Ours(..) | Whose::WereOurs | Whose::NotKept | Whose::Others => (
            Asks::Action,
            Text::new(
                "Samtalen står stadig. Se, om den skal holdes uden a-kassen, flyttes eller aflyses.",
                "The conversation still stands. See whether it is to be held without the fund, moved or cancelled.",
            ),
        ),
    };
    let (asks, why_here, action) = place(whose, asks, ours);
    told(
        Text::new("A-kassen deltager ikke mere", "The fund takes no part any more"),
        Text::new(format!("Fællessamtalen {}", when.da), format!("The joint conversation {}", when.en)),
        (number, whose),
        (asks, why_here, action),
        (
            Text::new(
                "Jobcentret, der har indkaldt, får besked, når a-kassens deltagelse fjernes.",
                "The jobcentre that has summoned is told when the fund's taking part is removed.",
            ),
            RuleId::S23_1_6a,
        ),
        vec![fact(Text::new("A-kasse", "Fund"), fund), fact(Text::new("Begynder", "Begins"), when)],
    )
}

fn is_ahead(booking: Option<&Booking>, today: NaiveDate) -> bool {
    booking.is_some_and(|booking| booking.stands() && today <= booking.content.day())
}

/// `GetMeetingParticipation`: somebody has chosen who takes part (SB-PARTICIPATION).
pub(super) fn participation(
    number: CprNumber,
    (start, takes_part): (Option<DateTime<Utc>>, bool),
    whose: Whose,
) -> Told {
    let nothing =
        Text::new("Borgeren er jeres. Du skal ikke gøre noget.", "The citizen is yours. You need not do anything.");
    told(
        Text::new("Valg om deltagelse", "Choice of taking part"),
        participation_message(start, takes_part),
        (number, whose),
        place(whose, Asks::Notice, nothing),
        (
            Text::new(
                "Begge myndigheder ser, hvem der deltager i en fællessamtale.",
                "Both authorities see who takes part in a joint conversation.",
            ),
            RuleId::SbParticipation,
        ),
        Vec::new(),
    )
}

/// `GetInterviewDeadline`: a deadline is set, or something becomes of it (SB-DEADLINE).
pub(super) fn deadline(number: CprNumber, (happening, content): (Happening, &DeadlineContent), whose: Whose) -> Told {
    let nothing = Text::new(
        "Borgeren er jeres. Fristen står under samtaler.",
        "The citizen is yours. The deadline stands under conversations.",
    );
    let (of, until) = (deadline_of(content.kind), until(content));
    told(
        match happening {
            Happening::Made => Text::new("Ny frist", "New deadline"),
            Happening::Changed | Happening::Cancelled => Text::new("Frist ændret", "Deadline changed"),
        },
        Text::new(format!("{}: {}", of.da, until.da), format!("{}: {}", of.en, until.en)),
        (number, whose),
        place(whose, Asks::Notice, nothing),
        (
            Text::new(
                "Jobcentret får besked, når andre sætter en frist, eller når den opfyldes.",
                "The jobcentre is told when others set a deadline, and when it is met.",
            ),
            RuleId::SbDeadline,
        ),
        vec![
            fact(Text::new("Samtale", "Conversation"), conversation_type(content.kind)),
            fact(Text::new("Book senest", "Book by"), Text::same(dates::show(content.book_by))),
            fact(Text::new("Afhold senest", "Hold by"), Text::same(dates::show(content.hold_by))),
        ],
    )
}

fn place(whose: Whose, ours: Asks, why: Text) -> (Asks, Text, MessageAction) {
    match whose {
        Whose::Ours(person, _) => (ours, why, open(person, CitizenPart::Bookings)),
        Whose::NotKept => {
            let action = MessageAction::LookUp { text: Text::new("Slå borgeren op", "Look the citizen up") };
            let why =
                Text::new("Denne pc gemmer ikke alle jeres borgere.", "This desk does not keep all of your citizens.");
            (ours, why, action)
        }
        Whose::WereOurs => {
            (Asks::Notice, Text::new("Borgeren er ikke længere jeres.", "The citizen is no longer yours."), seen())
        }
        Whose::Others => (Asks::Nothing, Text::new("Borgeren er ikke jeres.", "The citizen is not yours."), seen()),
    }
}

fn told(
    title: Text,
    detail: Text,
    (number, whose): (CprNumber, Whose),
    (asks, why_here, action): (Asks, Text, MessageAction),
    (why_sent, rule): (Text, RuleId),
    mut facts: Vec<MessageFact>,
) -> Told {
    let number = shown(whose, number);
    facts.push(MessageFact {
        value: None,
        number: Some(number.clone()),
        ..fact(Text::new("Nummer", "Number"), Text::default())
    });
    Told {
        title,
        detail,
        number: Some(number),
        asks,
        why_here: reason(why_here, vec![chip(rule)]),
        why_sent: reason(why_sent, vec![chip(rule)]),
        facts,
        action,
    }
}
