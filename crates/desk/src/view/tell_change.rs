use chrono::NaiveDate;
use domain::{
    Area, CprNumber, EventDate, FundCode, Period, RecordId, What,
    contact_course::ContactGroupCode,
    person::{Address, Protection},
    status::ContactGroupChange,
};

use super::{
    Reader, Tense,
    number::labelled,
    reference::{area_name, capital, contact_group, fund_name, jobcentre_name, municipality_name, status_name},
    referrals,
    tags::until_day,
    tell_booking,
    tell_command::first_words,
    tell_course,
};
use crate::{dates, door::Text};

/// A change in words: what it is about, before, and after.
pub(super) struct Told {
    pub subject: Text,
    pub before: Option<Text>,
    pub after: Text,
    pub detail: Option<Text>,
}

impl Told {
    pub(super) fn of(subject: Text, before: Option<Text>, after: Text) -> Self {
        // A value that CPR says again of a new number is no change from itself.
        let before = before.filter(|before| *before != after);
        Self { subject, before, after, detail: None }
    }

    pub(super) fn because(mut self, detail: Text) -> Self {
        self.detail = Some(detail);
        self
    }
}

/// Tells a change. Numbers are masked and a protected address left out as the reader may see them.
pub(super) fn change(what: &What, reader: Reader, tense: Tense) -> Told {
    match what {
        What::PersonRegistered { number } => registered(*number, reader, tense),
        What::NumberChanged { old, new, event_date, .. } => {
            let subject = Text::new("Personnummer", "CPR number");
            Told::of(subject, Some(labelled(reader, *old)), labelled(reader, *new)).because(since(*event_date))
        }
        What::PersonsMerged { .. } => merged(tense),
        What::RecordsFollow { areas } => follow(areas, tense),
        What::PeriodCut { area, record, before, after, .. } => {
            Told::of(record_name(reader, *area, *record), Some(period(*before)), cut(*after, tense)).because(gave_way())
        }
        What::PeriodDropped { area, record, before, .. } => {
            let after = tense.pick(("bortfaldt", "was dropped"), ("bortfalder", "is dropped"));
            Told::of(record_name(reader, *area, *record), Some(period(*before)), after).because(gave_way())
        }
        What::PeriodRestored { area, record, after } => restored(record_name(reader, *area, *record), *after),
        What::NameRecorded { before, after, .. } => {
            Told::of(Text::new("Navn", "Name"), said(before.clone().map(Text::same)), Text::same(after))
        }
        What::BirthDateRecorded { after, .. } => {
            Told::of(Text::new("Fødselsdato", "Date of birth"), None, Text::same(dates::show(*after)))
        }
        What::AddressRecorded { before, after, .. } => {
            let before = said(before.as_ref().map(|before| address(before, reader)));
            Told::of(Text::new("Adresse", "Address"), before, address(after, reader))
        }
        What::MunicipalityRecorded { before, after, .. } => {
            let before = said(before.map(municipality_name));
            Told::of(Text::new("Kommune", "Municipality"), before, municipality_name(*after))
        }
        What::ProtectionRecorded { before, after, .. } => {
            let subject = Text::new("Navne- og adressebeskyttelse", "Name and address protection");
            Told::of(subject, said(before.map(protection)), protection(*after))
        }
        What::StatusRecorded { before, after, .. } => {
            Told::of(Text::new("Personstatus", "Person status"), said(before.map(status_name)), status_name(*after))
        }
        What::AffiliationStarted { jobcentre, from, .. } => {
            Told::of(jobcentre_name(*jobcentre), None, begins(*from, reader, tense))
        }
        What::AffiliationEnded { jobcentre, before, to, .. } => {
            Told::of(jobcentre_name(*jobcentre), Some(period(*before)), ends(*to, reader, tense))
        }
        What::MembershipStarted { fund, from, .. } => Told::of(membership(*fund), None, begins(*from, reader, tense)),
        What::MembershipEnded { fund, before, to, .. } => {
            Told::of(membership(*fund), Some(period(*before)), ends(*to, reader, tense))
        }
        What::CommentWritten { text, .. } => written(text, tense),
        What::CommentCorrected { before, after, .. } => corrected(before, after, tense),
        What::CommentWithdrawn { before, .. } => withdrawn(before, tense),
        What::ContactPersonStarted { from, .. } => Told::of(contact_person(), None, begins(*from, reader, tense)),
        What::ContactPersonEnded { caseworker, before, to, .. } => {
            let (subject, name) = (contact_person(), reader.names.of(caseworker));
            let subject = Text::new(format!("{} {name}", subject.da), format!("{} {name}", subject.en));
            Told::of(subject, Some(period(*before)), ends(*to, reader, tense))
        }
        What::Referral { change, .. } => referrals::change(change, reader, tense),
        What::Booking { change, .. } => tell_booking::change(change, reader, tense),
        What::HeldConversation { change, .. } => tell_booking::held(change, tense),
        What::ParticipationChoice { change, .. } => tell_course::choice(change, tense),
        What::Deadline { change, .. } => tell_course::deadline(change, tense),
        What::ContactGroup { change: ContactGroupChange::Started { group, from, .. }, .. } => {
            Told::of(in_group(*group), None, begins(*from, reader, tense))
        }
        What::ContactGroup { change: ContactGroupChange::Ended { group, before, to }, .. } => {
            Told::of(in_group(*group), Some(period(*before)), ends(*to, reader, tense))
        }
    }
}

