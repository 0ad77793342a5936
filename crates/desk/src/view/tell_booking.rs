//! Bookings in words.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::{
    contact_course::{
        Authority, BookingChange, BookingContent, Cancelling, ConversationType, DoubleBooking, Happening, HeldChange,
        HeldContent, Meeting, Rebooking,
    },
    danish_day,
};

use super::{
    Reader, Tense,
    reference::{conversation_form, conversation_type, fund_name, jobcentre_name},
    tell_change::Told,
    tell_course,
};
use crate::{dates, door::Text};

/// What happens to a booking: what it is, and what becomes of it.
pub(super) fn change(change: &BookingChange, reader: Reader, tense: Tense) -> Told {
    match change {
        BookingChange::Made { content, guest, .. } => {
            let guest = guest.as_ref().map(|guest| {
                let guest = authority(guest.authority);
                Text::new(format!("{} deltager", guest.da), format!("{} takes part", guest.en))
            });
            let after = tense.pick(("er booket", "is booked"), ("bookes", "is booked"));
            let detail =
                listed(&[Some(conversation_form(content.form)), place(content), holder(content, reader), guest]);
            Told::of(named(content), None, after).because(detail)
        }
        BookingChange::Changed { before, after } if before.start != after.start || before.end != after.end => {
            let moved = tense.pick(("er flyttet til", "is moved to"), ("flyttes til", "is moved to"));
            let to = when(after.start, after.end);
            let outcome = Text::new(format!("{} {}", moved.da, to.da), format!("{} {}", moved.en, to.en));
            let told = Told::of(named(before), None, outcome);
            match changed(before, after, reader) {
                Some(more) => told.because(more),
                None => told,
            }
        }
        BookingChange::Changed { before, after } => {
            let outcome = tense.pick(("er ændret", "is changed"), ("ændres", "is changed"));
            let told = Told::of(named(after), None, outcome);
            match changed(before, after, reader) {
                Some(more) => told.because(more),
                None => told,
            }
        }
        BookingChange::Participation { content, before, after } => {
            tell_course::participation(content, before.as_ref(), after.as_ref(), tense)
        }
        BookingChange::Held { content, .. } => {
            let subject = named(content).in_a_sentence();
            let subject =
                Text::new(format!("Indkaldelsen til {}", subject.da), format!("The booking of {}", subject.en));
            Told::of(subject, None, Text::new("står som afholdt", "stands as held"))
        }
        BookingChange::Cancelled { content, reason } => {
            let told =
                Told::of(named(content), None, tense.pick(("er aflyst", "is cancelled"), ("aflyses", "is cancelled")));
            match reason {
                Some(reason) => told.because(Text::new(format!("Årsag: {reason}"), format!("Reason: {reason}"))),
                None => told,
            }
        }
    }
}

/// That a conversation was held.
pub(super) fn held(change: &HeldChange, tense: Tense) -> Told {
    let HeldChange::Registered { content, .. } = change;
    let subject = named_held(content);
    let outcome = match tense {
        Tense::Happened => Text::new("er afholdt", "was held"),
        Tense::Foreseen => Text::new("registreres som afholdt", "is registered as held"),
    };
    let agreement = content.agreement.as_ref().filter(|_| tense == Tense::Happened);
    let agreement = agreement.map(|text| Text::new(format!("Aftale: {text}"), format!("Agreement: {text}")));
    let participants = (!content.participants.is_empty()).then(|| {
        let names = content.participants.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(", ");
        Text::new(format!("med {names}"), format!("with {names}"))
    });
    let form = Some(conversation_form(content.form));
    let detail = listed(&[form, participants, super::held::fund(content.authorities), agreement]);
    Told::of(subject, None, outcome).because(detail)
}

/// `Jobsamtale onsdag 20.09.2023 kl. 10.00–10.45`.
pub(super) fn named(content: &BookingContent) -> Text {
    named_at(content.kind, (content.start, content.end))
}

/// The same by what it is made of.
pub(super) fn named_at(kind: ConversationType, (start, end): (DateTime<Utc>, Option<DateTime<Utc>>)) -> Text {
    let (kind, when) = (conversation_type(kind), when(start, end));
    Text::new(format!("{} {}", kind.da, when.da), format!("{} {}", kind.en, when.en))
}

/// `Jobsamtale onsdag 20.09.2023 kl. 10.00`.
pub(super) fn named_held(content: &HeldContent) -> Text {
    let (kind, when) = (conversation_type(content.kind), when(content.at, None));
    Text::new(format!("{} {}", kind.da, when.da), format!("{} {}", kind.en, when.en))
}

/// `onsdag 20.09.2023 kl. 10.00–10.45`.
pub(super) fn when(start: DateTime<Utc>, end: Option<DateTime<Utc>>) -> Text {
    let (day, from) = (danish_day(start), dates::time(start));
    let (weekday, shown) = (weekday(day), dates::show(day));
    let times = match end.filter(|end| start < *end).map(|end| (danish_day(end), dates::time(end))) {
        Some((last, to)) if last == day => format!("{from}–{to}"),
        Some((last, to)) => format!("{from}–{} {to}", dates::show(last)),
        None => from,
    };
    Text::new(format!("{} {shown} kl. {times}", weekday.da), format!("{} {shown} at {times}", weekday.en))
}

