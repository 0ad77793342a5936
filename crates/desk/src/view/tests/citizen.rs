use super::*;
use crate::{
    door::{AddressView, CitizenView, HistoryGroup},
    view::{citizen, history},
};

fn of(look: &Look) -> CitizenView {
    look.see(citizen)
}

#[test]
fn the_header_says_who_and_where() {
    let view = of(&Look::at(&World::of_mette(), A));
    assert_eq!((view.name.as_str(), view.given_name.as_str(), view.age), ("Mette Øvelsen", "Mette", Some(38)));
    assert_eq!(view.birth_date.as_deref(), Some("1985-03-15"));
    let jobcentre = view.jobcentre.unwrap();
    assert_eq!((jobcentre.code.as_str(), jobcentre.name.da.as_str()), (AARHUS, "Jobcenter Aarhus"));
    assert_eq!(jobcentre.since.as_deref(), Some("2021-03-01"));
    assert_eq!(view.fund.unwrap().name.da, "A-kassen Midtvej");
    assert_eq!(view.municipality.unwrap().name.da, "Aarhus");
    assert!(matches!(view.address, AddressView::Open { town, .. } if town == "8000 Aarhus C"));
    assert!(view.opened_by_former.is_none() && view.notices.is_empty() && view.merge_report.is_empty());
    assert_eq!(view.as_of.da, "Hentet kl. 10.05");
}

#[test]
fn years_are_counted_on_the_birthday_and_not_for_the_dead() {
    for (now, age) in [("2023-03-14T12:00", 37), ("2023-03-15T12:00", 38), ("2024-03-14T12:00", 38)] {
        let mut look = Look::at(&World::of_mette(), A);
        look.now = danish(now);
        assert_eq!(of(&look).age, Some(age), "{now}");
    }
    let mut world = World::of_mette();
    world.status(A, "90", None);
    assert_eq!(of(&Look::at(&world, A)).age, None);
}

#[test]
fn offline_the_page_says_since_when() {
    let mut look = Look::at(&World::of_mette(), A);
    look.offline_since = Some(look.now);
    assert_eq!(of(&look).as_of.da, "Offline siden kl. 10.05: det kan have ændret sig siden");
    look.now = danish("2023-09-19T08:00");
    assert_eq!(of(&look).as_of.da, "Offline siden 18.09.2023 kl. 10.05: det kan have ændret sig siden");
}

#[test]
fn of_whom_no_pull_brings_the_page_says_when_they_were_looked_up() {
    let mut look = Look::at(&World::of_mette(), A);
    look.known.in_scope = false;
    assert_eq!(of(&look).as_of.da, "Slået op kl. 10.05: det kan have ændret sig siden");
}

/// S23-1.1g, S23-1.1e.
#[test]
fn a_former_number_opens_the_same_page_and_says_so() {
    let mut world = World::of_mette();
    world.change_number(A, B, "20230917");
    let view = of(&Look::at(&world, B).typed(A));
    let opened = view.opened_by_former.unwrap();
    assert_eq!((opened.typed.shown.as_str(), opened.current.shown.as_str()), ("150385-1846", "150385-1793"));
    assert_eq!(opened.rule.id, "S23-1.1g");
    let fund = view.fund.unwrap();
    assert_eq!(fund.filed_under.unwrap().shown, "150385-1846");
    assert_eq!(fund.note.unwrap().da, "Ligger på 150385-1846 (tidligere)");
    assert_eq!(fund.rule.unwrap().id, "S23-1.1e");
    assert_eq!(view.comments[0].number.as_ref().unwrap().shown, "150385-1846");
    assert!(of(&Look::at(&world, B).typed(B)).opened_by_former.is_none());
}

/// S23-1.1f.
#[test]
fn a_merge_is_reported_with_before_and_after() {
    let view = of(&Look::at(&super::masks::merged(), B));
    let told: Vec<_> = view
        .merge_report
        .iter()
        .map(|line| format!("{} {}: {} → {}", line.kind, line.what.da, line.before.da, line.after.da))
        .collect();
    assert_eq!(
        told,
        [
            "cut Jobcenter Aarhus: fra 01.03.2021 uden slutdato → fra 01.03.2021 til 31.05.2023",
            "value Navn: Mette Øvelsen → Mette Fletberg",
        ]
    );
    assert!(view.merge_report[0].rule.ours && !view.merge_report[1].rule.ours);
    assert_eq!(view.notices.len(), 1);
    assert_eq!(view.notices[0].detail.da, "1 periode er afkortet, 1 oplysning er erstattet. Se fletterapporten.");
    let bars = &view.timeline.lanes[1].periods;
    let states: Vec<_> = bars.iter().map(|bar| (bar.state.as_str(), bar.to.as_deref())).collect();
    assert_eq!(states, [("cut", Some("2023-05-31")), ("standing", None)]);
    assert!(bars[0].spoken.da.contains("Afkortet ved fletning: den var registreret fra 01.03.2021 uden slutdato."));
    let mut later = Look::at(&super::masks::merged(), B);
    later.now = danish("2023-12-18T10:00");
    assert!(of(&later).notices.is_empty(), "told of for ninety days");
}

