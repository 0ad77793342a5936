use chrono::{DateTime, Datelike, NaiveDate, Utc};
use domain::{JobcentreCode, MunicipalityCode, Person, PersonStatus, RecordId, RuleId, person::Filing};

use super::{
    Mask, Seen, bookings, deadlines, held, history,
    number::{self, labelled},
    reference::{capital, chip, contact_group, fund_name, jobcentre_name, municipality_name, our_reading},
    referrals, tags, tell_message, timeline,
};
use crate::{
    Pending, dates,
    door::{AddressView, CitizenView, CommentView, OpenedByFormer, PlaceView, Text},
};

mod contact_persons;
mod merge;
mod notices;

use contact_persons::{contact_persons, is_contact_person};

/// How many groups of the history stand on the citizen's first page.
const LATEST: usize = 5;

/// One citizen, whole.
#[must_use]
pub fn citizen(seen: &Seen) -> CitizenView {
    let (person, mask) = (&seen.known.person, seen.mask());
    let name = tags::name(person);
    let mut latest = history(seen).groups;
    latest.truncate(LATEST);
    CitizenView {
        citizen: person.id.to_string(),
        given_name: name.split_whitespace().next().unwrap_or(&name).to_owned(),
        name,
        number: number::number(person, person.current_number(), mask),
        numbers: person.numbers.newest_first().into_iter().map(|one| number::number(person, one, mask)).collect(),
        birth_date: person.birth_date().map(dates::iso),
        age: person.birth_date().filter(|_| !person.is_dead()).and_then(|born| age(born, seen.today)),
        tags: tags::tags(person, seen.typed, seen.today),
        jobcentre: jobcentre(seen),
        own: seen.is_own(),
        contact_persons: contact_persons(seen),
        is_contact_person: is_contact_person(seen),
        referrals: referrals::referrals(seen),
        fund: fund(seen),
        municipality: municipality(person),
        address: address(person, seen.today),
        opened_by_former: opened_by_former(seen, mask),
        merge_report: merge::report(seen),
        notices: notices::notices(seen),
        timeline: timeline::timeline(seen),
        bookings: bookings::bookings(seen),
        deadlines: deadlines::deadlines(seen),
        participation_choices: deadlines::choices(seen),
        may_decline: deadlines::may_decline(seen),
        held_conversations: held::held(seen),
        contact_group: person.contact_group_on(seen.today).map(contact_group),
        comments: comments(seen),
        unsent: seen.unsent.to_vec(),
        latest,
        drafts: seen.drafts.to_vec(),
        as_of: as_of(seen),
    }
}

/// Whole years on `today`. Who is born on 29 February has the birthday on 1 March in common years.
fn age(born: NaiveDate, today: NaiveDate) -> Option<u32> {
    let has_had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
    let years = today.year() - born.year() - i32::from(!has_had_birthday);
    u32::try_from(years).ok()
}

fn jobcentre(seen: &Seen) -> Option<PlaceView> {
    let (person, today) = (&seen.known.person, seen.today);
    let code = person.jobcentre_on(today)?;
    let holds = |one: &&domain::communication::Affiliation| {
        one.jobcentre == code && one.period().is_some_and(|period| period.holds(today))
    };
    let record = person.affiliations.records.iter().find(holds);
    let filed = record
        .map(|one| one.number)
        .filter(|filed| person.affiliations.filing == Filing::UnderOwnNumber && *filed != person.current_number());
    let stays = match person.basic().status {
        Some(PersonStatus::Emigrated) => Some(("udrejst", "emigrated")),
        Some(PersonStatus::Disappeared) => Some(("forsvundet", "disappeared")),
        Some(PersonStatus::Other(_) | PersonStatus::Dead) | None => None,
    };
    let next = seen.after.jobcentre_on(today).filter(|next| *next != code);
    let (note, rule) = match (filed, stays) {
        _ if next.is_some() => (next.map(waits_for), None),
        (Some(filed), _) => (Some(filed_under(seen, filed)), Some(our_reading(RuleId::S23_1_1b))),
        (None, Some(why)) => (Some(tell_message::stays_in(code, why)), Some(chip(RuleId::S23_1_3a))),
        (None, None) => (None, None),
    };
    Some(PlaceView {
        code: code.to_string(),
        name: jobcentre_name(code),
        since: record.and_then(|one| one.period()).map(|period| dates::iso(period.from)),
        filed_under: filed.map(|filed| number::number(person, filed, seen.mask())),
        note,
        rule,
    })
}

fn waits_for(next: JobcentreCode) -> Text {
    let name = jobcentre_name(next);
    Text::new(format!("{} venter på at blive sendt", name.da), format!("{} waits to be sent", name.en))
}

/// The fund today. Memberships are no moved area: the record may lie on a former number (S23-1.1e).
fn fund(seen: &Seen) -> Option<PlaceView> {
    let (person, today) = (&seen.known.person, seen.today);
    let code = person.fund_on(today)?;
    let mut records = person.memberships.records.iter();
    let record = records.find(|one| one.fund == code && one.period.holds(today));
    let filed = record.map(|one| one.number).filter(|filed| *filed != person.current_number());
    Some(PlaceView {
        code: code.to_string(),
        name: fund_name(code),
        since: record.map(|one| dates::iso(one.period.from)),
        filed_under: filed.map(|filed| number::number(person, filed, seen.mask())),
        note: filed.map(|filed| filed_under(seen, filed)),
        rule: filed.map(|_| our_reading(RuleId::S23_1_1e)),
    })
}

