use std::path::Path;
use std::sync::Arc;

use backend::{Bundled, MachineClock};
use desk::Desk;
use desk::door::{
    CitizenView, Confirm, Door, Draft, DraftForm, InboxAsk, MarkMessage, MessageLine, Nothing, OpenAnswer, OpenBy,
    OpenCitizen, Preview, SaveDraft,
};

use domain::RecordId;
use exchange::Clock;

use super::decisions::{TYPED, typed};
use super::forms::{Writes, form};
use super::outside::{a_colleague_changes, the_fund_books};
use super::telling::{say, telling};
use super::{ANNA, CLOSED, Said, anna, desk_folder, open_backend};
use crate::line::wire::Wire;
use crate::made_up;

/// How many citizens are written on. One more is only typed on.
pub(super) const WRITTEN_ON: usize = 12;
/// How many citizens are opened, and so looked up where their page has not come yet.
pub const OPENED: usize = WRITTEN_ON + 1;
/// So often it looks what was answered.
const LOOKS: usize = 3;
/// So often it writes what the backend refuses.
const REFUSED: usize = 3;

/// Writes, types, sends and says so, until it is killed.
pub fn be_busy(folder: &Path, first: usize) -> ! {
    say(&Said::Opens);
    let bundled = open_backend(folder);
    say(&Said::BackendOpen);
    let (way, listener) = telling(bundled.connect(anna()));
    let (line, hears) = (Box::new(Wire(Box::new(way))), move |event| listener.hear(&event));
    let who = made_up::who(ANNA.0, ANNA.1);
    let clock = Arc::new(MachineClock);
    let desk = Desk::open_live(&desk_folder(folder), &made_up::key(), line, who, clock, hears).unwrap();
    say(&Said::Open);
    let numbers: Vec<String> = made_up::numbers().take(OPENED).map(|number| number.to_string()).collect();
    let mut told: Vec<String> = answered(&desk);
    for number in first.. {
        // Each citizen gets one that is refused and two others, one after the other.
        writes(&desk, &bundled, &numbers[number / REFUSED % WRITTEN_ON], number);
        if number % LOOKS == 0 {
            types(&desk, &numbers[WRITTEN_ON], number);
            tells_what_is_answered(&desk, &mut told);
        }
        if number % (6 * LOOKS) == 0 {
            marks(&desk);
        }
    }
    unreachable!("it is killed")
}

/// In which form a number is typed.
pub(super) fn kind_of(number: usize) -> usize {
    number / LOOKS % TYPED
}

fn goes_nowhere() -> DraftForm {
    DraftForm::Affiliation { jobcentre: CLOSED.to_owned(), from: "01.03.2022".to_owned() }
}

fn writes(desk: &Desk, bundled: &Bundled, cpr: &str, number: usize) {
    // Right after the start the citizens may still be on their way.
    let Some(shown) = opens(desk, cpr) else { return };
    let (now, nth) = (MachineClock.now(), number % REFUSED);
    if nth == 0 {
        return confirms(desk, Draft { citizen: shown.citizen, form: goes_nowhere() }, || true);
    }
    let on = cpr.parse().unwrap();
    match form(number, nth, now, &shown) {
        Writes::Form(form) => confirms(desk, Draft { citizen: shown.citizen, form: *form }, || true),
        Writes::TooLate { booking, fields, seen } => {
            let record = RecordId(booking.parse().unwrap());
            let form = DraftForm::ChangeBooking { booking, seen: seen.clone(), fields: *fields, begun: None };
            confirms(desk, Draft { citizen: shown.citizen, form }, || {
                a_colleague_changes(bundled, (on, record, &seen), number, now)
            });
        }
    }
    if number % (2 * REFUSED) == 1 {
        the_fund_books(bundled, on, number, now);
    }
}

/// Shows what will happen, and confirms it if it is still to be after what comes between.
fn confirms(desk: &Desk, draft: Draft, between: impl FnOnce() -> bool) {
    let Preview::Accepted { fingerprint, .. } = desk.preview(draft.clone()).unwrap() else { return };
    if !between() {
        return;
    }
    if let Ok(entry) = desk.confirm(Confirm { draft, fingerprint, renews: None }) {
        say(&Said::Confirmed(entry.command));
    }
}

fn types(desk: &Desk, number: &str, nth: usize) {
    let Some(shown) = opens(desk, number) else { return };
    let draft = Draft { citizen: shown.citizen, form: typed(kind_of(nth), nth) };
    desk.save_draft(SaveDraft { draft }).unwrap();
    say(&Said::Typed(nth));
}

/// The next message that nobody has done, as long as there is one.
fn marks(desk: &Desk) {
    let Some(MessageLine { message, .. }) = messages(desk).into_iter().find(|line| line.done.is_none()) else { return };
    desk.mark_message(MarkMessage { message: message.clone(), done: true }).unwrap();
    say(&Said::Done(message));
}

pub(super) fn messages(desk: &Desk) -> Vec<MessageLine> {
    let groups = desk.inbox(InboxAsk { with_done: true, most: 500 }).unwrap().groups;
    groups.into_iter().flat_map(|group| group.lines).collect()
}

fn tells_what_is_answered(desk: &Desk, told: &mut Vec<String>) {
    for id in answered(desk) {
        if !told.contains(&id) {
            say(&Said::Answered(id.clone()));
            told.push(id);
        }
    }
}

fn answered(desk: &Desk) -> Vec<String> {
    let outbox = desk.outbox(Nothing {}).unwrap();
    outbox.accepted.into_iter().chain(outbox.refused).map(|entry| entry.command).collect()
}

fn opens(desk: &Desk, number: &str) -> Option<Box<CitizenView>> {
    let by = OpenBy::Number(number.to_owned());
    match desk.open(OpenCitizen { by, purpose: None }).unwrap() {
        OpenAnswer::Citizen { citizen } => Some(citizen),
        _ => None,
    }
}