impl Tense {
    pub(super) fn pick(self, happened: (impl Into<String>, impl Into<String>), foreseen: (&str, &str)) -> Text {
        match self {
            Self::Happened => Text::new(happened.0, happened.1),
            Self::Foreseen => Text::new(foreseen.0, foreseen.1),
        }
    }
}

fn registered(number: CprNumber, reader: Reader, tense: Tense) -> Told {
    let number = labelled(reader, number);
    let (happened, foreseen) =
        (("blev registreret med", "was registered with"), ("bliver registreret med", "is registered with"));
    let verb = tense.pick(happened, foreseen);
    let after = Text::new(format!("{} {}", verb.da, number.da), format!("{} {}", verb.en, number.en));
    Told::of(Text::new("Borgeren", "The citizen"), None, after)
}

fn merged(tense: Tense) -> Told {
    let before = Text::new("registreret som to personer", "registered as two persons");
    let after =
        tense.pick(("er flettet til én", "is merged into one"), ("bliver flettet til én", "will be merged into one"));
    Told::of(Text::new("Borgeren", "The citizen"), Some(before), after)
}

fn follow(areas: &[Area], tense: Tense) -> Told {
    let after = tense.pick(
        ("fulgte med til borgerens nye nummer", "followed to the citizen's new number"),
        ("følger med til borgerens nye nummer", "follow to the citizen's new number"),
    );
    Told::of(capital(listed(areas)), None, after)
}

fn cut(after: Period, tense: Tense) -> Text {
    let to = after.to.map(dates::show).unwrap_or_default();
    let verb = tense.pick(("blev afkortet til", "was cut to"), ("bliver afkortet til", "is cut to"));
    Text::new(format!("{} {to}", verb.da), format!("{} {to}", verb.en))
}

fn restored(subject: Text, after: Period) -> Told {
    let period = period(after);
    let detail = Text::new("Det, den gav plads for, er selv bortfaldet", "What it gave way to has itself given way");
    let before = Text::new("afkortet eller bortfaldet", "cut or dropped");
    let after = Text::new(format!("står igen, {}", period.da), format!("stands again, {}", period.en));
    Told::of(subject, Some(before), after).because(detail)
}

fn gave_way() -> Text {
    Text::new("En periode på et nyere nummer går forud", "A period on a newer number goes before it")
}

/// What was said before; nothing said is told as such.
fn said(before: Option<Text>) -> Option<Text> {
    Some(before.unwrap_or_else(|| Text::new("ikke oplyst", "not known")))
}

/// A panel shows what is typed elsewhere; the history keeps every word.
fn written(text: &str, tense: Tense) -> Told {
    let after = match tense {
        Tense::Happened => quoted(text),
        Tense::Foreseen => Text::new("bliver gemt på borgeren", "is saved on the citizen"),
    };
    Told::of(comment(), None, after)
}

fn corrected(before: &str, after: &str, tense: Tense) -> Told {
    match tense {
        Tense::Happened => Told::of(comment(), Some(quoted(before)), quoted(after)),
        Tense::Foreseen => {
            let outcome = Text::new("får den nye tekst", "gets the new text");
            Told::of(comment(), Some(quoted(&first_words(before))), outcome)
        }
    }
}