#[test]
fn a_dropped_period_is_shown_as_dropped() {
    let mut world = World::of_mette();
    world.person(B, "Mette Øvelsen");
    world.affiliate(B, AARHUS, "2020-01-01");
    world.change_number(A, B, "20230917");
    let view = of(&Look::at(&world, B));
    assert_eq!(view.merge_report[0].kind, "dropped");
    let bars = &view.timeline.lanes[1].periods;
    assert_eq!(bars.iter().map(|bar| bar.state.as_str()).collect::<Vec<_>>(), ["standing", "dropped"]);
}

/// S23-1.3a, S23-1.3b: stays in the jobcentre, and 999 is explained.
#[test]
fn the_emigrated_stay_and_999_is_explained() {
    let mut world = World::of_mette();
    world.status(A, "80", Some("999"));
    let view = of(&Look::at(&world, A));
    let jobcentre = view.jobcentre.unwrap();
    assert_eq!(jobcentre.note.unwrap().da, "Borgeren er udrejst og bliver i Jobcenter Aarhus");
    assert_eq!(jobcentre.rule.unwrap().id, "S23-1.3a");
    let municipality = view.municipality.unwrap();
    assert_eq!(municipality.code, "999");
    assert_eq!(municipality.note.unwrap().da, "Kendt fejl i DFDG. Sidste rigtige kommune: Aarhus");
    assert_eq!(view.notices.iter().map(|one| one.rule.id.as_str()).collect::<Vec<_>>(), ["S23-1.3b"]);
}

#[test]
fn who_has_no_jobcentre_is_told_of_with_the_right_rule() {
    let mut world = World::at(EARLIER);
    world.person(A, "Mette Øvelsen");
    let view = of(&Look::at(&world, A));
    assert!(view.jobcentre.is_none() && !view.own);
    assert_eq!((view.notices[0].tone.as_str(), view.notices[0].rule.id.as_str()), ("bad", "SB-AFFILIATION"));
}

#[test]
fn protection_hides_the_address_and_tells_until_when() {
    let mut world = World::of_mette();
    world.protect(A, Protection::NameAndAddress { until: Some(day("2024-03-01")) });
    let view = of(&Look::at(&world, A));
    assert_eq!(view.address, AddressView::Protected { until: Some("2024-03-01".into()) });
    assert_eq!(view.tags[0].text.da, "Navn og adresse beskyttet til 01.03.2024");
    assert_eq!(view.notices[0].title.da, "Navn og adresse er beskyttet til 01.03.2024");
}

#[test]
fn what_waits_is_marked_as_waiting() {
    let world = World::of_mette();
    let comment = world.by(A).comments.records[0].id;
    let number = || written(A);
    let waits = |id, command| pending(id, command, "2023-09-18T10:01", PendingState::Waiting);
    let corrected = Command::CorrectComment { number: number(), comment, text: "Ringede i går.".into() };
    let withdrawn = Command::WithdrawComment { number: number(), comment };
    for (what, command, count, text, waiting) in [
        ("new", write(A, "Ny."), 2, "Ny.", "Venter på at blive sendt"),
        ("corrected", corrected, 1, "Ringede i går.", "Rettelsen venter på at blive sendt"),
        ("withdrawn", withdrawn, 1, "Ringede i dag.", "Tilbagetrækningen venter på at blive sendt"),
    ] {
        let view = of(&Look::at(&world, A).with(vec![waits(900, command)]));
        assert_eq!(view.comments.len(), count, "{what}");
        let first = &view.comments[0];
        assert_eq!((first.text.as_str(), first.by.as_str()), (text, "Line Bjerre"), "{what}");
        assert_eq!(first.waiting.as_ref().unwrap().da, waiting, "{what}");
        assert!(!first.editable, "{what}");
        assert_eq!(view.unsent.len(), 1, "{what}");
        assert_eq!(view.latest[0].state, "waiting", "{what}");
    }
    let settled = of(&Look::at(&world, A));
    assert!(settled.comments[0].waiting.is_none() && settled.comments[0].editable);
}

#[test]
fn a_new_comment_that_waits_has_the_time_it_was_written() {
    let look = Look::at(&World::of_mette(), A);
    let view = of(&look.with(vec![pending(900, write(A, "Ny."), "2023-09-18T10:01", PendingState::Waiting)]));
    assert_eq!((view.comments[0].at.as_str(), view.comments[1].at.as_str()), ("2023-09-18T10:01", "2023-09-18T09:00"));
}

#[test]
fn a_jobcentre_that_waits_stands_beside_the_one_that_counts() {
    let look = Look::at(&World::of_mette(), A);
    let command = move_to(A, FAVRSKOV, "2023-09-18");
    let view = of(&look.with(vec![pending(900, command, "2023-09-18T10:01", PendingState::Waiting)]));
    let jobcentre = view.jobcentre.unwrap();
    assert_eq!(jobcentre.code, AARHUS);
    assert_eq!(jobcentre.note.unwrap().da, "Jobcenter Favrskov venter på at blive sendt");
    let bars = &view.timeline.lanes[1].periods;
    assert_eq!(bars.iter().map(|bar| bar.state.as_str()).collect::<Vec<_>>(), ["standing", "waiting"]);
    assert!(bars[0].spoken.da.ends_with("er godkendt."), "{}", bars[0].spoken.da);
}