/// The day of the week, in the middle of a sentence.
pub(super) fn weekday(day: NaiveDate) -> Text {
    const NAMES: [(&str, &str); 7] = [
        ("mandag", "Monday"),
        ("tirsdag", "Tuesday"),
        ("onsdag", "Wednesday"),
        ("torsdag", "Thursday"),
        ("fredag", "Friday"),
        ("lørdag", "Saturday"),
        ("søndag", "Sunday"),
    ];
    let (da, en) = NAMES.get(day.weekday().num_days_from_monday() as usize).copied().unwrap_or_default();
    Text::new(da, en)
}

/// Who summons.
pub(super) fn authority(by: Authority) -> Text {
    match by {
        Authority::Jobcentre(jobcentre) => jobcentre_name(jobcentre),
        Authority::Fund(fund) => fund_name(fund),
    }
}

/// What else the citizen is summoned to at the same time, for the middle of a sentence.
pub(super) fn double(double: &DoubleBooking) -> Text {
    let (when, by) = (when(double.start, double.end), authority(double.by));
    let kind = conversation_type(double.kind).in_a_sentence();
    Text::new(
        format!("{} {}, som {} har indkaldt til", kind.da, when.da, by.da),
        format!("{} {}, to which {} has summoned", kind.en, when.en, by.en),
    )
}

/// What another authority is told of a booking.
pub(super) fn message(happening: Happening, content: Text) -> Text {
    let (da, en) = match happening {
        Happening::Made => ("er booket", "is booked"),
        Happening::Changed => ("er ændret", "is changed"),
        Happening::Cancelled => ("er aflyst", "is cancelled"),
    };
    Text::new(format!("{} {da}", content.da), format!("{} {en}", content.en))
}

/// What the citizen may do with it.
pub(super) fn citizen_may(content: &BookingContent) -> Text {
    let (rebook_da, rebook_en, rebook_until) = match content.rebooking {
        Rebooking::No => ("Kan ikke ombookes", "Cannot be rebooked", String::new()),
        Rebooking::Until(last) => ("Kan ombookes til og med ", "Can be rebooked until ", dates::show(last)),
    };
    let (cancel_da, cancel_en, cancel_until) = match content.cancelling {
        Cancelling::No => ("kan ikke aflyses af borgeren", "cannot be cancelled by the citizen", String::new()),
        Cancelling::Yes => ("kan aflyses af borgeren", "can be cancelled by the citizen", String::new()),
        Cancelling::Until(last) => {
            ("kan aflyses af borgeren til og med ", "can be cancelled by the citizen until ", dates::show(last))
        }
    };
    let said = |rebook: &str, cancel: &str| [rebook, &rebook_until, ", ", cancel, &cancel_until].concat();
    Text::new(said(rebook_da, cancel_da), said(rebook_en, cancel_en))
}

/// Where the citizen meets: a place, a telephone number, a link.
fn meets(content: &BookingContent) -> Option<String> {
    content.place.clone().or_else(|| content.phone.clone()).or_else(|| content.link.clone())
}

fn place(content: &BookingContent) -> Option<Text> {
    meets(content).map(Text::same)
}

fn holder(content: &BookingContent, reader: Reader) -> Option<Text> {
    let name = reader.names.of(content.caseworker.as_ref()?);
    Some(Text::new(format!("hos {name}"), format!("with {name}")))
}

/// What is another than it was, but for the time.
fn changed(before: &BookingContent, after: &BookingContent, reader: Reader) -> Option<Text> {
    let field = |is_changed: bool, da: &str, en: &str, value: Option<Text>| {
        let value = value.unwrap_or_else(|| Text::new("intet", "none"));
        is_changed.then(|| Text::new(format!("{da}: {}", value.da), format!("{en}: {}", value.en)))
    };
    let text = |text: &Option<String>| text.clone().map(Text::same);
    let meeting = match after.meeting {
        Meeting::Individual => Text::new("individuelt", "individual"),
        Meeting::Group(_) => Text::new("i gruppe", "in a group"),
    };
    let may = (before.rebooking, before.cancelling) != (after.rebooking, after.cancelling);
    let fields = [
        field(before.kind != after.kind, "Type", "Type", Some(conversation_type(after.kind))),
        field(before.form != after.form, "Form", "Form", Some(conversation_form(after.form))),
        field(before.meeting != after.meeting, "Møde", "Meeting", Some(meeting)),
        field(before.place != after.place, "Sted", "Place", text(&after.place)),
        field(before.phone != after.phone, "Telefon", "Telephone", text(&after.phone)),
        field(before.link != after.link, "Link", "Link", text(&after.link)),
        field(before.title != after.title, "Titel", "Title", text(&after.title)),
        field(before.description != after.description, "Beskrivelse", "Description", text(&after.description)),
        field(before.caseworker != after.caseworker, "Sagsbehandler", "Caseworker", holder(after, reader)),
        field(may, "Borgeren", "The citizen", Some(citizen_may(after))),
    ];
    let told = listed(&fields);
    (told != Text::default()).then_some(told)
}

/// What there is of them, after one another.
fn listed(parts: &[Option<Text>]) -> Text {
    let joined = |one: fn(&Text) -> &str| parts.iter().flatten().map(one).collect::<Vec<_>>().join(", ");
    Text::new(joined(|text| &text.da), joined(|text| &text.en))
}