fn filed_under(seen: &Seen, filed: domain::CprNumber) -> Text {
    let number = labelled(seen.reader(), filed);
    Text::new(format!("Ligger på {}", number.da), format!("Filed under {}", number.en))
}

/// The municipality; 999 with the last real one beside it (S23-1.3b).
fn municipality(person: &Person) -> Option<PlaceView> {
    let known = person.basic().municipality?;
    let real = known.real.map(municipality_name);
    let code = if known.is_999 { MunicipalityCode::KMD_SICKNESS_BENEFIT } else { known.real? };
    let note = known.is_999.then(|| match real {
        Some(real) => Text::new(
            format!("Kendt fejl i DFDG. Sidste rigtige kommune: {}", real.da),
            format!("A known problem in DFDG. Last real municipality: {}", real.en),
        ),
        None => Text::new(
            "Kendt fejl i DFDG. Ingen rigtig kommune er kendt",
            "A known problem in DFDG. No real municipality is known",
        ),
    });
    Some(PlaceView {
        code: code.to_string(),
        name: municipality_name(code),
        since: None,
        filed_under: None,
        note,
        rule: known.is_999.then(|| chip(RuleId::S23_1_3b)),
    })
}

fn address(person: &Person, today: NaiveDate) -> AddressView {
    let basic = person.basic();
    match (basic.protection.filter(|protection| protection.is_in_force(today)), basic.address) {
        (Some(protection), _) => AddressView::Protected { until: notices::until(protection).map(dates::iso) },
        (None, Some(address)) => {
            AddressView::Open { street: address.street, town: format!("{} {}", address.postal_code, address.town) }
        }
        (None, None) => AddressView::Unknown,
    }
}

fn opened_by_former(seen: &Seen, mask: Mask) -> Option<OpenedByFormer> {
    let person = &seen.known.person;
    let typed = seen.typed.filter(|_| tags::is_former(person, seen.typed))?;
    Some(OpenedByFormer {
        typed: number::number(person, typed, mask),
        current: number::number(person, person.current_number(), mask),
        rule: chip(RuleId::S23_1_1g),
    })
}

/// Newest first. Those that wait to be taken back still stand, with a mark.
fn comments(seen: &Seen) -> Vec<CommentView> {
    let (known, after) = (&seen.known.person, seen.after);
    let mut shown: Vec<_> = after
        .comments
        .records
        .iter()
        .filter(|one| one.withdrawn.is_none() || known.comments.standing(one.id).is_some())
        .collect();
    // Two of the same moment stand by what they say: an id would put them as chance has it.
    shown.sort_by_key(|one| std::cmp::Reverse((one.registered, written_at(seen, one.id), &one.text)));
    let can_write = seen.is_own() || known.jobcentre_on(seen.today).is_none();
    let view = |one: &domain::communication::Comment| {
        let before = known.comments.standing(one.id);
        let waiting = match before {
            None => Some(Text::new("Venter på at blive sendt", "Waits to be sent")),
            Some(_) if one.withdrawn.is_some() => {
                Some(Text::new("Tilbagetrækningen venter på at blive sendt", "The withdrawal waits to be sent"))
            }
            Some(before) if before.text != one.text => {
                Some(Text::new("Rettelsen venter på at blive sendt", "The correction waits to be sent"))
            }
            Some(_) => None,
        };
        CommentView {
            comment: one.id.to_string(),
            text: one.text.clone(),
            by: seen.names.of(&one.by),
            at: dates::at(written_at(seen, one.id).unwrap_or(one.registered)),
            corrected: one.corrected.map(dates::at),
            number: (one.number != after.current_number()).then(|| number::number(after, one.number, seen.mask())),
            editable: waiting.is_none() && can_write,
            waiting,
        }
    };
    shown.into_iter().map(view).collect()
}

/// When a comment that waits was written: it has not been registered yet.
fn written_at(seen: &Seen, comment: RecordId) -> Option<DateTime<Utc>> {
    let is_it = |one: &&Pending| one.state.is_open() && one.envelope.id.record(0) == comment;
    seen.pending.iter().find(is_it).map(|one| one.envelope.written_at)
}

/// How fresh the page is, and what that means offline, or of a citizen whom no pull brings anew.
fn as_of(seen: &Seen) -> Text {
    let fetched = dates::moment(seen.known.fetched_at, seen.today);
    match seen.offline_since.map(|since| dates::moment(since, seen.today)) {
        None if seen.known.in_scope => {
            capital(Text::new(format!("Hentet {}", fetched.da), format!("Fetched {}", fetched.en)))
        }
        None => Text::new(
            format!("Slået op {}: det kan have ændret sig siden", fetched.da),
            format!("Looked up {}: things may have changed since", fetched.en),
        ),
        Some(since) => Text::new(
            format!("Offline siden {}: det kan have ændret sig siden", since.da),
            format!("Offline since {}: things may have changed since", since.en.trim_start_matches("at ")),
        ),
    }
}
