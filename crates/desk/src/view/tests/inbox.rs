use domain::PersonId;
use exchange::{Concern, InboxMessage, KeptMark, Mark, MarkKind, MessageId};
use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::door::{Asks, CitizenPart, MessageAction, MessageView};

/// The messages to every jobcentre that a world's changes of number have made.
pub(super) fn messages(world: &World, concern: Concern) -> Vec<InboxMessage> {
    let of_every_jobcentre = world.journal.iter().filter_map(|line| match &line.entry {
        JournalEntry::Message { to: domain::Audience::EveryJobcentre, body } => Some(InboxMessage {
            id: MessageId { command: line.command, nth: 0 },
            sequence: line.sequence,
            at: line.at,
            subject: line.subject,
            concern,
            message: json!({ "subject": line.subject, "rules": line.rules, "to": "every_jobcentre", "body": body }),
        }),
        _ => None,
    });
    of_every_jobcentre.collect()
}

/// As a caseworker in Aarhus reads it.
pub(super) fn read(messages: &[InboxMessage], known: Option<&Known>, today: NaiveDate) -> MessageView {
    read_after(messages, known, today, &Handled::default())
}

fn read_after(messages: &[InboxMessage], known: Option<&Known>, today: NaiveDate, handled: &Handled) -> MessageView {
    let here = known.filter(|known| known.in_scope).map(|known| (&known.person, known.journal.as_slice()));
    let whose = Whose::of(here, messages[0].concern, (AARHUS.parse().unwrap(), true), today);
    message(&Received { messages, whose, handled, names: &names(), today })
}

/// Mette has another number, and nothing is lost.
fn changed() -> World {
    let mut world = World::of_mette();
    world.change_number(A, B, "20230917");
    world
}

/// Two persons of Aarhus and Favrskov were one, and Favrskov's period gives way to Aarhus'.
fn merged() -> World {
    let mut world = super::masks::merged();
    world.now = danish("2023-09-18T10:05");
    world
}

/// What the reader is asked for, and what the one action is.
#[test]
fn each_message_stands_in_the_group_that_it_belongs_to() {
    type Case = (&'static str, (Vec<InboxMessage>, Known), bool, Asks, &'static str, &'static str);
    let of = |world: &World, number: &str, concern| (messages(world, concern), world.known(number));
    let mut moved_away = changed();
    moved_away.affiliate(B, FAVRSKOV, "2023-09-18");
    let mut nobodys = World::at(EARLIER);
    nobodys.person(A, "Nora Ingensteds");
    nobodys.change_number(A, B, "20230917");
    let mut dead = World::at(EARLIER);
    dead.person(A, "Dorthe Død");
    dead.status(A, "90", None);
    dead.change_number(A, B, "20230917");
    let (open, report, seen) = ("overview", "merge_report", "mark_as_seen");

    let cases: [Case; 10] = [
        ("ours, nothing lost", of(&changed(), B, Concern::Ours), true, Asks::Notice, open, "S23-1.1c"),
        ("ours, came later", of(&changed(), B, Concern::Others), true, Asks::Notice, open, "S23-1.1c"),
        ("ours, merged with losses", of(&merged(), B, Concern::Ours), true, Asks::Action, report, "S23-1.1f"),
        ("the same, the other had them", of(&merged(), B, Concern::Others), true, Asks::Action, report, "S23-1.1f"),
        ("here, and nobody's", of(&nobodys, B, Concern::Others), true, Asks::Action, open, "S23-1.1f"),
        ("the dead need no jobcentre", of(&dead, B, Concern::Others), true, Asks::Notice, open, "S23-1.1c"),
        ("were ours, not here", of(&changed(), B, Concern::Ours), false, Asks::Notice, seen, "S23-1.1j"),
        ("were ours, moved, still here", of(&moved_away, B, Concern::Ours), true, Asks::Notice, seen, "S23-1.1j"),
        ("another's, looked up here", of(&changed(), B, Concern::Others), false, Asks::Nothing, seen, "S23-1.1j"),
        ("another's, still here", of(&moved_away, B, Concern::Others), true, Asks::Nothing, seen, "S23-1.1j"),
    ];
    for (what, (messages, mut known), in_scope, asks, action, rule) in cases {
        known.in_scope = in_scope;
        let view = read(&messages[..1], Some(&known), day("2023-09-18"));
        assert_eq!((view.asks, action_of(&view)), (asks, action), "{what}");
        assert_eq!(view.why_here.rules[0].id, rule, "{what}");
        assert_eq!(view.why_sent.rules[0].id, "S23-1.1j", "{what}");
        let is_ours = matches!(view.action, MessageAction::OpenCitizen { .. });
        assert_eq!(view.line.citizen.is_some(), is_ours, "{what}: nobody else's citizen is named");
        assert_eq!(view.line.name.da.contains("borger"), !is_ours, "{what}: {}", view.line.name.da);
    }
}

/// A desk that does not keep all of the jobcentre's citizens does not know whose one is who is not here.
#[test]
fn whom_the_desk_does_not_keep_it_says_nothing_false_of() {
    let own = AARHUS.parse().unwrap();
    for (concern, keeps_everybody, name, asks, action) in [
        (Concern::Ours, true, "Ikke længere jeres borger", Asks::Notice, "mark_as_seen"),
        (Concern::Ours, false, "Ikke på denne pc", Asks::Action, "look_up"),
        (Concern::Others, true, "Ikke jeres borger", Asks::Nothing, "mark_as_seen"),
        (Concern::Others, false, "Ikke jeres borger", Asks::Nothing, "mark_as_seen"),
    ] {
        let (messages, today) = (messages(&changed(), concern), day("2023-09-18"));
        let whose = Whose::of(None, concern, (own, keeps_everybody), today);
        let handled = Handled::default();
        let view = message(&Received { messages: &messages[..1], whose, handled: &handled, names: &names(), today });
        assert_eq!(view.line.name.da, name);
        assert_eq!((view.line.citizen.is_none(), view.asks, action_of(&view)), (true, asks, action), "{name}");
    }
}

fn action_of(view: &MessageView) -> &'static str {
    match view.action {
        MessageAction::OpenCitizen { at: CitizenPart::Overview, .. } => "overview",
        MessageAction::OpenCitizen { at: CitizenPart::Bookings, .. } => "bookings",
        MessageAction::OpenCitizen { at: CitizenPart::MergeReport, .. } => "merge_report",
        MessageAction::LookUp { .. } => "look_up",
        MessageAction::MarkAsSeen { .. } => "mark_as_seen",
    }
}

