use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use url::Url;

use super::{
    Booking, BookingContent, Cancelling, ConversationForm, ConversationType, Legality, MAX_BOOKING_LINK,
    MAX_BOOKING_TEXT, MAX_BOOKING_TITLE, MAX_BOOKING_USER, Meeting, Rebooking, SourceSystem, WrittenBooking, legality,
    summon::refuse,
};
use crate::{Actor, Decision, NoticeKind, Person, Refusal, RefusalCode, RuleId, danish_day, decide::Case};

/// [ours] Nobody is summoned further ahead than this: it is a slip of the finger.
const FURTHEST_DAYS: u64 = 2 * 365;
/// [ours] No meeting is longer.
const LONGEST: Duration = Duration::hours(24);

/// What is written, with nothing in it that contradicts itself. DFDG's checks first, in the order of its codes, and then
/// ours.
pub(super) fn content(case: &Case, written: &WrittenBooking) -> Result<BookingContent, Refusal> {
    let today = case.occasion.now.today;
    let lists = case.reference;
    if !lists.conversation_forms.holds(written.form.0) {
        return refuse(RefusalCode::BadForm);
    }
    if !lists.conversation_types.holds(written.kind.0) {
        return refuse(RefusalCode::BadType);
    }
    if danish_day(written.start) < today {
        return refuse(RefusalCode::StartBeforeToday);
    }
    if written.end.is_some_and(|end| end < written.start) {
        return refuse(RefusalCode::EndBeforeStart);
    }
    let meeting = match written.meeting.as_str() {
        WrittenBooking::INDIVIDUAL => None,
        WrittenBooking::GROUP => Some(written.group_meeting),
        _ => return refuse(RefusalCode::BadMeeting),
    };
    let rebooking = rebooking(written)?;
    let cancelling = cancelling(written)?;

    if today.checked_add_days(Days::new(FURTHEST_DAYS)).is_none_or(|last| last < danish_day(written.start)) {
        return refuse(RefusalCode::TooFarAhead);
    }
    let end = end(written)?;
    if end.is_some_and(|end| LONGEST < end - written.start) {
        return refuse(RefusalCode::TooLong);
    }
    let meeting = match (meeting, written.group_meeting) {
        (None, None) => Meeting::Individual,
        (Some(Some(group)), _) => Meeting::Group(group),
        (Some(None), _) => return refuse(RefusalCode::NoGroupMeeting),
        (None, Some(_)) => return refuse(RefusalCode::GroupOfOne),
    };
    if written.self_booked && !written.kind.is_self_bookable() {
        return refuse(RefusalCode::NotSelfBookable);
    }
    if written.owner.is_some_and(|owner| Some(owner) != own_system(case.actor)) {
        return refuse(RefusalCode::OwnedByAnotherSystem);
    }
    let content = BookingContent {
        kind: written.kind,
        form: written.form,
        meeting,
        start: written.start,
        end,
        place: said(written.place.as_deref()),
        phone: said(written.phone.as_deref()),
        link: said(written.link.as_deref()),
        title: said(written.title.as_deref()),
        description: said(written.description.as_deref()),
        caseworker: written.caseworker.clone(),
        rebooking,
        cancelling,
        owner: written.owner,
        self_booked: written.self_booked,
    };
    texts(&content)?;
    Ok(content)
}

/// The system that may own what the actor books, and change what it owns.
pub(super) fn own_system(actor: &Actor) -> Option<SourceSystem> {
    match actor {
        Actor::CaseSystem { system, .. } => Some(*system),
        Actor::Jobnet => Some(SourceSystem::JOBNET),
        Actor::Caseworker { .. } | Actor::Fund { .. } | Actor::Cpr => None,
    }
}

/// The end, from itself or from the length. [ours] Where both are said, they agree.
fn end(written: &WrittenBooking) -> Result<Option<DateTime<Utc>>, Refusal> {
    let by_length = match written.minutes {
        None => None,
        Some(minutes) => match written.start.checked_add_signed(Duration::minutes(i64::from(minutes))) {
            Some(end) => Some(end),
            None => return refuse(RefusalCode::TooLong),
        },
    };
    match (written.end, by_length) {
        (Some(end), Some(by_length)) if end != by_length => refuse(RefusalCode::TwoEnds),
        (end, by_length) => Ok(end.or(by_length)),
    }
}

/// A last day exactly where rebooking is possible.
fn rebooking(written: &WrittenBooking) -> Result<Rebooking, Refusal> {
    match (written.rebooking_possible, written.rebooking_deadline) {
        (false, None) => Ok(Rebooking::No),
        (true, Some(last)) => Ok(Rebooking::Until(last)),
        (false, Some(_)) => refuse(RefusalCode::RebookingDeadlineWithoutRebooking),
        (true, None) => refuse(RefusalCode::RebookingWithoutDeadline),
    }
}

/// A last day at most where cancelling is possible.
fn cancelling(written: &WrittenBooking) -> Result<Cancelling, Refusal> {
    match (written.cancelling_possible, written.cancelling_deadline) {
        (false, None) => Ok(Cancelling::No),
        (true, None) => Ok(Cancelling::Yes),
        (true, Some(last)) => Ok(Cancelling::Until(last)),
        (false, Some(_)) => refuse(RefusalCode::CancellingDeadlineWithoutCancelling),
    }
}