fn withdrawn(before: &str, tense: Tense) -> Told {
    let after = tense.pick(("trukket tilbage", "withdrawn"), ("bliver trukket tilbage", "is withdrawn"));
    let detail = Text::new("Den bliver stående i Historik", "It stays in Historik (history)");
    Told::of(comment(), Some(quoted(before)), after).because(detail)
}

fn comment() -> Text {
    Text::new("Kommentar", "Comment")
}

/// Who begins stands with the command: nobody makes another contact person. Who ends may be a colleague, and is named.
fn contact_person() -> Text {
    Text::new("Kontaktperson", "Contact person")
}

fn quoted(text: &str) -> Text {
    Text::new(format!("»{text}«"), format!("“{text}”"))
}

fn in_group(group: ContactGroupCode) -> Text {
    let name = contact_group(group);
    Text::new(format!("Kontaktgruppe {}", name.da), format!("Contact group {}", name.en))
}

fn membership(fund: FundCode) -> Text {
    let name = fund_name(fund);
    Text::new(format!("Medlemskab af {}", name.da), format!("Membership of {}", name.en))
}

/// A day that is behind is told as past, also where the change itself is not made yet.
fn begins(from: NaiveDate, reader: Reader, tense: Tense) -> Text {
    let day = dates::show(from);
    if tense == Tense::Happened && from <= reader.today {
        Text::new(format!("begyndte {day}"), format!("began on {day}"))
    } else {
        Text::new(format!("begynder {day}"), format!("begins on {day}"))
    }
}

/// A period ends with its last day: on that day it is not past yet.
pub(super) fn ends(to: NaiveDate, reader: Reader, tense: Tense) -> Text {
    let day = dates::show(to);
    if tense == Tense::Happened && to < reader.today {
        Text::new(format!("sluttede {day}"), format!("ended on {day}"))
    } else {
        Text::new(format!("slutter {day}"), format!("ends on {day}"))
    }
}

/// The day of a change of number, and where it is from (S23-1.2b).
pub(super) fn since(event_date: EventDate) -> Text {
    let day = dates::show(event_date.day());
    match event_date {
        EventDate::FromCpr(_) => Text::new(format!("Gælder fra {day}"), format!("In force from {day}")),
        EventDate::DayOfReceipt(_) => Text::new(
            format!("Gælder fra {day}, den dag hændelsen blev modtaget: datoen fra CPR kunne ikke læses"),
            format!("In force from {day}, the day of receipt: the date from CPR could not be read"),
        ),
    }
}

/// The days of a period.
pub(super) fn period(period: Period) -> Text {
    let from = dates::show(period.from);
    match period.to.map(dates::show) {
        Some(to) => Text::new(format!("fra {from} til {to}"), format!("from {from} to {to}")),
        None => Text::new(format!("fra {from} uden slutdato"), format!("from {from} without an end")),
    }
}

/// An address, unless it is protected today.
pub(super) fn address(address: &Address, reader: Reader) -> Text {
    let is_protected = reader.person.basic().protection.is_some_and(|one| one.is_in_force(reader.today));
    if is_protected {
        return Text::new("beskyttet adresse", "protected address");
    }
    let Address { street, postal_code, town } = address;
    Text::same(format!("{street}, {postal_code} {town}"))
}

/// What is protected, and until when.
pub(super) fn protection(protection: Protection) -> Text {
    match protection {
        Protection::None => Text::new("ingen beskyttelse", "no protection"),
        Protection::Address { until } => until_day("adressen beskyttet", "address protected", until),
        Protection::NameAndAddress { until } => {
            until_day("navn og adresse beskyttet", "name and address protected", until)
        }
    }
}

/// A period's own name where the record can be found, else its area's.
pub(super) fn record_name(reader: Reader, area: Area, record: RecordId) -> Text {
    match reader.person.affiliations.records.iter().find(|one| one.id == record) {
        Some(affiliation) => jobcentre_name(affiliation.jobcentre),
        None => capital(area_name(area)),
    }
}

/// `kommentarer, adressedata og CV-oplysninger`.
fn listed(areas: &[Area]) -> Text {
    let names: Vec<Text> = areas.iter().map(|area| area_name(*area)).collect();
    let joined = |and: &str, one: fn(&Text) -> &str| match names.split_last() {
        Some((last, [])) => one(last).to_owned(),
        Some((last, rest)) => format!("{} {and} {}", rest.iter().map(one).collect::<Vec<_>>().join(", "), one(last)),
        None => String::new(),
    };
    Text::new(joined("og", |text| &text.da), joined("and", |text| &text.en))
}
