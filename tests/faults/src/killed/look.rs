use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use desk::Desk;
use desk::door::{Door, MessageLine, OpenAnswer, OpenBy, OpenCitizen};
use domain::contact_course::{BookingChange, ChoiceChange, ChoiceState, DeadlineChange, HeldChange};
use domain::{CommandId, CommandKind, Person, RecordId, RefusalCode, What};
use exchange::{
    AccessHead, AccessLink, Backend, FeedItem, JournalEntry, JournalLine, LookUp, Outcome, Verdict, first_broken,
    read_rows,
};

use super::busy::{WRITTEN_ON, kind_of, messages};
use super::decisions::number_in;
use super::outside::is_outside;
use super::rows::{Asks, Kept, calendar, kept, told, verdicts};
use super::{ANNA, Said, backend_folder, desk_folder, open_at_rest, open_backend};
use crate::made_up;

/// What one kill has left.
#[derive(Debug, Default)]
pub struct Found {
    /// Commands confirmed and not handed to the backend.
    pub waiting: usize,
    /// In flight: handed to the backend, and the answer is not stored at the desk.
    pub sent: usize,
    /// Of these, answered in the backend, which the desk does not know yet.
    pub untold: usize,
    /// Of these again, refused there.
    pub untold_refusals: usize,
    /// In flight, and about a booking.
    pub bookings: usize,
    /// In flight, and about a deadline, a referral or who takes part.
    pub decisions: usize,
    /// The kinds of those that are about one of these, and done by the end.
    pub decided: BTreeSet<CommandKind>,
    /// Refused, which the desk knows.
    pub refused: usize,
    /// Of these, because a colleague has changed the booking.
    pub too_late: usize,
    /// Bookings in the desk's calendar at the end.
    pub in_calendar: usize,
    /// Stored, without having been able to say so.
    pub unsaid: usize,
    /// All that is stored.
    pub stored: Vec<String>,
    /// Confirmed and not there.
    pub lost: Vec<String>,
    /// Not whole.
    pub torn: Vec<String>,
    /// In the backend more than once, or under another id.
    pub twice: Vec<String>,
}

/// Looks at the files as the kill has left them, lets everything be sent, and looks again.
pub fn look(folder: &Path, said: &[Said]) -> Found {
    let mut found = Found::default();
    found.torn.extend(files_that_are_not_whole(folder));
    let bundled = open_backend(folder);
    let desk = open_at_rest(folder, &bundled).unwrap();
    let stored = kept(folder);
    let confirmed: BTreeSet<&str> = ids(said, |said| if let Said::Confirmed(id) = said { Some(id) } else { None });
    let answered: BTreeSet<&str> = ids(said, |said| if let Said::Answered(id) = said { Some(id) } else { None });

    found.lost.extend(confirmed.iter().filter(|id| !stored.contains_key(**id)).map(ToString::to_string));
    let is_answered = |id: &&&str| stored.get(**id).is_some_and(Kept::is_at_its_end);
    found.lost.extend(answered.iter().filter(|id| !is_answered(id)).map(|id| format!("the answer to {id}")));
    found.unsaid = stored.keys().filter(|id| !confirmed.contains(id.as_str())).count();
    found.count(&stored, &verdicts(folder));
    found.lost.extend(marks_unseen(&desk, said));
    found.lost.extend(lost_from_outside(folder, said));
    desk.settle();
    found.lost.extend(lost_marks(&desk, said));
    found.lost.extend(lost_drafts(&desk, said));
    let settled = kept(folder);
    let left = stored.keys().filter(|id| !settled.get(*id).is_some_and(Kept::is_at_its_end));
    found.lost.extend(left.map(|id| format!("{id} does not get through: {:?}", settled.get(id))));
    let (texts, written) = in_the_backend(&bundled);
    found.compare(&settled, &verdicts(folder), &texts);
    let shown = calendar(folder);
    found.in_calendar = shown.len();
    if shown != written {
        found.torn.push("the calendar of the desk".to_owned());
    }
    found.torn.extend(broken_log(folder, &bundled));
    found.stored = stored.into_keys().collect();
    found
}

