use chrono::NaiveDate;

use super::{
    Booking, BookingContent, ConversationType, Deadline, DeadlineChange, DeadlineContent, DeadlineState, summon, tell,
};
use crate::{
    Area, Audience, Decision, Message, MessageBody, NoticeKind, Person, RecordId, Refusal, RefusalCode, RuleId, What,
    WrittenNumber, danish_day,
    decide::{Case, ForTheDead},
};

/// An authority gives a citizen a deadline for booking a conversation and for holding it.
pub(crate) fn decide_deadline(
    case: &Case,
    number: &WrittenNumber,
    content: DeadlineContent,
) -> Result<Decision, Refusal> {
    let (person, number) = case.addressed(Area::BookingDeadlines, number, ForTheDead::Never)?;
    let by = summon::authority(case, person)?;
    looked_at(case, person, None, content)?;

    let mut decision = Decision::default();
    let record = case.occasion.command.record(0);
    change(case, person, &mut decision, record, DeadlineChange::Set { number, by, content });
    beside_what_comes(case, person, &mut decision, (record, content));
    Ok(decision)
}

/// Who may set a deadline gives it another content, also while a booking fulfils it: of another type, it no longer does.
pub(crate) fn decide_deadline_change(
    case: &Case,
    number: &WrittenNumber,
    (record, revision): (RecordId, u32),
    content: DeadlineContent,
) -> Result<Decision, Refusal> {
    let (person, _) = case.addressed(Area::BookingDeadlines, number, ForTheDead::Never)?;
    let deadline = theirs(case, person, record)?;
    if !deadline.can_be_written() {
        return refuse(RefusalCode::DeadlineIsDone);
    }
    if deadline.revision != revision {
        return refuse(RefusalCode::DeadlineChangedMeanwhile);
    }
    looked_at(case, person, Some(deadline), content)?;
    if deadline.content == content {
        return refuse(RefusalCode::NothingChanged);
    }

    let mut decision = Decision::default();
    let changed = DeadlineChange::Changed { before: deadline.content, after: content };
    change(case, person, &mut decision, record, changed);
    let booking = deadline.booking().and_then(|booking| person.bookings.find(booking));
    match booking {
        Some(booking) if deadline.content.kind == content.kind => {
            let of = Deadline { content, ..deadline.clone() };
            met_in_time(case, person, &mut decision, &of, (booking.id, booking.content.day()));
        }
        Some(booking) => {
            let of = Deadline { content, ..deadline.clone() };
            reopen(case, person, &mut decision, (&of, booking.id));
            tell_if_short(case, person, &mut decision, content);
            freed(case, person, &mut decision, booking);
        }
        None => beside_what_comes(case, person, &mut decision, (record, content)),
    }
    Ok(decision)
}

/// Who may set a deadline takes it back, also while a booking fulfils it: that one stands. Ending what stands is not refused
/// on the dead (S23-1.4a). A writing that they saw and that never came about is nothing new to them.
pub(crate) fn decide_deadline_withdrawn(
    case: &Case,
    number: &WrittenNumber,
    (record, revision): (RecordId, u32),
) -> Result<Decision, Refusal> {
    let (person, _) = case.addressed(Area::BookingDeadlines, number, ForTheDead::Always)?;
    let deadline = theirs(case, person, record)?;
    if !deadline.can_be_written() {
        return refuse(RefusalCode::DeadlineIsDone);
    }
    if revision < deadline.revision {
        return refuse(RefusalCode::DeadlineChangedMeanwhile);
    }
    let mut decision = Decision::default();
    let withdrawn = DeadlineChange::Withdrawn { content: deadline.content };
    change(case, person, &mut decision, record, withdrawn);
    if let Some(booking) = deadline.booking().and_then(|booking| person.bookings.find(booking)) {
        freed(case, person, &mut decision, booking);
    }
    Ok(decision)
}

/// A booking takes the place of the open deadline of its type: the two do not stand side by side. One that comes in time
/// takes it over from one that misses it.
///
/// [ours] Also one after the last day for holding, of which the caseworker is told.
pub(super) fn booked(
    case: &Case,
    person: &Person,
    decision: &mut Decision,
    booking: RecordId,
    content: &BookingContent,
) {
    let own = fulfilled_by(person, booking).filter(|deadline| deadline.content.kind == content.kind);
    let deadline = own.or_else(|| open(person, decision, content.kind).next()).or_else(|| {
        missed(case, person, decision, content.kind).find(|deadline| content.day() <= deadline.content.hold_by)
    });
    if let Some(deadline) = deadline {
        met_in_time(case, person, decision, deadline, (booking, content.day()));
    }
}

