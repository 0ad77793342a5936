//! What a figure asks of a desk, through the door as the window does.

use desk::{
    Desk,
    door::{
        Confirm, DeskError, Door, Draft, DraftForm, Nothing, OpenAnswer, OpenBy, OpenCitizen, Preview, Settings,
        SwitchConnection,
    },
};
use rusqlite::{Connection, types::Value};

use crate::{Failure, bare, place::Place};

/// The desk has not done what a made-up citizen always allows. Its words are for a caseworker, and may name one.
pub fn unwilling(_: DeskError) -> Failure {
    "the desk has not done what it was asked for".into()
}

/// Opens a citizen; the answer is the person id.
pub fn open(desk: &Desk, number: &str) -> Result<String, Failure> {
    match desk.open(OpenCitizen { by: OpenBy::Number(number.to_owned()), purpose: None }).map_err(unwilling)? {
        OpenAnswer::Citizen { citizen } => Ok(citizen.citizen),
        _ => Err("a made-up citizen does not open".into()),
    }
}

/// A comment, previewed; none where it would be refused, as about the dead.
pub fn drafted(desk: &Desk, citizen: &str, nth: usize) -> Result<Option<Confirm>, Failure> {
    let text = format!("Ringede i dag. Vi aftalte at tale sammen igen om to uger. Notat {nth}.");
    let draft = Draft { citizen: citizen.to_owned(), form: DraftForm::Comment { text } };
    match desk.preview(draft.clone()).map_err(unwilling)? {
        Preview::Accepted { fingerprint, .. } => Ok(Some(Confirm { draft, fingerprint, renews: None })),
        _ => Ok(None),
    }
}

/// Lets commands leave as soon as they are confirmed.
pub fn no_rest(desk: &Desk) -> Result<(), Failure> {
    let settings = desk.session(Nothing {}).map_err(unwilling)?.settings;
    desk.set(Settings { rest_seconds: 0, ..settings }).map_err(unwilling)?;
    Ok(())
}

pub fn go_offline(desk: &Desk) -> Result<(), Failure> {
    desk.switch_connection(SwitchConnection { online: false }).map_err(unwilling)?;
    Ok(())
}

/// Whether every command has its verdict, and was pulled.
pub fn all_settled(desk: &Desk) -> Result<(), Failure> {
    let connection = desk.connection(Nothing {}).map_err(unwilling)?;
    if connection.all_settled {
        return Ok(());
    }
    Err(format!("{} commands still wait, {} are refused", connection.waiting, connection.refused).into())
}

/// So many citizens' current numbers, from all over the file.
pub fn numbers(place: &Place, count: usize) -> Result<Vec<String>, Failure> {
    let all = "SELECT number FROM number WHERE current ORDER BY substr(number, 7), number";
    let all: Vec<bare::Row> = bare::rows(&place.desk_file("cache.db")?, all)?;
    let digits = all.into_iter().filter_map(|row| match row.into_iter().next() {
        Some(Value::Text(digits)) => Some(digits),
        _ => None,
    });
    Ok(digits.take(count).collect())
}

/// One transaction of the reference.
pub fn in_one(file: &mut Connection, act: impl FnOnce(&Connection) -> Result<(), Failure>) -> Result<(), Failure> {
    let step = file.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    act(&step)?;
    Ok(step.commit()?)
}
