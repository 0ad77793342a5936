//! The outer world of an exercise: real commands of real actors, a clock that goes forward, and nothing of it in earnest.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

use std::collections::BTreeMap;
use std::sync::Arc;

use backend::{Bundled, exercise::ExerciseClock};
use desk::door::*;
use desk::{Caseworker, Desk, OuterWorld};
use domain::{Actor, CprNumber, PersonId};
use exchange::Clock;
use sealed::Key;
use tempfile::TempDir;

const METTE: &str = "150385-1234";
const METTE_NOW: &str = "150385-1482";
const FREE: &str = "080274-2213";

struct Stage {
    desk: Desk,
    bundled: Bundled,
    clock: Arc<ExerciseClock>,
    _folder: TempDir,
}

fn stage() -> Stage {
    let folder = tempfile::tempdir().unwrap();
    let exercise = exercise::load();
    let clock = Arc::new(ExerciseClock::open(folder.path(), exercise.start).unwrap());
    let key = sealed::header::exercise_key(folder.path()).unwrap();
    let bundled = Bundled::open(folder.path(), &key, reference::lists(), clock.clone()).unwrap();
    exercise::seed(&bundled, exercise.life()).unwrap();
    let line = bundled.connect(exercise.who.clone());
    let desk = Desk::open_exercise(&folder.path().join("desk"), line, line_bjerre(), clock.clone(), |_| {}).unwrap();
    desk.settle();
    desk.play(OuterWorld { backend: bundled.clone(), clock: clock.clone(), start: exercise.start });
    Stage { desk, bundled, clock, _folder: folder }
}

fn line_bjerre() -> Caseworker {
    let Actor::Caseworker { caseworker: id, jobcentre } = exercise::load().who.clone() else { panic!() };
    Caseworker { id, name: exercise::load().caseworker.to_owned(), jobcentre }
}

impl Stage {
    fn world(&self, about: About) -> OuterWorldView {
        self.desk.outer_world(OuterWorldAsk { about: Some(about) }).unwrap()
    }

    fn citizen(&self, typed: &str) -> OuterCitizen {
        self.world(About::Typed(typed.to_owned())).citizen.unwrap()
    }

    fn at_the_desk(&self, number: &str) -> CitizenView {
        let by = OpenBy::Number(number.to_owned());
        match self.desk.open(OpenCitizen { by, purpose: None }).unwrap() {
            OpenAnswer::Citizen { citizen } => *citizen,
            other => panic!("{other:?}"),
        }
    }
}

fn act(citizen: &OuterCitizen, (role, act): (&str, &str), typed: &[(&str, &str)]) -> OuterAct {
    OuterAct {
        citizen: citizen.citizen.clone(),
        under: 0,
        role: role.to_owned(),
        which: if role == "fund" { "90".to_owned() } else { String::new() },
        act: act.to_owned(),
        typed: typed.iter().map(|(field, said)| ((*field).to_owned(), (*said).to_owned())).collect(),
        booking: None,
    }
}

fn at(day: &str, from: &str) -> BookingFields {
    BookingFields {
        conversation_type: "7".to_owned(),
        form: "1".to_owned(),
        day: day.to_owned(),
        from: from.to_owned(),
        until: "45".to_owned(),
        can_cancel: true,
        ..BookingFields::default()
    }
}

fn is_accepted(acted: &Acted) -> bool {
    matches!(acted.verdict, ActVerdict::Accepted { .. })
}

fn refused(acted: &Acted) -> &str {
    match &acted.verdict {
        ActVerdict::Refused { refusal } => &refusal.code,
        ActVerdict::Accepted { .. } => panic!("it was accepted"),
    }
}

fn asked(error: DeskError) -> String {
    let DeskError::Asked { text } = error else { panic!("{error:?}") };
    text.da
}

