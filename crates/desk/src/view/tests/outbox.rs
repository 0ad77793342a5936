use domain::{PersonId, RefusalCode};
use exchange::{AsShown, Outcome, Verdict};

use super::*;
use crate::{
    CourseStep, Step,
    door::{DraftForm, EntryState, OutboxEntry},
    sync::{Base, Queued, Stage},
    view::{Entry, outbox_entry},
};

const FORMER: Refusal = Refusal { code: RefusalCode::FormerNumber, rule: RuleId::S23_1_1h };

fn entry(known: Option<&Known>, pending: &Pending, online: bool) -> OutboxEntry {
    let queue = [queued(800, 1, Base::Firm), queued_of(pending)];
    let now = danish("2023-09-18T10:05");
    let steps = [CourseStep { at: danish("2023-09-18T10:01"), step: Step::Confirmed }, last_step(&pending.state)];
    outbox_entry(&Entry { queue: &queue, online, now, steps: &steps, ..bare(pending, known) })
}

/// In the queue, on a citizen of its own.
fn queued(id: u128, citizen: u128, base: Base) -> Queued {
    Queued {
        id: CommandId(Uuid::from_u128(id)),
        sequence: 1,
        subject: PersonId(Uuid::from_u128(citizen)),
        number: None,
        area: None,
        stage: Stage::Waiting,
        base,
    }
}

fn queued_of(pending: &Pending) -> Queued {
    Queued { id: pending.envelope.id, ..queued(0, 2, Base::Firm) }
}

fn last_step(state: &PendingState) -> CourseStep {
    let at = danish("2023-09-18T10:04");
    match state {
        PendingState::Refused { refusal, at } => CourseStep { at: *at, step: Step::Refused(*refusal) },
        _ => CourseStep { at, step: Step::Sent },
    }
}

fn renumbered() -> World {
    let mut world = World::of_mette();
    world.later("2023-09-18T10:02");
    world.change_number(A, B, "20230917");
    world
}

/// S23-1.1k: what was sent, what it would be corrected to, and how it came to that.
#[test]
fn a_command_on_a_former_number_shows_what_will_be_corrected() {
    let known = renumbered().known(B);
    let state = PendingState::Refused { refusal: FORMER, at: danish("2023-09-18T10:04") };
    let refused = pending(900, move_to(A, FAVRSKOV, "2023-09-18"), "2023-09-18T10:01", state);
    let view = entry(Some(&known), &refused, true);
    assert_eq!((view.title.da.as_str(), view.name.da.as_str()), ("Nyt jobcenter", "Mette Øvelsen"));
    assert_eq!(view.summary, "Jobcenter Favrskov fra 18.09.2023");
    assert!(view.can_send_on_new_number);
    assert!(
        matches!(&view.state, EntryState::Refused { refusal, at } if refusal.code == "9460" && at == "2023-09-18T10:04")
    );
    let told: Vec<_> = view
        .corrections
        .iter()
        .map(|one| (one.field.da.as_str(), one.sent.da.as_str(), one.corrected.as_ref().map(|text| text.da.as_str())))
        .collect();
    assert_eq!(
        told,
        [
            ("Personnummer", "150385-•••• (tidligere)", Some("150385-•••• (nuværende, siden 17.09.2023)")),
            ("Jobcenter", "Jobcenter Favrskov", None),
            ("Første dag", "18.09.2023", None),
        ]
    );
    let course: Vec<_> = view.course.iter().map(|line| (line.at.as_str(), line.text.da.as_str())).collect();
    assert_eq!(
        course,
        [
            ("2023-09-18T10:01", "Skrevet og gemt på denne pc"),
            ("2023-09-18T10:02", "Borgeren fik nyt personnummer fra CPR"),
            ("2023-09-18T10:04", "Afvist med 9460"),
        ]
    );
    assert!(matches!(view.draft.unwrap().form, DraftForm::Affiliation { from, .. } if from == "18.09.2023"));
}

