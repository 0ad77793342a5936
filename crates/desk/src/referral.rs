//! The form of a referral to another operator: from what is typed to what is written in a command, and back.

use chrono::NaiveDate;
use domain::communication::{Operator, ReferralContent};

use crate::{
    dates,
    door::{ReferralFields, Text},
};

/// What is typed, as a command has it.
///
/// # Errors
/// A sentence about the first day that is not right yet.
pub(crate) fn read(fields: &ReferralFields, today: NaiveDate) -> Result<ReferralContent, Text> {
    let said = |typed: &str| Some(typed.trim().to_owned()).filter(|typed| !typed.is_empty());
    let from = dates::read(&fields.from, today)?;
    let to = said(&fields.to).map(|to| dates::read(&to, today)).transpose()?;
    let operator = Operator {
        cvr: digits(&fields.cvr),
        p_number: said(&digits(&fields.p_number)),
        name: fields.name.trim().to_owned(),
    };
    Ok(ReferralContent { operator, from, to, reason: said(&fields.reason) })
}

/// A form filled as a referral is written: to correct it.
pub(crate) fn fields(content: &ReferralContent) -> ReferralFields {
    let ReferralContent { operator, from, to, reason } = content;
    ReferralFields {
        cvr: operator.cvr.clone(),
        p_number: operator.p_number.clone().unwrap_or_default(),
        name: operator.name.clone(),
        from: dates::show(*from),
        to: to.map(dates::show).unwrap_or_default(),
        reason: reason.clone().unwrap_or_default(),
    }
}

/// Numbers of businesses are written in groups. What is no digit stays, and is refused.
fn digits(typed: &str) -> String {
    typed.chars().filter(|one| !one.is_whitespace()).collect()
}