/// S23-1.1h: the change is there at the desk when the answer is, and the old number is refused from then on.
#[test]
fn a_change_of_number_is_fetched_and_the_old_number_is_refused_with_9460() {
    let stage = stage();
    let mette = stage.citizen(METTE);
    let change = act(&mette, ("cpr", "change_number"), &[("new", FREE), ("event_date", "d")]);
    let acted = stage.desk.act(change).unwrap();
    assert!(is_accepted(&acted), "{acted:?}");
    assert_eq!(acted.citizen.numbers[0].shown, FREE);
    let at_the_desk = stage.at_the_desk(METTE);
    assert_eq!(at_the_desk.numbers.iter().find(|number| number.current).unwrap().shown, FREE);
    let history = stage.desk.history(CitizenRef { citizen: at_the_desk.citizen }).unwrap();
    assert!(serde_json::to_string(&history).unwrap().contains("CPR-registret"), "the register's own command");

    let old = OuterAct { under: 1, ..act(&acted.citizen, ("fund", "start_membership"), &[("from", "d")]) };
    assert_eq!(acted.citizen.numbers[1].shown, METTE_NOW);
    assert_eq!(refused(&stage.desk.act(old).unwrap()), "9460");
}

/// Every row: its form can be filled in, is read as the command that it is called, and is decided.
#[test]
fn every_act_of_every_role_reaches_the_rules() {
    let stage = stage();
    let mette = stage.citizen(METTE);
    let booked = OuterAct { booking: Some(at("+2", "10")), ..act(&mette, ("jobnet", "make_booking"), &[]) };
    let mette = stage.desk.act(booked).unwrap().citizen;
    let roles = stage.desk.outer_world(OuterWorldAsk { about: None }).unwrap().roles;
    assert_eq!(
        roles.iter().map(|role| role.role.as_str()).collect::<Vec<_>>(),
        ["fund", "cpr", "jobnet", "case_system"]
    );
    let mut decided = 0;
    for (role, one) in roles.iter().flat_map(|role| role.acts.iter().map(move |one| (role, one))) {
        let empty = act(&mette, (&role.role, &one.act), &[]);
        assert!(!asked(stage.desk.act(empty.clone()).unwrap_err()).is_empty(), "something is asked for in {}", one.act);
        let mut typed = BTreeMap::new();
        for field in &one.fields {
            let said = match &field.input {
                FieldInput::Text => "Nyt".to_owned(),
                FieldInput::Digits if field.field == "new" => FREE.to_owned(),
                FieldInput::Digits => "8000".to_owned(),
                FieldInput::Day => "d".to_owned(),
                FieldInput::Time => "11".to_owned(),
                FieldInput::Choice { choices, .. } => choices.last().unwrap().id.clone(),
                FieldInput::Booking => mette.bookings[0].booking.clone(),
                FieldInput::BookingFields => continue,
            };
            typed.insert(field.field.clone(), said);
        }
        let acted = stage.desk.act(OuterAct { typed, booking: Some(at("+3", "9")), ..empty }).unwrap();
        assert_eq!(acted.title, one.title);
        decided += 1;
    }
    assert_eq!(decided, 14);
}

