//! Known trouble in sentences.

use chrono::TimeDelta;
use sealed::FileTrouble;

use super::*;
use crate::{
    Silence,
    door::{Text, TroubleAction},
    view::{Behind, Clocks, Facts, Left, Link, LogState, Restored, checked, leaving, troubles},
};

fn all_well() -> Facts {
    let now = danish("2023-09-18T10:05");
    Facts {
        now,
        today: danish_day(now),
        synced_at: Some(danish("2023-09-18T10:04")),
        link: Link::Answers,
        waiting: 0,
        waiting_since: None,
        unreadable: 0,
        lost: 0,
        restored: None,
        clocks: Clocks::GoRight,
        log: LogState::HandedIn,
        file: None,
        opening: Vec::new(),
        expiry: None,
        fetched: None,
        unread_citizens: 0,
    }
}

#[test]
fn where_all_is_well_nothing_is_said_but_what_was_looked_at() {
    let facts = all_well();
    assert!(troubles(&facts).is_empty());
    let said = checked(&facts);
    assert!(said.da.contains("10.05") && said.da.contains("10.04"), "{said:?}");
    assert!(checked(&Facts { synced_at: None, ..facts }).da.contains("ikke hentet noget"));
    let on_its_way = Facts { waiting: 3, ..all_well() };
    assert!(troubles(&on_its_way).is_empty(), "what has just been written is no trouble");
}

#[test]
fn each_trouble_says_what_since_when_and_what_can_be_done() {
    use TroubleAction::{GoOnline, SeeUnsent, TryNow};
    let since = danish("2023-09-18T08:15");
    let silent = |why| Facts { link: Link::Silent { since, why }, ..all_well() };
    let file = |trouble| Facts { file: Some((since, trouble)), ..all_well() };
    let restored = |is_asking| Facts { restored: Some(Restored { at: since, is_asking }), ..all_well() };
    let clocks = |clocks| Facts { clocks, ..all_well() };
    let waits = |n, link| Facts { waiting: n, waiting_since: Some(since), link, ..all_well() };
    let lost = |n| Facts { lost: n, ..restored(false) };
    let off = Link::SwitchedOff { since: Some(since) };
    let (dated, undated) = (Some("2023-09-18T08:15"), None);
    for (facts, kind, tone, says, from, action) in [
        (silent(Silence::Unreachable), "offline", "warn", "ingen forbindelse", dated, Some(TryNow)),
        (silent(Silence::OutOfOrder), "out_of_order", "warn", "i uorden", dated, Some(TryNow)),
        (silent(Silence::Protocol(7)), "protocol", "bad", "passer ikke sammen", dated, None),
        (Facts { link: off, ..all_well() }, "switched_off", "warn", "slået forbindelsen fra", dated, Some(GoOnline)),
        (waits(1, Link::Answers), "waiting", "warn", "1 registrering venter", dated, Some(SeeUnsent)),
        (waits(12, Link::Answers), "waiting", "warn", "12 registreringer venter", dated, Some(SeeUnsent)),
        (restored(true), "restored", "warn", "genskabt fra en sikkerhedskopi", dated, None),
        (restored(false), "restored", "warn", "genskabt fra en sikkerhedskopi", dated, None),
        (lost(1), "lost", "bad", "mistet 1 godkendt", dated, Some(SeeUnsent)),
        (lost(4), "lost", "bad", "mistet 4 godkendte", dated, Some(SeeUnsent)),
        (
            clocks(Clocks::SetBack { by: TimeDelta::minutes(90) }),
            "clock_set_back",
            "warn",
            "1 time tilbage",
            undated,
            None,
        ),
        (clocks(Clocks::Differ { ahead: TimeDelta::minutes(6) }), "clock", "warn", "6 minutter foran", undated, None),
        (clocks(Clocks::Differ { ahead: TimeDelta::hours(-49) }), "clock", "warn", "2 dage bagud", undated, None),
        (Facts { log: LogState::Waits { since }, ..all_well() }, "log_waits", "warn", "ikke afleveret", dated, None),
        (Facts { log: LogState::Broken, ..all_well() }, "log_broken", "bad", "kæde er brudt", undated, None),
        (file(FileTrouble::DiskFull), "file", "bad", "Disken er fuld", dated, None),
        (file(FileTrouble::ReadOnly), "file", "bad", "må ikke skrive", dated, None),
        (file(FileTrouble::Damaged), "file", "bad", "beskadiget", dated, None),
        (file(FileTrouble::Other), "file", "bad", "kan ikke skrives", dated, None),
        (Facts { unread_citizens: 1, ..all_well() }, "citizens_unread", "warn", "1 borger har", undated, None),
        (Facts { unread_citizens: 3, ..all_well() }, "citizens_unread", "warn", "3 borgere har", undated, None),
        (
            Facts { unreadable: 2, ..all_well() },
            "commands_unread",
            "warn",
            "2 registreringer",
            undated,
            Some(SeeUnsent),
        ),
        (
            Facts { expiry: Some(Text::new("Om fire dage.", "In four days.")), ..all_well() },
            "expiry",
            "warn",
            "længe siden",
            undated,
            Some(TryNow),
        ),
        (Facts { fetched: Some(500), ..all_well() }, "fetching", "info", "500 indtil nu", undated, None),
        (
            Facts { opening: vec![Text::new("Lagt til side.", "Set aside.")], ..all_well() },
            "opening",
            "warn",
            "da Sagsbord blev åbnet",
            undated,
            None,
        ),
    ] {
        let told = troubles(&facts);
        let one = told.iter().find(|one| one.kind == kind).unwrap_or_else(|| panic!("{kind} is not told: {told:?}"));
        assert_eq!((one.tone.as_str(), one.since.as_deref(), one.action), (tone, from, action), "{kind}");
        assert!(one.what.da.contains(says), "{kind}: {:?}", one.what);
        for text in [&one.what.en, &one.means.da, &one.means.en] {
            assert!(text.len() > 8, "{kind}: {one:?}");
        }
    }
}