/// A period that stands again is no loss any more: the merge report is what counts.
#[test]
fn what_stands_again_asks_for_nothing() {
    let world = merged();
    let mut known = world.known(B);
    for record in &mut known.person.affiliations.records {
        record.standing = domain::person::Standing::InFull;
    }
    known.person.basic_data.0.retain(|(number, _)| *number == number_of(B));
    let view = read(&messages(&world, Concern::Ours)[..1], Some(&known), day("2023-09-18"));
    assert_eq!(view.asks, Asks::Notice);
}

#[test]
fn a_message_says_its_numbers_and_whose_day_it_is() {
    let world = changed();
    let known = world.known(B);
    let view = read(&messages(&world, Concern::Ours), Some(&known), day("2023-09-18"));
    assert_eq!((view.line.kind.as_str(), view.line.title.da.as_str()), ("GetCprChanged", "Nyt personnummer"));
    assert_eq!((view.line.name.da.as_str(), view.line.at.as_str()), ("Mette Øvelsen", "2023-09-18T10:05"));
    let numbers: Vec<_> = view.facts.iter().filter_map(|fact| fact.number.as_ref()).map(|one| one.which).collect();
    assert_eq!(numbers, [1, 0], "the former one and the current one, to be asked for in full");
    let day_of = |view: &MessageView| {
        let fact = view.facts.last().unwrap();
        (fact.value.clone().unwrap().da, fact.note.clone().unwrap().da, fact.rule.clone().unwrap().id)
    };
    assert_eq!(day_of(&view), ("17.09.2023".into(), "CPR's egen dato.".into(), "S23-1.2b".into()));

    let mut unread = World::of_mette();
    unread.change_number(A, B, "i går");
    let view = read(&messages(&unread, Concern::Others), None, day("2023-09-18"));
    assert_eq!((day_of(&view).0, day_of(&view).1.contains("DFDG fik besked")), ("18.09.2023".into(), true));
    assert!(view.facts.iter().filter_map(|fact| fact.number.as_ref()).all(|one| one.masked && one.which == 0));
}

#[test]
fn what_is_received_twice_is_one_line_with_both_times() {
    let world = changed();
    let first = messages(&world, Concern::Ours).remove(0);
    let again = InboxMessage {
        id: MessageId { command: CommandId(Uuid::from_u128(77)), nth: 0 },
        at: danish("2023-09-18T11:30"),
        ..first.clone()
    };
    assert_eq!(first.content(), again.content());
    let view = read(&[first, again], Some(&world.known(B)), day("2023-09-18"));
    assert_eq!(view.line.times, 2);
    assert_eq!(view.received, ["2023-09-18T11:30", "2023-09-18T10:05"]);
}

