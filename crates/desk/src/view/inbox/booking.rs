use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    CprNumber, Person, RecordId, RuleId,
    contact_course::{Authority, Booking, ConversationType, Happening},
    danish_day,
};

use super::{Told, Whose, fact, open, reason, seen, shown};
use crate::{
    dates,
    door::{Asks, CitizenPart, MessageAction, MessageFact, Text},
    view::{
        reference::{chip, conversation_type},
        tell_booking::{authority, double, when},
    },
};

/// What a message says of a booking.
pub(super) struct Said {
    pub number: CprNumber,
    pub booking: RecordId,
    pub happening: Happening,
    pub by: Authority,
    pub kind: ConversationType,
    pub start: DateTime<Utc>,
}

/// `GetBookings`: another authority, or the citizen, has made, changed or cancelled a booking (SB-BOOKING-MESSAGE).
pub(super) fn tell(said: &Said, whose: Whose, today: NaiveDate) -> Told {
    let (asks, why, rule, action) = place(said, whose, today);
    let when = when(said.start, None);
    let kind = conversation_type(said.kind);
    let number = shown(whose, said.number);
    Told {
        title: match said.happening {
            Happening::Made => Text::new("Ny indkaldelse", "New booking"),
            Happening::Changed => Text::new("Indkaldelse ændret", "Booking changed"),
            Happening::Cancelled => Text::new("Indkaldelse aflyst", "Booking cancelled"),
        },
        detail: Text::new(format!("{} {}", kind.da, when.da), format!("{} {}", kind.en, when.en)),
        number: Some(number.clone()),
        asks,
        why_here: reason(why, vec![chip(rule)]),
        why_sent: reason(
            Text::new(
                "Myndighederne ser hinandens indkaldelser, så en borger ikke bliver indkaldt to steder på samme tid.",
                "The authorities see each other's bookings, so that a citizen is not summoned to two places at once.",
            ),
            vec![chip(RuleId::SbBookingMessage)],
        ),
        facts: vec![
            fact(Text::new("Samtale", "Conversation"), kind),
            fact(Text::new("Begynder", "Begins"), when),
            fact(Text::new("Indkaldt af", "Summoned by"), authority(said.by)),
            MessageFact { value: None, number: Some(number), ..fact(Text::new("Nummer", "Number"), Text::default()) },
        ],
        action,
    }
}

fn place(said: &Said, whose: Whose, today: NaiveDate) -> (Asks, Text, RuleId, MessageAction) {
    let sent = RuleId::SbBookingMessage;
    match whose {
        Whose::Ours(person, _) => match in_the_way(said, person, today) {
            Some(text) => (Asks::Action, text, RuleId::SbDoubleBooking, open(person, CitizenPart::Bookings)),
            None => {
                let text = Text::new(
                    "Borgeren er jeres. Du skal ikke gøre noget.",
                    "The citizen is yours. You need not do anything.",
                );
                (Asks::Notice, text, sent, open(person, CitizenPart::Bookings))
            }
        },
        Whose::WereOurs => {
            let text = Text::new("Borgeren er ikke længere jeres.", "The citizen is no longer yours.");
            (Asks::Notice, text, sent, seen())
        }
        Whose::NotKept if said.happening == Happening::Cancelled || danish_day(said.start) < today => {
            let text = Text::new(
                "Denne pc gemmer ikke alle jeres borgere. Indkaldelsen er ikke i vejen for andre.",
                "This desk does not keep all of your citizens. The booking is in the way of no other.",
            );
            (Asks::Notice, text, sent, seen())
        }
        Whose::NotKept => {
            let text = Text::new(
                "Denne pc gemmer ikke alle jeres borgere, så den ved ikke, om borgeren er indkaldt to steder. Slå borgeren op.",
                "This desk does not keep all of your citizens, so it does not know whether the citizen is summoned to two places. Look the citizen up.",
            );
            let action = MessageAction::LookUp { text: Text::new("Slå borgeren op", "Look the citizen up") };
            (Asks::Action, text, sent, action)
        }
        Whose::Others => {
            let text = Text::new("Borgeren er ikke jeres.", "The citizen is not yours.");
            (Asks::Nothing, text, sent, seen())
        }
    }
}

/// Whether it stands and is not over, and another booking stands at the same time.
fn in_the_way(said: &Said, person: &Person, today: NaiveDate) -> Option<Text> {
    let booking = person.bookings.find(said.booking).filter(|booking| Booking::stands(booking))?;
    if booking.content.day() < today {
        return None;
    }
    let other = double(&person.at_the_same_time(said.booking, &booking.content).next()?);
    let day = dates::show(booking.content.day());
    Some(Text::new(
        format!("Borgeren er indkaldt to steder {day}: også til {}. Aftal, hvem der flytter.", other.da),
        format!("The citizen is summoned to two places on {day}: also to {}. Agree on who moves.", other.en),
    ))
}