#[test]
fn the_worst_comes_first() {
    let since = danish("2023-09-18T08:15");
    let facts = Facts {
        fetched: Some(1),
        link: Link::Silent { since, why: Silence::Unreachable },
        file: Some((since, FileTrouble::DiskFull)),
        lost: 1,
        ..all_well()
    };
    let kinds: Vec<String> = troubles(&facts).into_iter().map(|one| one.kind).collect();
    assert_eq!(kinds, ["file", "lost", "offline", "fetching"]);
}

fn so_many(count: u32) -> Behind {
    Behind { count, ..Behind::default() }
}

#[test]
fn leaving_says_what_is_left_behind_and_that_nothing_is_lost() {
    let none = Left { online: true, ..Left::default() };
    for (left, says, can_send) in [
        (none.clone(), vec![], false),
        (Left { resting: so_many(1), ..none.clone() }, vec!["1 kan stadig fortrydes"], true),
        (
            Left { waiting: so_many(2), resting: so_many(1), ..none.clone() },
            vec!["1 kan stadig fortrydes", "2 venter"],
            true,
        ),
        (Left { waiting: so_many(2), online: false, ..none.clone() }, vec!["2 venter"], false),
        (
            Left { refused: so_many(1), otherwise: so_many(2), drafts: so_many(3), ..none },
            vec!["1 er afvist", "2 gik anderledes", "3 kladder"],
            false,
        ),
    ] {
        let view = leaving(&left);
        assert_eq!((view.is_settled, view.can_send), (says.is_empty(), can_send), "{left:?}");
        let told: Vec<&str> = view.left.iter().map(|left| left.text.da.as_str()).collect();
        assert_eq!(told.len(), says.len(), "{told:?}");
        assert!(told.iter().zip(&says).all(|(told, says)| told.starts_with(says)), "{told:?}");
        let means = |word: &str| view.means.iter().any(|text| text.da.contains(word));
        assert!(means("Intet går tabt") && view.means[0].en.contains("Nothing is lost"));
        let waits = left.waiting.count + left.resting.count > 0;
        assert_eq!((means("midnat"), means("Det, du har bekræftet, sendes")), (waits, waits), "only what is confirmed");
        assert_eq!(means("En kladde bliver ikke sendt, før"), left.drafts.count > 0, "and no draft");
    }
}

#[test]
fn leaving_names_the_first_citizens_and_counts_the_others() {
    let mette = World::of_mette().known(A).person;
    let on = |on: Vec<Option<Person>>, others| {
        let view = leaving(&Left { drafts: Behind { count: 9, on, others }, ..Left::default() });
        view.left[0].on.clone()
    };
    let one = on(vec![Some(mette.clone())], 0);
    assert_eq!(one.da, "Mette Øvelsen 150385-••••");
    assert_eq!(
        on(vec![Some(mette.clone()), None], 0).da,
        format!("{} og en borger, der ikke længere er på denne pc", one.da)
    );
    assert_eq!(on(vec![Some(mette.clone()); 3], 1).da, format!("{0}, {0}, {0} og 1 anden", one.da));
    assert_eq!(on(vec![Some(mette); 3], 12).en, format!("{0}, {0}, {0} and 12 others", one.en));
}
