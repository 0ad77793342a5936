use std::{fmt, sync::LazyLock};

use domain::{AREAS, Area, Person, PersonId};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One stored row: everything of one subject in one area.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Which area.
    pub area: Area,
    /// Version of the row's form: [`domain::AreaPolicy::schema`].
    pub schema: u32,
    /// The records as JSON.
    pub body: String,
}

/// Without the records: debug text ends in logs.
impl fmt::Debug for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Row({:?}, form {})", self.area, self.schema)
    }
}

/// A row that this version cannot read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RowError {
    /// Written by a later version.
    #[error("the row of {area:?} has form {schema}, which this version does not know")]
    LaterForm {
        /// Which area.
        area: Area,
        /// Its form.
        schema: u32,
    },
    /// Not what the area holds.
    #[error("the row of {area:?} cannot be read")]
    Damaged {
        /// Which area.
        area: Area,
    },
}

/// The areas that have records in this version.
const STORED: [Area; 12] = [
    Area::Numbers,
    Area::BasicData,
    Area::Affiliation,
    Area::Bookings,
    Area::HeldConversations,
    Area::BookingDeadlines,
    Area::ParticipationChoices,
    Area::ContactPersons,
    Area::Comments,
    Area::OperatorReferrals,
    Area::ContactGroups,
    Area::Membership,
];

/// The areas' names, as they are written everywhere, in the order of the areas.
static NAMES: LazyLock<Vec<(String, Area)>> = LazyLock::new(|| {
    let named = AREAS.iter().filter_map(|policy| match serde_json::to_value(policy.area) {
        Ok(Value::String(name)) => Some((name, policy.area)),
        _ => None,
    });
    named.collect()
});

/// The name of an area in a file.
#[must_use]
pub fn area_name(area: Area) -> &'static str {
    NAMES.get(area as usize).map_or("", |(name, _)| name)
}

/// The area of that name.
#[must_use]
pub fn area_named(name: &str) -> Option<Area> {
    NAMES.iter().find(|(known, _)| known == name).map(|(_, area)| *area)
}

/// Every row of a person, in the order of the areas.
#[must_use]
pub fn write_rows(person: &Person) -> Vec<Row> {
    STORED.iter().filter_map(|area| write_row(person, *area)).collect()
}

/// The rows of `after` that are not as they were in `before`, in the order of the areas.
#[must_use]
pub fn changed_rows(before: &Person, after: &Person) -> Vec<Row> {
    let changed = STORED.iter().filter(|area| match area {
        Area::Numbers => before.numbers != after.numbers,
        Area::BasicData => before.basic_data != after.basic_data,
        Area::Affiliation => before.affiliations != after.affiliations,
        Area::Bookings => before.bookings != after.bookings,
        Area::HeldConversations => before.held_conversations != after.held_conversations,
        Area::BookingDeadlines => before.deadlines != after.deadlines,
        Area::ParticipationChoices => before.participation_choices != after.participation_choices,
        Area::ContactPersons => before.contact_persons != after.contact_persons,
        Area::Comments => before.comments != after.comments,
        Area::OperatorReferrals => before.referrals != after.referrals,
        Area::ContactGroups => before.contact_groups != after.contact_groups,
        Area::Membership => before.memberships != after.memberships,
        _ => false,
    });
    changed.filter_map(|area| write_row(after, *area)).collect()
}

/// One row of a person; none for an area without stored records.
#[must_use]
pub fn write_row(person: &Person, area: Area) -> Option<Row> {
    let body = match area {
        Area::Numbers => serde_json::to_string(&person.numbers),
        Area::BasicData => serde_json::to_string(&person.basic_data),
        Area::Affiliation => serde_json::to_string(&person.affiliations),
        // Without a record there is no row: versions of before have no word for it, and read everything else.
        Area::Bookings if person.bookings.records.is_empty() => return None,
        Area::Bookings => serde_json::to_string(&person.bookings),
        Area::HeldConversations if person.held_conversations.records.is_empty() => return None,
        Area::HeldConversations => serde_json::to_string(&person.held_conversations),
        Area::BookingDeadlines if person.deadlines.records.is_empty() => return None,
        Area::BookingDeadlines => serde_json::to_string(&person.deadlines),
        Area::ParticipationChoices if person.participation_choices.records.is_empty() => return None,
        Area::ParticipationChoices => serde_json::to_string(&person.participation_choices),
        Area::OperatorReferrals if person.referrals.records.is_empty() => return None,
        Area::OperatorReferrals => serde_json::to_string(&person.referrals),
        Area::ContactGroups if person.contact_groups.records.is_empty() => return None,
        Area::ContactGroups => serde_json::to_string(&person.contact_groups),
        Area::ContactPersons if person.contact_persons.records.is_empty() => return None,
        Area::ContactPersons => serde_json::to_string(&person.contact_persons),
        Area::Comments => serde_json::to_string(&person.comments),
        Area::Membership => serde_json::to_string(&person.memberships),
        _ => return None,
    };
    Some(Row { area, schema: area.policy().schema, body: body.ok()? })
}

/// The person whose rows these are.
///
/// # Errors
/// A row that this version cannot read; nothing is guessed.
pub fn read_rows(id: PersonId, rows: &[Row]) -> Result<Person, RowError> {
    let mut person = Person::new(id);
    for Row { area, schema, body } in rows {
        if *schema > area.policy().schema {
            return Err(RowError::LaterForm { area: *area, schema: *schema });
        }
        let read = match area {
            Area::Numbers => serde_json::from_str(body).map(|read| person.numbers = read),
            Area::BasicData => serde_json::from_str(body).map(|read| person.basic_data = read),
            Area::Affiliation => serde_json::from_str(body).map(|read| person.affiliations = read),
            Area::Bookings => serde_json::from_str(body).map(|read| person.bookings = read),
            Area::HeldConversations => serde_json::from_str(body).map(|read| person.held_conversations = read),
            Area::BookingDeadlines => serde_json::from_str(body).map(|read| person.deadlines = read),
            Area::ParticipationChoices => serde_json::from_str(body).map(|read| person.participation_choices = read),
            Area::ContactPersons => serde_json::from_str(body).map(|read| person.contact_persons = read),
            Area::Comments => serde_json::from_str(body).map(|read| person.comments = read),
            Area::OperatorReferrals => serde_json::from_str(body).map(|read| person.referrals = read),
            Area::ContactGroups => serde_json::from_str(body).map(|read| person.contact_groups = read),
            Area::Membership => serde_json::from_str(body).map(|read| person.memberships = read),
            _ => return Err(RowError::LaterForm { area: *area, schema: *schema }),
        };
        read.map_err(|_| RowError::Damaged { area: *area })?;
    }
    Ok(person)
}
