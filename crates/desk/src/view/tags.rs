use chrono::NaiveDate;
use domain::{CprNumber, Person, PersonStatus, person::Protection};

use super::{
    number::{self, Mask},
    reference::jobcentre_name,
};
use crate::{
    dates,
    door::{HitView, TagView, Text},
};

/// A citizen in a list: the number masked, never a protected address.
#[must_use]
pub fn hit(person: &Person, typed: Option<CprNumber>, today: NaiveDate) -> HitView {
    let basic = person.basic();
    let is_protected = basic.protection.is_some_and(|protection| protection.is_in_force(today));
    HitView {
        citizen: person.id.to_string(),
        name: name(person),
        number: number::number(person, person.current_number(), Mask::Hidden),
        birth_date: person.birth_date().map(dates::iso),
        town: basic.address.filter(|_| !is_protected).map(|address| address.town),
        jobcentre: person.jobcentre_on(today).map(|code| jobcentre_name(code).da),
        tags: tags(person, typed, today),
        by_former_number: is_former(person, typed),
    }
}

/// What must be seen before anything else: protection first, then status, 999, and what is missing.
#[must_use]
pub fn tags(person: &Person, typed: Option<CprNumber>, today: NaiveDate) -> Vec<TagView> {
    let basic = person.basic();
    let mut tags = Vec::new();
    let mut tag = |kind: &str, text: Text| tags.push(TagView { kind: kind.to_owned(), text });
    if let Some(protection) = basic.protection.filter(|protection| protection.is_in_force(today)) {
        match protection {
            Protection::None => {}
            Protection::Address { until } => {
                tag("address", until_day("Adressebeskyttet", "Address protected", until));
            }
            Protection::NameAndAddress { until } => {
                tag("name_and_address", until_day("Navn og adresse beskyttet", "Name and address protected", until));
            }
        }
    }
    match basic.status {
        Some(PersonStatus::Dead) => tag("dead", Text::new("Død", "Dead")),
        Some(PersonStatus::Emigrated) => tag("emigrated", Text::new("Udrejst", "Emigrated")),
        Some(PersonStatus::Disappeared) => tag("disappeared", Text::new("Forsvundet", "Disappeared")),
        Some(PersonStatus::Other(_)) | None => {}
    }
    if basic.municipality.is_some_and(|municipality| municipality.is_999) {
        tag("999", Text::new("Kommunekode 999", "Municipality code 999"));
    }
    if person.jobcentre_on(today).is_none() {
        tag("no_jobcentre", Text::new("Intet jobcenter i dag", "No jobcentre today"));
    }
    if is_former(person, typed) {
        tag("former_number", Text::new("Fundet med et tidligere nummer", "Found by a former number"));
    }
    tags
}

/// The name, or that it is not known.
#[must_use]
pub fn name(person: &Person) -> String {
    person.basic().name.unwrap_or_else(|| "(navn ikke kendt)".to_owned())
}

/// Stands in the place of the name of somebody who is not here.
pub(super) fn not_here() -> Text {
    Text::new("Borgeren er ikke længere på denne pc", "The citizen is not at this desk any more")
}

pub(super) fn is_former(person: &Person, typed: Option<CprNumber>) -> bool {
    typed.is_some_and(|typed| typed != person.current_number() && person.numbers.known.contains(&typed))
}

pub(super) fn until_day(da: &str, en: &str, until: Option<NaiveDate>) -> Text {
    match until.map(dates::show) {
        Some(day) => Text::new(format!("{da} til {day}"), format!("{en} until {day}")),
        None => Text::new(da, en),
    }
}