impl Found {
    /// How far each command had come.
    fn count(&mut self, stored: &BTreeMap<String, Kept>, verdicts: &BTreeMap<String, Verdict>) {
        for (id, command) in stored {
            let is_sent = command.stage == "sent";
            let is_refusal = matches!(command.asks, Asks::Nothing(_));
            let is_too_late = matches!(command.asks, Asks::Nothing(RefusalCode::BookingChangedMeanwhile));
            let is_untold = is_sent && verdicts.contains_key(id);
            self.waiting += usize::from(matches!(command.stage.as_str(), "resting" | "waiting"));
            self.sent += usize::from(is_sent);
            self.untold += usize::from(is_untold);
            self.untold_refusals += usize::from(is_untold && is_refusal);
            self.bookings += usize::from(is_sent && command.is_of_a_booking);
            self.decisions += usize::from(is_sent && command.decision.is_some());
            self.refused += usize::from(command.stage == "refused");
            self.too_late += usize::from(command.stage == "refused" && is_too_late);
            if !command.is_whole() {
                self.torn.push(format!("{id}: {command:?}"));
            }
        }
    }

    /// Every command has one verdict, the same at the desk and in the backend, and what it asks for is there once.
    fn compare(
        &mut self,
        settled: &BTreeMap<String, Kept>,
        verdicts: &BTreeMap<String, Verdict>,
        texts: &BTreeMap<String, Vec<String>>,
    ) {
        let mut asked = BTreeMap::new();
        for (id, command) in settled {
            self.decided.extend(command.decision.filter(|_| command.is_at_its_end()));
            if !command.is_whole() || command.verdict.as_ref() != verdicts.get(id) {
                self.torn.push(format!("{id}: {command:?}, in the backend {:?}", verdicts.get(id)));
            }
            if let Asks::Words(words) = &command.asks {
                asked.extend(words.iter().map(|words| (words.as_str(), id.as_str())));
            }
        }
        for (text, commands) in texts {
            if commands.len() != 1 || asked.get(text.as_str()) != Some(&commands[0].as_str()) {
                self.twice.push(text.clone());
            }
        }
        self.lost.extend(asked.keys().filter(|text| !texts.contains_key(**text)).map(ToString::to_string));
        let refused = verdicts.iter().filter(|(_, verdict)| matches!(verdict.outcome, Outcome::Refused(_)));
        let strange = refused.filter(|(id, verdict)| !settled.contains_key(*id) && !is_outside(verdict.id));
        self.twice.extend(strange.map(|(id, _)| id).cloned());
    }
}

fn ids(said: &[Said], id: impl Fn(&Said) -> Option<&String>) -> BTreeSet<&str> {
    said.iter().filter_map(id).map(String::as_str).collect()
}

fn files_that_are_not_whole(folder: &Path) -> Vec<String> {
    let (backend, desk) = (backend_folder(folder), desk_folder(folder));
    let files = [backend.join("backend.db"), desk.join("cache.db"), desk.join("outbox.db"), desk.join("access.db")];
    let checked = files.iter().map(|file| (file, sealed::check(file, &made_up::key())));
    let broken = checked.filter(|(_, check)| !check.as_ref().is_ok_and(sealed::Check::is_whole));
    broken.map(|(file, check)| format!("{}: {check:?}", file.display())).collect()
}