/// SB-DOUBLE-BOOKING, SB-BOOKING: the fund's booking is another's at the desk, beside the caseworker's own.
#[test]
fn a_fund_books_its_member_and_the_desk_shows_it_as_double() {
    let stage = stage();
    let mette = stage.citizen(METTE);
    let book = |fields| OuterAct { booking: Some(fields), ..act(&mette, ("fund", "make_booking"), &[]) };
    assert!(asked(stage.desk.act(book(BookingFields::default())).unwrap_err()).contains("samtaletype"));
    let alone = stage.desk.act(book(at("+2", "10"))).unwrap();
    assert_eq!(refused(&alone), "90006", "she is no member");
    let join = act(&mette, ("fund", "start_membership"), &[("from", "d")]);
    assert!(is_accepted(&stage.desk.act(join).unwrap()));
    assert!(is_accepted(&stage.desk.act(book(at("+2", "10"))).unwrap()));
    let facts = stage.citizen(METTE).facts;
    let reading = facts.iter().find(|fact| fact.label.da == "A-kassen Midtvej kan læse").unwrap();
    let lines: Vec<&str> = reading.lines.iter().map(|line| line.da.as_str()).collect();
    assert_eq!(lines, ["Jobsamtale onsdag 20.09.2023 kl. 10.00–10.45"], "SB-FUND-READS: its own booking");

    let citizen = stage.at_the_desk(METTE).citizen;
    let form = DraftForm::MakeBooking { fields: BookingFields { conversation_type: "8".into(), ..at("+2", "10.15") } };
    let draft = Draft { citizen: citizen.clone(), form };
    let Preview::Accepted { effects, .. } = stage.desk.preview(draft).unwrap() else { panic!("it is refused") };
    let told = serde_json::to_string(&effects).unwrap();
    assert!(told.contains("A-kassen Midtvej"), "{told}");
    let [booking] = &stage.at_the_desk(METTE).bookings[..] else { panic!("one booking") };
    assert_eq!((booking.meeting.is_ours, booking.meeting.caseworker.as_deref()), (false, None));
}

#[test]
fn what_the_citizen_booked_on_jobnet_is_moved_and_cancelled_there() {
    let stage = stage();
    let mette = stage.citizen(METTE);
    let fields = BookingFields { can_rebook: true, rebook_until: "+2".into(), ..at("+2", "10") };
    let booked = OuterAct { booking: Some(fields), ..act(&mette, ("jobnet", "make_booking"), &[]) };
    let citizen = stage.desk.act(booked).unwrap().citizen;
    let record = citizen.bookings[0].booking.clone();
    let moved = [("booking", &*record), ("day", "+3"), ("at", "13")];
    let citizen = stage.desk.act(act(&citizen, ("jobnet", "change_booking"), &moved)).unwrap().citizen;
    assert!(citizen.bookings[0].text.da.contains("21.09.2023 kl. 13.00–13.45"), "{:?}", citizen.bookings);
    let cancelled = stage.desk.act(act(&citizen, ("jobnet", "cancel_booking"), &[("booking", &record)])).unwrap();
    assert!(is_accepted(&cancelled) && cancelled.citizen.bookings.is_empty());
    assert_eq!(stage.at_the_desk(METTE).bookings[0].meeting.state, "cancelled");
}

#[test]
fn nobody_gets_a_number_that_could_be_a_real_persons() {
    let stage = stage();
    let mette = stage.citizen(METTE);
    let could_be_real = (0..10_000).map(|last| format!("080274{last:04}"));
    let could_be_real = could_be_real.filter(|digits| digits.parse::<CprNumber>().is_ok_and(|one| one.could_be_real()));
    for number in could_be_real.take(3) {
        let change = act(&mette, ("cpr", "change_number"), &[("new", &number), ("event_date", "d")]);
        assert!(asked(stage.desk.act(change).unwrap_err()).contains("rigtigt menneske"));
    }
    let nonsense = act(&mette, ("cpr", "change_number"), &[("new", "123"), ("event_date", "d")]);
    assert_eq!(refused(&stage.desk.act(nonsense).unwrap()), "1001");
}

/// The outer world knows everybody, by number; the desk's own by name. It notes no look at anybody.
#[test]
fn a_citizen_is_chosen_by_number_or_by_name() {
    let stage = stage();
    let mette = stage.citizen(METTE);
    assert_eq!(stage.citizen(METTE_NOW), mette);
    assert_eq!(stage.citizen("mette øvelsen"), mette);
    assert_eq!(stage.world(About::Citizen(mette.citizen.clone())).citizen, Some(mette));
    let another = exercise::load().citizens.iter().find(|one| one.file.contains("andet-jobcenter")).unwrap();
    assert!(!stage.citizen(&another.to_try[0].typed).facts.is_empty(), "of another jobcentre");
    let nobody = stage.world(About::Typed("121212-1212".to_owned()));
    assert!(nobody.citizen.is_none() && nobody.note.unwrap().da.contains("Ingen"));
    assert!(stage.world(About::Typed("øv".to_owned())).hits.len() > 1);
    assert_eq!(stage.desk.session(Nothing {}).unwrap().recent, [], "nobody was opened");
}

