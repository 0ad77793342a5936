use domain::{Area, FundCode, JobcentreCode, MunicipalityCode};

use super::*;
use crate::view::{
    Day, hit, jobcentres, my_day,
    reference::{area_name, fund_name, municipality_name, reference, status_name},
    tags,
};

fn kinds(person: &Person, typed: Option<&str>) -> Vec<String> {
    tags(person, typed.map(number_of), day("2023-09-18")).into_iter().map(|tag| tag.kind).collect()
}

#[test]
fn a_citizen_is_marked_by_what_must_be_seen() {
    let until = |text: &str| Some(day(text));
    type Act = fn(&mut World);
    let cases: [(&str, Act, &[&str]); 9] = [
        ("nothing", |_| {}, &[]),
        ("dead", |world| world.status(A, "90", None), &["dead"]),
        ("emigrated", |world| world.status(A, "80", Some("999")), &["emigrated", "999"]),
        ("disappeared", |world| world.status(A, "70", None), &["disappeared"]),
        ("another status", |world| world.status(A, "03", None), &[]),
        ("address", |world| world.protect(A, Protection::Address { until: None }), &["address"]),
        ("name", |world| world.protect(A, Protection::NameAndAddress { until: None }), &["name_and_address"]),
        ("both ways", |world| world.protect(A, Protection::None), &[]),
        ("unknown", |world| world.person(C, "Ny Borger"), &[]),
    ];
    for (what, act, expected) in cases {
        let mut world = World::of_mette();
        act(&mut world);
        assert_eq!(kinds(world.by(A), None), expected, "{what}");
    }
    for (last, is_marked) in [("2023-09-17", false), ("2023-09-18", true), ("2023-09-19", true)] {
        let mut world = World::of_mette();
        world.protect(A, Protection::Address { until: until(last) });
        assert_eq!(!kinds(world.by(A), None).is_empty(), is_marked, "{last}");
    }
    let mut world = World::of_mette();
    world.person(C, "Ny Borger");
    assert_eq!(kinds(world.by(C), None), ["no_jobcentre"]);
    world.change_number(A, B, "20230917");
    assert_eq!(kinds(world.by(B), Some(A)), ["former_number"]);
    assert_eq!(kinds(world.by(B), Some(B)), [""; 0]);
    assert_eq!(kinds(world.by(B), Some(C)), [""; 0], "somebody else's number");
}

#[test]
fn a_hit_never_shows_a_protected_address() {
    let mut world = World::of_mette();
    let today = day("2023-09-18");
    let view = hit(world.by(A), None, today);
    assert_eq!((view.town.as_deref(), view.jobcentre.as_deref()), (Some("Aarhus C"), Some("Jobcenter Aarhus")));
    assert_eq!(view.number.shown, "150385-••••");
    world.protect(A, Protection::Address { until: None });
    let json = serde_json::to_string(&hit(world.by(A), None, today)).unwrap();
    assert!(!json.contains("Aarhus C") && !json.contains("Åboulevarden"), "{json}");
}

/// Protection hides the address wherever it stands: the page, the history, the merge report.
#[test]
fn a_protected_address_stands_nowhere_on_the_page() {
    let mut world = super::masks::merged();
    world.run(
        &Actor::Cpr,
        Command::ChangeAddress {
            number: written(B),
            address: address("Skjulevej 7"),
            municipality: "751".parse().unwrap(),
        },
    );
    let json = |look: &Look| serde_json::to_string(&(look.see(crate::view::citizen), look.see(crate::view::history)));
    assert!(json(&Look::at(&world, B)).unwrap().contains("Skjulevej"), "the address is open before");
    world.protect(B, Protection::NameAndAddress { until: None });
    let json = json(&Look::at(&world, B)).unwrap();
    assert!(!json.contains("Skjulevej") && !json.contains("Åboulevarden"), "{json}");
}

#[test]
fn what_has_no_known_name_says_so() {
    let jobcentre: JobcentreCode = "99999".parse().unwrap();
    let fund: FundCode = "77".parse().unwrap();
    let municipality: MunicipalityCode = "998".parse().unwrap();
    for (told, da, en) in [
        (jobcentre_name(jobcentre), "Jobcenter 99999 (navn ikke kendt)", "Jobcentre 99999 (name not known)"),
        (fund_name(fund), "A-kasse 77 (navn ikke kendt)", "Unemployment fund 77 (name not known)"),
        (municipality_name(municipality), "Kommune 998 (navn ikke kendt)", "Municipality 998 (name not known)"),
        (
            status_name("44".to_owned().try_into().unwrap()),
            "Personstatus 44 (navn ikke kendt)",
            "Person status 44 (name not known)",
        ),
    ] {
        assert_eq!((told.da.as_str(), told.en.as_str()), (da, en));
    }
}