fn groups(look: &Look) -> Vec<HistoryGroup> {
    look.see(history).groups
}

#[test]
fn the_history_is_a_chain_of_causes_newest_first() {
    let mut world = World::of_mette();
    world.later("2023-09-18T10:30");
    world.change_number(A, B, "20230917");
    let groups = groups(&Look::at(&world, B));
    let told: Vec<_> =
        groups.iter().map(|one| (one.title.da.as_str(), one.by.da.as_str(), one.by_kind.as_str())).collect();
    assert_eq!(
        told,
        [
            ("Nyt personnummer", "CPR-registret", "register"),
            ("Medlem af a-kasse", "A-kassen Midtvej", "fund"),
            ("Kommentar", "Line Bjerre, Jobcenter Aarhus", "you"),
            ("Nyt jobcenter", "obs, Jobcenter Aarhus", "caseworker"),
            ("Ny person", "CPR-registret", "register"),
        ]
    );
    let lines: Vec<_> = groups[0].lines.iter().map(|line| (line.kind.as_str(), line.subject.da.as_str())).collect();
    assert_eq!(
        lines,
        [
            ("change", "Personnummer"),
            ("change", "Jobcentertilhørsforhold og kommentarer"),
            ("message", "Besked til alle jobcentre"),
            ("message", "Besked til A-kassen Midtvej"),
            ("not_done", "A-kassemedlemskab"),
        ]
    );
    assert_eq!(groups[0].lines[0].after.da, "150385-1793 (nuværende). Gælder fra 17.09.2023");
    assert_eq!(groups[0].written_at, None);
}

/// Written without a connection at ten, and registered when there was one: both times are told.
#[test]
fn the_time_of_writing_is_told_where_it_is_another() {
    let mut look = Look::at(&World::of_mette(), A);
    let last = look.known.journal.len() - 1;
    for (written, registered, told) in [
        ("2023-09-18T10:00", "2023-09-18T14:00", Some("2023-09-18T10:00")),
        ("2023-09-18T23:59", "2023-09-19T00:00", Some("2023-09-18T23:59")),
        ("2023-09-18T10:00", "2023-09-18T10:01", None),
        ("2023-09-18T10:00", "2023-09-18T10:00", None),
    ] {
        let line = &mut look.known.journal[last];
        (line.written_at, line.at) = (danish(written), danish(registered));
        let command = line.command.to_string();
        let group = groups(&look).into_iter().find(|group| group.command == command).unwrap();
        assert_eq!((group.at.as_str(), group.written_at.as_deref()), (registered, told));
    }
}

#[test]
fn commands_of_the_outbox_stand_in_the_history_too() {
    let refusal = Refusal { code: domain::RefusalCode::FormerNumber, rule: RuleId::S23_1_1h };
    let at = danish("2023-09-18T10:04");
    for (state, shown) in [
        (PendingState::Resting { until: at }, Some("waiting")),
        (PendingState::Waiting, Some("waiting")),
        (PendingState::Sent, Some("waiting")),
        (PendingState::Held(refusal), Some("waiting")),
        (PendingState::Unreadable, Some("waiting")),
        (PendingState::Refused { refusal, at }, Some("refused")),
        (PendingState::Discarded { reason: "Ikke aktuel".into(), at }, Some("discarded")),
        (PendingState::Accepted { at, went: Went::AsShown }, Some("accepted")),
        (PendingState::Lost { accepted_at: at, at }, Some("lost")),
        (PendingState::Undone { at }, None),
    ] {
        let mut look = Look::at(&World::of_mette(), A);
        look.pending = vec![pending(900, write(A, "Ny."), "2023-09-18T10:01", state.clone())];
        let groups = groups(&look);
        let first = &groups[0];
        let is_it = first.command == CommandId(Uuid::from_u128(900)).to_string();
        assert_eq!(is_it.then_some(first.state.as_str()), shown, "{state:?}");
        if is_it {
            assert!(!first.lines[0].after.da.is_empty() && !first.lines[0].after.en.is_empty(), "{state:?}");
            assert_eq!(first.lines[0].area, "comments");
        }
    }
}

#[test]
fn a_command_in_the_journal_is_told_once() {
    let mut world = World::of_mette();
    let id = world.run(&line(), write(A, "Godkendt."));
    let mut look = Look::at(&world, A);
    let state = PendingState::Accepted { at: look.now, went: Went::AsShown };
    look.pending = vec![pending(id.0.as_u128(), write(A, "Godkendt."), "2023-09-18T10:01", state)];
    let told = groups(&look).into_iter().filter(|one| one.command == id.to_string()).count();
    assert_eq!(told, 1);
}
