use chrono::NaiveDate;
use domain::{
    Actor, CprNumber,
    contact_course::{FundReading, fund_reading},
};

use crate::store::{StoreError, Tables};

/// What a fund reads of the contact course of whoever has, or has had, the number (SB-FUND-READS, S23-1.1g). Nobody else
/// reads by this way.
pub(crate) fn fund_reads(
    tables: Tables,
    actor: &Actor,
    today: NaiveDate,
    number: CprNumber,
) -> Result<Option<FundReading>, StoreError> {
    let Actor::Fund { fund } = actor else { return Ok(None) };
    let person = tables.subject(number)?.map(|subject| tables.person(subject)).transpose()?;
    Ok(person.and_then(|person| fund_reading(&person, *fund, today)))
}