/// The deadline that a coming booking met is another, or gone: the booking meets the next one of its type that it comes in
/// time for.
fn freed(case: &Case, person: &Person, decision: &mut Decision, booking: &Booking) {
    let (kind, day) = (booking.content.kind, booking.content.day());
    if booking.content.start <= case.occasion.now.instant {
        return;
    }
    let in_time = |deadline: &&Deadline| day <= deadline.content.hold_by;
    let waits = open(person, decision, kind).find(in_time);
    if let Some(deadline) = waits.or_else(|| missed(case, person, decision, kind).find(in_time)) {
        met_in_time(case, person, decision, deadline, (booking.id, day));
    }
}

/// A deadline is met by the booking on `day`, or by another one where that misses it.
fn met_in_time(
    case: &Case,
    person: &Person,
    decision: &mut Decision,
    deadline: &Deadline,
    (booking, day): (RecordId, NaiveDate),
) {
    let (content, hold_by) = (deadline.content, deadline.content.hold_by);
    let other = content.is_missed_by(day, case.occasion.now.today).then(|| coming(case, person, content)).flatten();
    let by = other.map_or(booking, |other| other.id);
    if deadline.state != (DeadlineState::Booked { booking: by }) {
        change(case, person, decision, deadline.id, DeadlineChange::Booked { content, booking: by });
    }
    if hold_by < day && other.is_none() {
        decision.notice(person.id, RuleId::SbDeadline, NoticeKind::BookedAfterDeadline { hold_by });
    }
}

/// A booking that is cancelled, or becomes of another type, lets its deadline stand open again, unless another fulfils it.
pub(super) fn reopened(
    case: &Case,
    person: &Person,
    decision: &mut Decision,
    booking: RecordId,
    becomes: Option<ConversationType>,
) {
    if let Some(deadline) = fulfilled_by(person, booking).filter(|deadline| Some(deadline.content.kind) != becomes) {
        reopen(case, person, decision, (deadline, booking));
    }
}

/// A conversation that was held fulfils the deadline of its type: the one of its booking, else an open one, else one whose
/// booking misses it.
///
/// [ours] Not one that was registered after the Danish day on which it was held. That day itself counts: when a
/// conversation began is typed afterwards and roughly, and who sets a deadline may hold it on the same day.
pub(super) fn held(
    case: &Case,
    person: &Person,
    decision: &mut Decision,
    (conversation, kind, day): (RecordId, ConversationType, NaiveDate),
    booking: Option<RecordId>,
) {
    let meets = |deadline: &&Deadline| deadline.content.kind == kind && danish_day(deadline.registered) <= day;
    let of_booking = booking.and_then(|booking| fulfilled_by(person, booking));
    if let (Some(deadline), Some(booking)) = (of_booking.filter(|deadline| !meets(deadline)), booking) {
        reopen(case, person, decision, (deadline, booking));
    }
    let deadline = of_booking.filter(meets).or_else(|| open(person, decision, kind).find(meets));
    let deadline = deadline.or_else(|| missed(case, person, decision, kind).find(meets));
    if let Some(deadline) = deadline {
        let held = DeadlineChange::Held { content: deadline.content, conversation };
        change(case, person, decision, deadline.id, held);
    }
}

/// A deadline stands without its booking: another that lies ahead takes its place.
fn reopen(case: &Case, person: &Person, decision: &mut Decision, (deadline, booking): (&Deadline, RecordId)) {
    let content = deadline.content;
    let becomes = match coming(case, person, content) {
        Some(other) => DeadlineChange::Booked { content, booking: other.id },
        None => DeadlineChange::Reopened { content, booking },
    };
    change(case, person, decision, deadline.id, becomes);
}

/// A deadline that is set beside a booking of its type that comes in time is fulfilled at once: the first one to come.
fn beside_what_comes(
    case: &Case,
    person: &Person,
    decision: &mut Decision,
    (record, content): (RecordId, DeadlineContent),
) {
    match coming(case, person, content) {
        Some(booking) => {
            change(case, person, decision, record, DeadlineChange::Booked { content, booking: booking.id });
        }
        None => tell_if_short(case, person, decision, content),
    }
}

/// Where nothing meets it: the caseworker is told that the citizen has too few days to book in.
fn tell_if_short(case: &Case, person: &Person, decision: &mut Decision, content: DeadlineContent) {
    let is_open = coming(case, person, content).is_none();
    if is_open && content.is_short(case.occasion.now.today) {
        decision.notice(person.id, RuleId::SbDeadline, NoticeKind::DeadlineShort);
    }
}

/// The first booking of the type that lies ahead, comes in time, and fulfilled no deadline before the decision.
fn coming<'a>(case: &Case, person: &'a Person, deadline: DeadlineContent) -> Option<&'a Booking> {
    let of_type = person.bookings.standing().filter(|booking| booking.content.kind == deadline.kind);
    let ahead = of_type.filter(|booking| case.occasion.now.instant < booking.content.start);
    let in_time = ahead.filter(|booking| booking.content.day() <= deadline.hold_by);
    in_time.filter(|one| fulfilled_by(person, one.id).is_none()).min_by_key(|one| (one.content.start, one.id))
}

