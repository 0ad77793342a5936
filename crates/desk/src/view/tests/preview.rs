use domain::RefusalCode;

use super::*;
use crate::{
    door::{DraftForm, Effect, Preview, Text},
    view::{Foreseen, missing, preview},
};

fn foresee(world: &mut World, command: &Command, change: impl FnOnce(&mut Foreseen)) -> Preview {
    let outcome = world.decide(command);
    show(world, command, &outcome, change)
}

fn show(
    world: &World,
    command: &Command,
    outcome: &Result<Decision, Refusal>,
    change: impl FnOnce(&mut Foreseen),
) -> Preview {
    let mut foreseen = Foreseen {
        also_meets: None,
        outcome,
        tomorrow: None,
        command,
        person: world.by(A),
        names: &NAMES,
        today: danish_day(world.now),
        offline_since: None,
        fetched_at: world.now,
        others_wait: false,
    };
    change(&mut foreseen);
    preview(&foreseen)
}

fn effects(preview: Preview) -> Vec<String> {
    let tell = |Effect { group, subject, outcome, detail, check, rule }| {
        let detail = detail.map(|detail| format!(" ({})", detail.da)).unwrap_or_default();
        let (check, ours) = (if check { " !" } else { "" }, if rule.ours { "~" } else { "" });
        format!("{group}: {} {}{detail}{check} {}{ours}", subject.da, outcome.da, rule.id)
    };
    match preview {
        Preview::Accepted { effects, .. } => effects.into_iter().map(tell).collect(),
        other => panic!("{other:?}"),
    }
}