/// [ours] What the words of a booking may be. A digital meeting has a link, as DFDG has it.
fn texts(content: &BookingContent) -> Result<(), Refusal> {
    let last_days = [
        match content.rebooking {
            Rebooking::Until(last) => Some(last),
            Rebooking::No => None,
        },
        match content.cancelling {
            Cancelling::Until(last) => Some(last),
            Cancelling::Yes | Cancelling::No => None,
        },
    ];
    if last_days.into_iter().flatten().any(|last| content.day() < last) {
        return refuse(RefusalCode::DeadlineAfterMeeting);
    }
    if content.form == ConversationForm::DIGITAL && content.link.is_none() {
        return refuse(RefusalCode::NoLink);
    }
    if content.link.as_deref().is_some_and(|link| !is_link(link)) {
        return refuse(RefusalCode::BadLink);
    }
    if content.phone.as_deref().is_some_and(|phone| !is_phone(phone)) {
        return refuse(RefusalCode::BadPhone);
    }
    let is_long = |text: &Option<String>, most| text.as_ref().is_some_and(|text| text.chars().count() > most);
    let short = [&content.title, &content.place];
    if short.into_iter().any(|text| is_long(text, MAX_BOOKING_TITLE)) || is_long(&content.description, MAX_BOOKING_TEXT)
    {
        return refuse(RefusalCode::LongBookingText);
    }
    let user = content.caseworker.as_ref().map(|caseworker| caseworker.0.clone());
    if is_long(&content.link, MAX_BOOKING_LINK) || is_long(&user, MAX_BOOKING_USER) {
        return refuse(RefusalCode::LongLinkOrUser);
    }
    Ok(())
}

/// [ours] The reason for cancelling.
pub(super) fn reason(reason: Option<&str>) -> Result<(), Refusal> {
    let is_long = reason.is_some_and(|reason| reason.chars().count() > MAX_BOOKING_TEXT);
    if is_long { refuse(RefusalCode::LongBookingText) } else { Ok(()) }
}

/// Whether the type is legal in the contact group on the day of the meeting. Unknown is no refusal.
pub(super) fn is_legal(case: &Case, person: &Person, content: &BookingContent) -> Result<(), Refusal> {
    if is_illegal(case, person, content.kind, content.day()) {
        return Err(Refusal::new(RefusalCode::IllegalType, RuleId::SbLegality));
    }
    Ok(())
}

pub(super) fn is_illegal(case: &Case, person: &Person, kind: ConversationType, day: NaiveDate) -> bool {
    let group = person.contact_group_on(day);
    group.is_some_and(|group| legality(&case.reference.legality, kind, group, day) == Legality::Illegal)
}

/// Of some types a citizen has at most one coming booking: `former` is the one that gives way.
pub(super) fn comes_alone(
    case: &Case,
    person: &Person,
    former: Option<&Booking>,
    content: &BookingContent,
) -> Result<(), Refusal> {
    let is_coming = |booking: &Booking| case.occasion.now.instant < booking.content.start;
    // What was of the type before, and coming, takes nobody's place: two of it may have come by a merge.
    if former.is_some_and(|former| former.stands() && former.content.kind == content.kind && is_coming(former)) {
        return Ok(());
    }
    let others = person.bookings.standing().filter(|other| former.is_none_or(|former| former.id != other.id));
    let mut coming = others.filter(|other| is_coming(other));
    if content.kind.comes_alone() && coming.any(|other| other.content.kind == content.kind) {
        return refuse(RefusalCode::AnotherSuchBooking);
    }
    Ok(())
}

/// The caseworker is told where no source says whether the type is legal.
pub(super) fn tell_unknown_legality(
    case: &Case,
    person: &Person,
    decision: &mut Decision,
    kind: ConversationType,
    day: NaiveDate,
) {
    let Some(group) = person.contact_group_on(day) else { return };
    if legality(&case.reference.legality, kind, group, day) == Legality::Unknown {
        decision.notice(person.id, RuleId::SbLegality, NoticeKind::LegalityUnknown { kind, group });
    }
}

/// The form 6 belongs to type 8, which DFDG does not check.
pub(super) fn tell_form_for_referrals(
    person: &Person,
    decision: &mut Decision,
    (kind, form): (ConversationType, ConversationForm),
) {
    if form == ConversationForm::AT_WORK && kind != ConversationType::REFERRAL {
        decision.notice(person.id, RuleId::SbBooking, NoticeKind::FormForReferralsAlone);
    }
}

/// Nothing but blanks is nothing.
pub(super) fn said(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
}

/// An address on the web that names a host.
fn is_link(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "https" | "http") && url.has_host())
}

/// `(\+)?[0-9]{3,20}`.
pub(super) fn is_phone(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    (3..=20).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// One `@` with something before it and a name of a host after it, and no blank.
pub(super) fn is_email(text: &str) -> bool {
    let Some((user, host)) = text.split_once('@') else { return false };
    let is_plain = |part: &str| !part.is_empty() && !part.contains(|sign: char| sign == '@' || sign.is_whitespace());
    is_plain(user) && is_plain(host) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
}