#[test]
fn only_a_stopped_command_on_a_former_number_can_go_to_the_new_one() {
    let (before, after) = (World::of_mette().known(A), renumbered().known(B));
    let refused = |number| {
        let state = PendingState::Refused { refusal: FORMER, at: danish("2023-09-18T10:04") };
        pending(900, write(number, "Hej"), "2023-09-18T10:01", state)
    };
    let held = pending(900, write(A, "Hej"), "2023-09-18T10:01", PendingState::Held(FORMER));
    let waiting = pending(900, write(A, "Hej"), "2023-09-18T10:01", PendingState::Waiting);
    let unread = Pending { command: None, ..refused(A) };
    for (what, known, command, can) in [
        ("refused", Some(&after), refused(A), true),
        ("held", Some(&after), held, true),
        ("waiting", Some(&after), waiting, false),
        ("on the current number", Some(&after), refused(B), false),
        ("not renumbered", Some(&before), refused(A), false),
        ("somebody else's number", Some(&after), refused(C), false),
        ("not readable", Some(&after), unread, false),
        ("not here", None, refused(A), false),
    ] {
        assert_eq!(entry(known, &command, true).can_send_on_new_number, can, "{what}");
    }
}

#[test]
fn what_waits_says_its_place_and_for_what() {
    let known = World::of_mette().known(A);
    let waiting = pending(900, write(A, "Hej"), "2023-09-18T10:01", PendingState::Waiting);
    let own = queued_of(&waiting);
    let on = |base| Queued { base, ..own.clone() };
    let same = Queued { id: CommandId(Uuid::from_u128(800)), base: Base::Open, ..own.clone() };
    let (soon, offline) = ("Sendes om lidt", "Venter på forbindelse");
    for (what, first, own, online, says) in [
        ("it leaves with the next push", queued(800, 1, Base::Firm), on(Base::Firm), true, soon),
        ("there is no connection", queued(800, 1, Base::Firm), on(Base::Firm), false, offline),
        ("there is none, and it builds on another", same.clone(), on(Base::Open), false, offline),
        (
            "its base is open",
            queued(800, 1, Base::Firm),
            on(Base::Open),
            true,
            "Venter på den registrering, den bygger på",
        ),
        (
            "one before it may not leave",
            same,
            on(Base::Firm),
            true,
            "Venter på en tidligere registrering på samme borger",
        ),
        ("one before it is of somebody else", queued(800, 1, Base::Open), on(Base::Firm), true, soon),
    ] {
        let queue = [first, own];
        let view = outbox_entry(&Entry { queue: &queue, online, ..bare(&waiting, Some(&known)) });
        assert!(matches!(view.state, EntryState::Waiting { place: 2, reason } if reason.da == says), "{what}");
    }
}

#[test]
fn a_rest_is_never_negative() {
    let known = World::of_mette().known(A);
    for (until, left) in [("2023-09-18T10:06", 60_000), ("2023-09-18T10:05", 0), ("2023-09-18T10:04", 0)] {
        let state = PendingState::Resting { until: danish(until) };
        let resting = pending(900, write(A, "Hej"), "2023-09-18T10:01", state);
        assert_eq!(entry(Some(&known), &resting, true).state, EntryState::Resting { left_ms: left }, "{until}");
    }
}