#[test]
fn areas_have_names_for_the_middle_of_a_sentence() {
    for (area, da) in [
        (Area::Affiliation, "jobcentertilhørsforhold"),
        (Area::Cv, "CV-oplysninger"),
        (Area::StudentGrants, "SU-oplysninger"),
        (Area::Membership, "a-kassemedlemskab"),
        (Area::KyDecisions, "afgørelser fra KY"),
        (Area::FleurEeaPeriods, "indberettede perioder med EØS-dagpenge"),
    ] {
        assert_eq!(area_name(area).da, da);
    }
}

#[test]
fn jobcentres_are_listed_in_danish_order_and_only_those_that_are_open() {
    let names = |today| jobcentres(day(today)).jobcentres.into_iter().map(|one| one.text.da).collect::<Vec<_>>();
    assert_eq!(names("1990-01-01"), [""; 0]);
    let open = names("2023-09-18");
    let at = |name: &str| open.iter().position(|one| one == name).unwrap();
    assert!(at("Jobcenter Vordingborg") < at("Jobcenter Aabenraa"), "Aa sorts as Å");
    assert!(at("Jobcenter Odense") < at("Jobcenter Ringsted") && at("Jobcenter Ærø") < at("Jobcenter Aabenraa"));
    assert!(!open.iter().any(|name| name.contains("KMD")), "999 is never offered");
}

#[test]
fn every_rule_and_purpose_is_handed_to_the_face() {
    let view = crate::view::reference();
    assert_eq!(view.rules.len(), RuleId::ALL.len());
    assert!(view.rules.iter().all(|rule| rule.dfdg.is_some() || rule.ours.is_some()));
    assert_eq!(view.purposes.len(), 5);
}

#[test]
fn my_day_tells_what_needs_an_eye_and_what_is_new() {
    let mut merged = super::masks::merged();
    merged.status(B, "80", Some("999"));
    let mut other = World::at(EARLIER);
    other.person(C, "Ny Borger");
    other.affiliate(C, FAVRSKOV, "2023-01-01");
    other.status(C, "90", None);
    let (merged, other) = (merged.known(B), other.known(C));
    let merge = merged.journal.iter().find(|line| matches!(line.entry, exchange::JournalEntry::Notice(_))).unwrap();
    let mut told_of = std::collections::HashSet::new();
    let day_of = |today: &str, told_of: &std::collections::HashSet<domain::CommandId>| {
        let citizens = [&merged, &other];
        my_day(Day {
            outbox: OutboxView::default(),
            waiting: 2,
            conversations: vec![],
            due: vec![],
            messages: vec![],
            told_of,
            citizens: &citizens,
            own: AARHUS.parse().unwrap(),
            today: day(today),
        })
    };
    let icons = |items: &[crate::door::DayItem]| items.iter().map(|one| one.icon.clone()).collect::<Vec<_>>();

    let view = day_of("2023-09-18", &told_of);
    assert_eq!(icons(&view.to_check), ["merge", "municipality"]);
    assert_eq!(icons(&view.news), ["number", "emigrated"]);
    assert!(view.news[1].detail.da.contains("bliver i Jobcenter Aarhus"), "{}", view.news[1].detail.da);
    assert_eq!(icons(&day_of("2023-09-25", &told_of).news), ["number", "emigrated"]);
    assert_eq!(icons(&day_of("2023-09-26", &told_of).news), [""; 0], "news is of seven days");
    assert_eq!(icons(&day_of("2023-12-17", &told_of).to_check), ["merge", "municipality"]);
    assert_eq!(icons(&day_of("2023-12-18", &told_of).to_check), ["municipality"], "a merge is told of for ninety days");
    told_of.insert(merge.command);
    assert_eq!(icons(&day_of("2023-09-18", &told_of).to_check), ["municipality"], "the message says it");
}

/// SB-DEADLINE: what no citizen can book has no deadline, and is not offered; everything else is.
#[test]
fn a_deadline_is_offered_of_what_can_be_booked() {
    let reference = reference();
    let offered: Vec<&str> = reference.deadline_types.iter().map(|one| one.id.as_str()).collect();
    let others: Vec<&str> = reference.conversation_types.iter().map(|one| one.id.as_str()).collect();
    assert!(others.contains(&"17") && !offered.contains(&"17"));
    assert_eq!(offered.len() + 1, others.len());
}
