use domain::{CprNumber, Person, PersonId};
use exchange::NoAnswer;

use crate::{
    Bundled,
    store::{StoreError, Tables},
};

/// Whoever has or had the number, as the store has them now. The outer world knows everybody, and is no caseworker who
/// looks: it is noted nowhere.
///
/// # Errors
/// [`NoAnswer::OutOfOrder`]: the store cannot be used.
pub fn by_number(backend: &Bundled, number: CprNumber) -> Result<Option<Person>, NoAnswer> {
    Ok(backend.read(|tables| tables.subject(number)?.map(|id| tables.person(id)).transpose())?)
}

/// Whoever the person is now, after merges. See [`by_number`].
///
/// # Errors
/// As [`by_number`].
pub fn by_id(backend: &Bundled, id: PersonId) -> Result<Option<Person>, NoAnswer> {
    Ok(backend.read(|tables| known(tables, id))?)
}

fn known(tables: Tables, id: PersonId) -> Result<Option<Person>, StoreError> {
    let person = tables.person(tables.survivor(id)?)?;
    Ok(Some(person).filter(|person| !person.numbers.known.is_empty()))
}