/// All words that the desk has brought into the backend, with the commands that have, by its journal; and how often each
/// booking was written, by its rows.
fn in_the_backend(bundled: &backend::Bundled) -> (BTreeMap<String, Vec<String>>, BTreeMap<String, usize>) {
    let connection = bundled.connect(super::anna());
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut times = BTreeMap::new();
    for number in made_up::numbers().take(WRITTEN_ON) {
        let LookUp::Found(found) = connection.look_up(number, None).unwrap() else { panic!("nobody there") };
        let FeedItem::Present { subject, rows, journal, .. } = found.item else { panic!("gone") };
        let person = read_rows(subject, &rows).unwrap();
        assert_eq!(person.affiliations.records.len(), 1, "nothing of what was refused is done");
        rows_and_journal_agree(&person, &journal);
        times.extend(person.bookings.records.iter().map(|booking| (booking.id.to_string(), booking.writings.len())));
        let is_choice =
            |line: &&JournalLine| matches!(line.entry, JournalEntry::Change(What::ParticipationChoice { .. }));
        let choices: BTreeSet<CommandId> = journal.iter().filter(is_choice).map(|line| line.command).collect();
        for line in journal.iter().filter(|line| !is_outside(line.command)) {
            let JournalEntry::Change(what) = &line.entry else { continue };
            let decided = told(line.command, what, choices.contains(&line.command));
            if let Some(words) = words(what).cloned().or(decided) {
                texts.entry(words).or_default().push(line.command.0.to_string());
            }
        }
    }
    (texts, times)
}

/// The words of a change.
fn words(what: &What) -> Option<&String> {
    match what {
        What::CommentWritten { text, .. } => Some(text),
        What::Booking { change, .. } => match change {
            BookingChange::Made { content, .. } => content.description.as_ref(),
            BookingChange::Changed { after, .. } => after.description.as_ref(),
            BookingChange::Cancelled { reason, .. } => reason.as_ref(),
            BookingChange::Held { .. } | BookingChange::Participation { .. } => None,
        },
        What::HeldConversation { change: HeldChange::Registered { content, .. }, .. } => content.agreement.as_ref(),
        _ => None,
    }
}

/// Rows and journal of the backend are stored together.
fn rows_and_journal_agree(person: &Person, journal: &[JournalLine]) {
    let changes = || {
        journal.iter().filter_map(|line| if let JournalEntry::Change(what) = &line.entry { Some(what) } else { None })
    };
    let mut in_rows: Vec<&String> = person.comments.records.iter().map(|comment| &comment.text).collect();
    let mut in_journal: Vec<&String> = changes()
        .filter_map(|what| if let What::CommentWritten { text, .. } = what { Some(text) } else { None })
        .collect();
    in_rows.sort();
    in_journal.sort();
    assert_eq!(in_rows, in_journal, "comments");
    let mut times: BTreeMap<RecordId, usize> = BTreeMap::new();
    for what in changes() {
        if let What::Booking { record, .. } = what {
            *times.entry(*record).or_default() += 1;
        }
    }
    let in_rows = person.bookings.records.iter().map(|booking| (booking.id, booking.writings.len())).collect();
    assert_eq!(times, in_rows, "bookings");
    let mut times: BTreeMap<RecordId, usize> = BTreeMap::new();
    for what in changes() {
        let (What::Deadline { record, .. } | What::Referral { record, .. }) = what else { continue };
        if !matches!(what, What::Deadline { change, .. } if !says_something_else(change)) {
            *times.entry(*record).or_default() += 1;
        }
    }
    let deadlines = person.deadlines.records.iter().map(|deadline| (deadline.id, deadline.revision as usize));
    let referrals = person.referrals.records.iter().map(|referral| (referral.id, referral.revision as usize));
    assert_eq!(times, deadlines.chain(referrals).collect(), "deadlines and referrals");
    let mut stands: BTreeMap<RecordId, bool> = BTreeMap::new();
    for what in changes() {
        if let What::ParticipationChoice { record, change } = what {
            stands.insert(*record, matches!(change, ChoiceChange::Declined { .. }));
        }
    }
    let choices = person.participation_choices.records.iter();
    let in_rows = choices.map(|choice| (choice.id, choice.state == ChoiceState::Stands)).collect();
    assert_eq!(stands, in_rows, "choices");
    let held = changes()
        .filter_map(|what| if let What::HeldConversation { record, .. } = what { Some(*record) } else { None });
    let in_rows: BTreeSet<RecordId> = person.held_conversations.records.iter().map(|held| held.id).collect();
    assert_eq!(held.collect::<BTreeSet<_>>(), in_rows, "held conversations");
}