#[test]
fn the_clock_goes_forward_for_everybody_and_never_back() {
    let stage = stage();
    let session = |to| stage.desk.move_clock(to).unwrap();
    assert_eq!(session(MoveClock::Hour).time, "11.05");
    let citizen = stage.at_the_desk(METTE).citizen;
    let is_refused = || {
        let form = DraftForm::MakeBooking { fields: at("18.09.2023", "15") };
        matches!(stage.desk.preview(Draft { citizen: citizen.clone(), form }).unwrap(), Preview::Refused { .. })
    };
    assert!(!is_refused());
    assert_eq!(session(MoveClock::Day).today, "2023-09-19");
    assert!(is_refused(), "the checks of the desk go by the same clock");
    assert_eq!(session(MoveClock::Week).today, "2023-09-26");
    let to = |day: &str, time: &str| MoveClock::To { day: day.into(), time: time.into() };
    let midnight = session(to("d", "23.59"));
    assert_eq!((midnight.today.as_str(), midnight.time.as_str()), ("2023-09-26", "23.59"));
    let stood = stage.clock.now();
    assert!(asked(stage.desk.move_clock(to("18.09.2023", "10")).unwrap_err()).contains("kun frem"));
    assert!(asked(stage.desk.move_clock(to("31.02", "10")).unwrap_err()).contains("februar"));
    assert!(stage.clock.now() >= stood);
    // 14 days without contact are not 14 days in which the clock was moved.
    assert!(session(to("+400", "9")).citizens > 0);
}

/// Not even where somebody gives it one.
#[test]
fn a_desk_of_real_citizens_has_no_outer_world() {
    let stage = stage();
    let folder = tempfile::tempdir().unwrap();
    let line = Box::new(stage.bundled.connect(exercise::load().who.clone()));
    let key = Key::from_bytes([7; 32]);
    let live = Desk::open_live(folder.path(), &key, line, line_bjerre(), stage.clock.clone(), |_| {}).unwrap();
    live.settle();
    live.play(OuterWorld { backend: stage.bundled.clone(), clock: stage.clock.clone(), start: exercise::load().start });
    let (before, mette) = (stage.clock.now(), stage.citizen(METTE));
    let change = act(&mette, ("cpr", "change_number"), &[("new", FREE), ("event_date", "d")]);
    for refused in [
        live.outer_world(OuterWorldAsk { about: None }).map(drop),
        live.act(change).map(drop),
        live.move_clock(MoveClock::Week).map(drop),
    ] {
        assert!(asked(refused.unwrap_err()).contains("kun spilles i en øvelse"));
    }
    assert!((stage.clock.now() - before).num_minutes() < 5);
    assert_eq!(stage.citizen(METTE), mette);
    assert!(mette.citizen.parse().map(PersonId).is_ok());
}

/// SB-FUND-READS: a trainer sees what each fund can read, also of one who has left it, until 120 days are over.
#[test]
fn what_a_fund_can_read_is_told() {
    let stage = stage();
    let reading = || {
        let facts = stage.citizen("180361-0148").facts;
        facts.into_iter().find(|fact| fact.label.da.ends_with("kan læse")).unwrap()
    };
    let told = || reading().value.da;
    assert_eq!(told(), "0 indkaldelser, 0 afholdte samtaler", "it ended yesterday");
    stage.desk.move_clock(MoveClock::To { day: "15.01.2024".to_owned(), time: "10".to_owned() }).unwrap();
    assert_eq!(told(), "0 indkaldelser, 0 afholdte samtaler", "120 days after the last day");
    stage.desk.move_clock(MoveClock::Day).unwrap();
    assert!(told().starts_with("Intet"), "{}", told());
}