fn caution(preview: Preview) -> Option<Text> {
    match preview {
        Preview::Accepted { caution, .. } => caution,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_comment_says_what_happens_and_that_nobody_is_told() {
    let mut world = World::of_mette();
    assert_eq!(
        effects(foresee(&mut world, &write(A, "Hej"), |_| {})),
        [
            "changes: Kommentar bliver gemt på borgeren (Hej) SB-COMMENT~",
            "not_told: Jobcentre og a-kasse får ingen besked SB-COMMENT~",
        ]
    );
    let comment = world.by(A).comments.records[0].id;
    let withdraw = Command::WithdrawComment { number: written(A), comment };
    assert_eq!(
        effects(foresee(&mut world, &withdraw, |_| {}))[0],
        "changes: Kommentar bliver trukket tilbage (Den bliver stående i Historik) SB-COMMENT~"
    );
    let correct = Command::CorrectComment { number: written(A), comment, text: "Ny".into() };
    assert_eq!(
        effects(foresee(&mut world, &correct, |_| {}))[0],
        "changes: Kommentar får den nye tekst (Før: »Ringede i dag.«) SB-COMMENT~"
    );
}

#[test]
fn another_jobcentre_ends_the_one_before() {
    let mut world = World::of_mette();
    assert_eq!(
        effects(foresee(&mut world, &move_to(A, FAVRSKOV, "2023-09-18"), |_| {})),
        [
            "changes: Jobcenter Aarhus slutter 17.09.2023 (Før: fra 01.03.2021 uden slutdato) SB-AFFILIATION~",
            "changes: Jobcenter Favrskov begynder 18.09.2023 SB-AFFILIATION~",
            "not_told: Jobcentre og a-kasse får ingen besked SB-AFFILIATION~",
        ]
    );
}

/// A register's event shows every group; they stand in the order changes, stays, told.
#[test]
fn the_groups_stand_in_a_fixed_order() {
    let mut world = World::of_mette();
    world.person(B, "Mette Fletberg");
    world.affiliate(B, AARHUS, "2023-06-01");
    let command = Command::ChangeNumber { old: written(A), new: written(B), event_date: "soon".into() };
    let occasion = Occasion { command: CommandId(Uuid::from_u128(77)), now: Now::at(world.now), receipt: 99 };
    let outcome = decide(&world.people, &::reference::lists(), &Actor::Cpr, &command, occasion);
    let told = effects(show(&world, &command, &outcome, |_| {}));
    let groups: Vec<_> = told.iter().filter_map(|line| line.split_once(':').map(|(group, _)| group)).collect();
    let mut sorted = groups.clone();
    sorted.sort_by_key(|group| ["changes", "stays", "told", "not_told"].iter().position(|one| one == group));
    assert_eq!(groups, sorted, "{told:#?}");
    for (group, says) in [
        ("changes", "Borgeren bliver flettet til én"),
        ("changes", "Nogle oplysninger blev erstattet, da to numre blev flettet"),
        ("stays", "A-kassemedlemskab bliver liggende på 150385-••••"),
        ("told", "Alle jobcentre får besked"),
        ("told", "A-kassen Midtvej får besked"),
    ] {
        assert!(told.iter().any(|line| line.starts_with(group) && line.contains(says)), "{says}: {told:#?}");
    }
    assert!(!groups.contains(&"not_told"));
    assert!(told.iter().any(|line| line.contains(" ! S23-1.1f~")), "what needs an eye: {told:#?}");
}

#[test]
fn a_refusal_takes_the_place_of_the_effects() {
    let mut world = World::of_mette();
    world.change_number(A, B, "20230917");
    match foresee(&mut world, &write(A, "Hej"), |_| {}) {
        Preview::Refused { refusal, .. } => {
            assert_eq!((refusal.code.as_str(), refusal.rule.id.as_str()), ("9460", "S23-1.1h"))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn cautions_are_given_only_where_there_is_reason() {
    let mut world = World::of_mette();
    let command = write(A, "Hej");
    assert_eq!(caution(foresee(&mut world, &command, |_| {})), None);

    let offline = Some(world.now);
    let told = |world: &mut World, change: &dyn Fn(&mut Foreseen<'_>)| {
        caution(foresee(world, &command, |foreseen| change(foreseen))).map(|text| text.da).unwrap_or_default()
    };
    let old_facts = told(&mut world, &|foreseen| foreseen.offline_since = offline);
    assert!(old_facts.contains("hentet kl. 10.05") && !old_facts.contains("midnat"), "{old_facts}");
    let waits = told(&mut world, &|foreseen| foreseen.others_wait = true);
    assert!(waits.contains("andre registreringer"), "{waits}");
}

#[test]
fn offline_the_panel_says_when_midnight_decides() {
    let mut world = World::of_mette();
    let (command, now) = (write(A, "Hej"), world.now);
    let outcome = world.decide(&command);
    let refused = Err(Refusal { code: RefusalCode::FormerNumber, rule: RuleId::S23_1_1h });
    let other = Ok(Decision::default());
    for (what, tomorrow, offline, says) in [
        ("refused tomorrow", &refused, true, Some("i morgen bliver det afvist med 9460")),
        ("otherwise tomorrow", &other, true, Some("inden midnat. Senere kan det gå anderledes")),
        ("the same tomorrow", &outcome, true, None),
        ("online", &refused, false, None),
    ] {
        let foreseen = Foreseen {
            also_meets: None,
            outcome: &outcome,
            tomorrow: Some(tomorrow),
            command: &command,
            person: world.by(A),
            names: &NAMES,
            today: danish_day(now),
            offline_since: offline.then_some(now),
            fetched_at: now,
            others_wait: false,
        };
        let told = caution(preview(&foreseen)).map(|text| text.da).unwrap_or_default();
        match says {
            Some(says) => assert!(told.contains(says), "{what}: {told}"),
            None => assert!(!told.contains("midnat"), "{what}: {told}"),
        }
    }
}

#[test]
fn the_fingerprint_is_the_one_that_the_backend_compares() {
    let mut world = World::of_mette();
    let command = write(A, "Hej");
    let outcome = world.decide(&command);
    let told = show(&world, &command, &outcome, |_| {});
    let Preview::Accepted { fingerprint, .. } = told else { panic!("{told:?}") };
    let expected = serde_json::to_value(exchange::Fingerprint::of(&outcome)).unwrap();
    assert_eq!(serde_json::Value::String(fingerprint), expected);
}

#[test]
fn what_is_missing_is_said_and_is_no_error() {
    let comment = |text: &str| DraftForm::Comment { text: text.into() };
    let affiliation =
        |jobcentre: &str, from: &str| DraftForm::Affiliation { jobcentre: jobcentre.into(), from: from.into() };
    for (form, says) in [
        (comment(""), Some("Skriv kommentaren.")),
        (comment(" \n "), Some("Skriv kommentaren.")),
        (comment("Hej"), None),
        (DraftForm::CorrectComment { comment: String::new(), text: " ".into() }, Some("Skriv kommentarens nye tekst.")),
        (DraftForm::WithdrawComment { comment: String::new() }, None),
        (affiliation("", ""), Some("Vælg jobcenter og første dag.")),
        (affiliation("", "d"), Some("Vælg jobcenter.")),
        (affiliation(AARHUS, ""), Some("Skriv den første dag i jobcentret.")),
        (affiliation(AARHUS, "d"), None),
    ] {
        assert_eq!(missing(&form).map(|text| text.da).as_deref(), says, "{form:?}");
    }
}