/// What meets a deadline is no writing of it.
fn says_something_else(change: &DeadlineChange) -> bool {
    matches!(change, DeadlineChange::Set { .. } | DeadlineChange::Changed { .. })
}

/// What others were told is in the backend, and is not.
fn lost_from_outside(folder: &Path, said: &[Said]) -> Vec<String> {
    let verdicts = verdicts(folder);
    let outside = ids(said, |said| if let Said::Outside(id) = said { Some(id) } else { None });
    outside.into_iter().filter(|id| !verdicts.contains_key(*id)).map(|id| format!("{id} of somebody else")).collect()
}

/// Messages that were said to be done and stand as new. A cache that is fetched anew may not have them yet.
fn marks_unseen(desk: &Desk, said: &[Said]) -> Vec<String> {
    let done = ids(said, |said| if let Said::Done(id) = said { Some(id) } else { None });
    let is_new = |line: &MessageLine| line.done.is_none() && done.contains(line.message.as_str());
    messages(desk).into_iter().filter(is_new).map(|line| format!("that message {} is done", line.message)).collect()
}

/// Messages that were said to be done and are not.
fn lost_marks(desk: &Desk, said: &[Said]) -> Vec<String> {
    let lines = messages(desk);
    let is_done = |id: &str| lines.iter().any(|line| line.message == id && line.done.is_some());
    ids(said, |said| if let Said::Done(id) = said { Some(id) } else { None })
        .into_iter()
        .filter(|id| !is_done(id))
        .map(|id| format!("that message {id} is done"))
        .collect()
}

/// What was typed last in each form and said to be stored is there, or something later.
fn lost_drafts(desk: &Desk, said: &[Said]) -> Vec<String> {
    let mut typed: BTreeMap<usize, usize> = BTreeMap::new();
    for said in said {
        if let Said::Typed(number) = said {
            typed.insert(kind_of(*number), *number);
        }
    }
    if typed.is_empty() {
        return Vec::new();
    }
    let number = made_up::numbers().nth(WRITTEN_ON).unwrap();
    let by = OpenBy::Number(number.to_string());
    let OpenAnswer::Citizen { citizen } = desk.open(OpenCitizen { by, purpose: None }).unwrap() else {
        return vec!["the citizen who was typed on".to_owned()];
    };
    let kept: BTreeMap<usize, usize> = citizen.drafts.iter().filter_map(|draft| number_in(&draft.form)).collect();
    let lost = typed.into_iter().filter(|(kind, number)| kept.get(kind) < Some(number));
    lost.map(|(kind, number)| format!("what was typed in form {kind}: {:?} instead of {number}", kept.get(&kind)))
        .collect()
}

/// Where the chain of the desk's access log does not hold, at the desk or in the backend.
fn broken_log(folder: &Path, bundled: &backend::Bundled) -> Option<String> {
    let file = made_up::reading(&desk_folder(folder).join("access.db"));
    let mut links = file.prepare("SELECT sequence, entry, hash FROM link ORDER BY sequence").unwrap();
    let links = links.query_map([], |row| {
        Ok(AccessLink { sequence: row.get::<_, i64>(0)?.unsigned_abs(), entry: row.get(1)?, hash: row.get(2)? })
    });
    let links: Vec<AccessLink> = links.unwrap().collect::<Result<_, _>>().unwrap();
    let device: String = file.query_row("SELECT device FROM chain", [], |row| row.get(0)).unwrap();
    let noted = bundled.broken_links(&device).unwrap();
    let broken = first_broken(&AccessHead::default(), links);
    (broken.is_some() || !noted.is_empty()).then(|| format!("access log of {}: {broken:?}, {noted:?}", ANNA.0))
}