/// Kinds of a later backend: kept, shown, and pressing unless they are everybody's about somebody else.
#[test]
fn a_kind_of_a_later_version_is_shown_as_such() {
    let later = |to: serde_json::Value, concern| InboxMessage {
        id: MessageId { command: CommandId(Uuid::from_u128(9)), nth: 0 },
        sequence: 9,
        at: danish("2023-09-18T10:05"),
        subject: PersonId(Uuid::from_u128(1)),
        concern,
        message: json!({ "subject": Uuid::from_u128(1), "to": to, "body": { "GetMoonPhase": { "phase": 3 } } }),
    };
    let cases = [
        ("to all, another's", later(json!("every_jobcentre"), Concern::Others), Asks::Nothing),
        ("to all, ours then", later(json!("every_jobcentre"), Concern::Ours), Asks::Action),
        ("to us alone", later(json!({ "jobcentre": "75100" }), Concern::Others), Asks::Action),
    ];
    for (what, message, asks) in cases {
        let view = read(&[message], None, day("2023-09-18"));
        assert_eq!(view.asks, asks, "{what}");
        assert!(view.line.title.da.contains("kræver en nyere udgave"), "{what}");
        assert_eq!(
            (view.line.kind.as_str(), view.facts[0].value.clone().unwrap().da.as_str()),
            ("GetMoonPhase", "GetMoonPhase")
        );
        assert!(matches!(view.action, MessageAction::MarkAsSeen { .. }), "{what}");
    }
}

#[test]
fn the_list_says_how_old_it_is() {
    let (today, at) = (day("2023-09-18"), danish("2023-09-18T10:05"));
    assert_eq!(inbox_as_of(None, Some(at), today).da, "Indbakken er ikke hentet endnu.");
    assert_eq!(inbox_as_of(Some(at), None, today).da, "Hentet kl. 10.05.");
    let offline = inbox_as_of(Some(at), Some(danish("2023-09-18T10:06")), day("2023-09-19")).da;
    assert_eq!(offline, "Offline. Listen er, som den var 18.09.2023 kl. 10.05; der kan være kommet mere siden.");
}

fn mark(id: u128, what: MarkKind) -> Mark {
    let message = MessageId { command: CommandId(Uuid::from_u128(1)), nth: 0 };
    Mark { id: Uuid::from_u128(id), message, what, at: danish("2023-09-18T10:05") }
}

fn kept(position: u64, by: &str, what: MarkKind) -> KeptMark {
    KeptMark { position, by: CaseworkerId(by.into()), mark: mark(u128::from(position), what) }
}

#[test]
fn the_first_to_open_stays_and_done_can_be_taken_back() {
    use MarkKind::{Done, Opened, TakenBack};
    let me = CaseworkerId("lbj".into());
    let by = |kept: &[KeptMark], waiting: &[Mark]| {
        let handled = Handled::by(kept, waiting, &me);
        let name = |trace: Option<Trace>| trace.map(|trace| (trace.by.0, trace.waits));
        (name(handled.opened), name(handled.done))
    };
    let who = |name: &str, waits| Some((name.to_owned(), waits));
    let (anna, bo) = (kept(1, "anna", Opened), kept(2, "bo", Opened));
    assert_eq!(by(&[anna.clone(), bo], &[mark(9, Opened)]), (who("anna", false), None));
    let done = [anna.clone(), kept(3, "bo", Done), kept(4, "anna", Done)];
    assert_eq!(by(&done, &[]).1, who("bo", false), "who finished it first");
    assert_eq!(by(&done, &[mark(9, TakenBack)]).1, None);
    assert_eq!(by(&done, &[mark(9, TakenBack), mark(10, Done)]).1, who("lbj", true));
    assert_eq!(by(&[anna], &[mark(1, Opened)]), (who("anna", false), None), "come back already");
    assert_eq!(by(&[], &[]), (None, None));
}

proptest! {
    /// What waits here and what has come back of it, in any cut: the same is shown as when all of it has come back.
    #[test]
    fn a_mark_counts_the_same_before_and_after_it_has_come_back(
        what in prop::collection::vec(prop::sample::select(vec![MarkKind::Opened, MarkKind::Done, MarkKind::TakenBack]), 0..8),
        back in 0..8_usize,
    ) {
        let me = CaseworkerId("lbj".into());
        let all: Vec<KeptMark> = (1..).zip(&what).map(|(position, what)| kept(position, "lbj", *what)).collect();
        let waiting: Vec<Mark> = all.iter().map(|kept| kept.mark).collect();
        let settled = Handled::by(&all, &[], &me);
        let shown = Handled::by(&all[..back.min(all.len())], &waiting, &me);
        let who = |trace: &Option<Trace>| trace.as_ref().map(|trace| (trace.by.clone(), trace.at));
        prop_assert_eq!((who(&shown.opened), who(&shown.done)), (who(&settled.opened), who(&settled.done)));
    }
}