/// Guard 5, rights, and whether it is there: each authority its own.
fn theirs<'a>(case: &Case, person: &'a Person, record: RecordId) -> Result<&'a Deadline, Refusal> {
    let authority = summon::authority(case, person)?;
    let Some(deadline) = person.deadlines.find(record) else { return refuse(RefusalCode::UnknownDeadline) };
    if !deadline.by.acts_as(authority) {
        return Err(Case::no_rights());
    }
    Ok(deadline)
}

/// What a deadline may say. `former` is the one that gives way.
fn looked_at(case: &Case, person: &Person, former: Option<&Deadline>, content: DeadlineContent) -> Result<(), Refusal> {
    if !case.reference.conversation_types.holds(content.kind.0) {
        return refuse(RefusalCode::BadType);
    }
    if !content.kind.is_self_bookable() {
        return refuse(RefusalCode::NotSelfBookable);
    }
    // It is booked, and stays so: a day of it that has passed may stand.
    let met = former.filter(|former| !former.is_open() && former.content.kind == content.kind);
    let today = case.occasion.now.today;
    if content.book_by < today && met.is_none_or(|met| met.content.book_by != content.book_by) {
        return refuse(RefusalCode::DeadlinePassed);
    }
    if content.hold_by < content.book_by {
        return refuse(RefusalCode::HeldBeforeBooked);
    }
    if content.hold_by < today && met.is_none_or(|met| met.content.hold_by != content.hold_by) {
        return refuse(RefusalCode::DeadlinePassed);
    }
    if met.is_some() {
        return Ok(());
    }
    let mut open = person.deadlines.records.iter().filter(|deadline| deadline.is_open());
    if open.any(|other| other.content.kind == content.kind && former.is_none_or(|former| former.id != other.id)) {
        return refuse(RefusalCode::AnotherSuchDeadline);
    }
    let mut coming = person.bookings.standing().filter(|booking| case.occasion.now.instant < booking.content.start);
    if content.kind.comes_alone() && coming.any(|booking| booking.content.kind == content.kind) {
        return refuse(RefusalCode::BookedAlready);
    }
    Ok(())
}

/// The deadlines of the type that stand open after what the decision has already.
fn open<'a>(person: &'a Person, decision: &Decision, kind: ConversationType) -> impl Iterator<Item = &'a Deadline> {
    person.deadlines.records.iter().filter(move |deadline| match last_change(decision, deadline) {
        Some(last) => matches!(last, DeadlineChange::Reopened { .. }) && last.content().kind == kind,
        None => deadline.is_open() && deadline.content.kind == kind,
    })
}

/// The deadlines of the type whose booking misses them, where the decision has not changed that.
fn missed<'a>(
    case: &Case,
    person: &'a Person,
    decision: &Decision,
    kind: ConversationType,
) -> impl Iterator<Item = &'a Deadline> {
    let today = case.occasion.now.today;
    let of_type = person.deadlines.records.iter().filter(move |deadline| deadline.content.kind == kind);
    let met = of_type.filter(|deadline| last_change(decision, deadline).is_none());
    met.filter(move |deadline| {
        let booking = deadline.booking().and_then(|booking| person.bookings.find(booking));
        booking.is_some_and(|booking| deadline.content.is_missed_by(booking.content.day(), today))
    })
}

fn last_change<'a>(decision: &'a Decision, deadline: &Deadline) -> Option<&'a DeadlineChange> {
    decision.changes.iter().rev().find_map(|change| match &change.what {
        What::Deadline { record, change } if *record == deadline.id => Some(change),
        _ => None,
    })
}

fn fulfilled_by(person: &Person, booking: RecordId) -> Option<&Deadline> {
    person.deadlines.records.iter().find(|deadline| deadline.state == DeadlineState::Booked { booking })
}

/// The change, and a message to the jobcentre that has the citizen, when another does it: one of each deadline.
fn change(case: &Case, person: &Person, decision: &mut Decision, record: RecordId, change: DeadlineChange) {
    decision.change(person.id, RuleId::SbDeadline, What::Deadline { record, change });
    let is_told = |message: &Message| matches!(message.body, MessageBody::GetInterviewDeadline { deadline, .. } if deadline == record);
    if decision.messages.iter().any(is_told) {
        return;
    }
    let to = person.jobcentre_on(case.occasion.now.today).map(Audience::Jobcentre);
    if let Some(to) = to.filter(|to| Some(*to) != tell::own_audience(case.actor)) {
        let (number, content) = (person.current_number(), change.content());
        let body =
            MessageBody::GetInterviewDeadline { number, deadline: record, happening: change.happening(), content };
        decision.messages.push(Message { subject: person.id, rules: vec![RuleId::SbDeadline], to, body });
    }
}

fn refuse<T>(code: RefusalCode) -> Result<T, Refusal> {
    Err(Refusal::new(code, RuleId::SbDeadline))
}