/// *Gik anderledes end vist*: both stand there.
#[test]
fn what_went_otherwise_says_what_was_shown_and_what_was_done() {
    let mut world = World::of_mette();
    let shown = world.decide(&move_to(A, FAVRSKOV, "2023-09-18")).unwrap();
    let decision = world.decide(&write(A, "Godkendt.")).unwrap();
    let at = world.now;
    let accepted = pending(
        900,
        write(A, "Godkendt."),
        "2023-09-18T10:01",
        PendingState::Accepted { at, went: Went::Otherwise { is_seen: false } },
    );
    let outcome = Outcome::Accepted { decision, as_shown: AsShown::Otherwise };
    let verdict = Verdict { id: accepted.envelope.id, outcome, decided_at: at };
    let known = world.known(A);
    let told = |known, shown, verdict| {
        let entry = Entry { now: at, shown, verdict, ..bare(&accepted, known) };
        match outbox_entry(&entry).state {
            EntryState::Accepted { otherwise: Some(told), .. } => told.text.da,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(
        told(Some(&known), Some(&shown), Some(&verdict)),
        "Det gik anderledes end vist. Vist: Jobcenter Aarhus slutter 17.09.2023; Jobcenter Favrskov begynder 18.09.2023. \
         Gjort: Kommentar »Godkendt.«."
    );
    let nothing = Decision::default();
    assert!(told(Some(&known), Some(&nothing), Some(&verdict)).contains("Vist: ingen ændringer. Gjort: Kommentar"));
    assert_eq!(
        told(None, Some(&shown), Some(&verdict)),
        "Det gik anderledes end vist. Se i Historik, hvad der blev gjort."
    );
}

#[test]
fn every_step_of_a_course_is_told() {
    let known = World::of_mette().known(A);
    let accepted = pending(900, write(A, "Hej"), "2023-09-18T10:01", PendingState::Waiting);
    let at = danish("2023-09-18T10:01");
    let place = |step: &Step| match step {
        Step::Confirmed => 0,
        Step::SentNow => 1,
        Step::Sent => 2,
        Step::Held(_) => 3,
        Step::Refused(_) => 4,
        Step::Accepted => 5,
        Step::NotUnderstood => 6,
        Step::Undone => 7,
        Step::Discarded => 8,
        Step::Renewed(_) => 9,
        Step::Seen => 10,
        Step::Lost => 11,
        Step::Found => 12,
    };
    let all = [
        Step::Confirmed,
        Step::SentNow,
        Step::Sent,
        Step::Held(FORMER),
        Step::Refused(FORMER),
        Step::Accepted,
        Step::NotUnderstood,
        Step::Undone,
        Step::Discarded,
        Step::Renewed(CommandId(Uuid::from_u128(901))),
        Step::Seen,
        Step::Lost,
        Step::Found,
    ];
    assert!(all.iter().map(place).eq(0..all.len()));
    let steps = all.map(|step| CourseStep { at, step });
    let entry = Entry { steps: &steps, ..bare(&accepted, Some(&known)) };
    let course = outbox_entry(&entry).course;
    assert_eq!(course.len(), all.len());
    assert!(course.iter().all(|line| !line.text.da.is_empty() && !line.text.en.is_empty()));
    assert_eq!(course[3].text.da, "Holdt tilbage på denne pc med 9460");
    assert_eq!(course[9].rule.as_ref().map(|rule| rule.id.as_str()), Some("S23-1.1k"));
}

#[test]
fn what_this_version_cannot_read_still_has_a_name() {
    let mut unread = pending(900, write(A, "Hej"), "2023-09-18T10:01", PendingState::Unreadable);
    (unread.command, unread.envelope.kind) = (None, "tie_a_knot".to_owned());
    unread.envelope.number = written("nonsense");
    let view = entry(None, &unread, true);
    assert_eq!(view.title.da, "Registrering fra en nyere version");
    assert_eq!((view.number.shown.as_str(), view.number.masked), ("••••••-••••", true));
    assert_eq!(view.name.da, "Borgeren er ikke længere på denne pc");
    assert!(view.draft.is_none() && view.citizen.is_none());
}

#[test]
fn a_long_text_is_shown_by_its_first_words() {
    let known = World::of_mette().known(A);
    for (typed, shown) in [
        ("Kort".to_owned(), "Kort".to_owned()),
        ("To\nlinjer\t her".to_owned(), "To linjer her".to_owned()),
        ("æ".repeat(80), "æ".repeat(80)),
        ("æ".repeat(81), "æ".repeat(80) + "…"),
    ] {
        let waiting = pending(900, write(A, &typed), "2023-09-18T10:01", PendingState::Waiting);
        assert_eq!(entry(Some(&known), &waiting, true).summary, shown);
    }
}
