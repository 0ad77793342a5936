//! Every kind of expectation notices when things are otherwise: one that cannot fail would prove nothing.

#![expect(clippy::unwrap_used, reason = "a test says so and stops")]

const STORY: &str = r#"title = "Et nyt nummer"
clock = "2023-09-18T09:00"

[[person]]
label = "mette"
number = "150385-1234"
name = "Mette Øvelsen"
municipality = "751"
affiliation = [{ jobcentre = "75100", from = "2021-03-01" }]
membership = [{ fund = "90", from = "2022-01-01" }]

[[step]]
actor = "cpr"
do = { change_number = { old = "mette", new = "150385-1318", event_date = "20230917" } }

[[step]]
actor = "caseworker:75100"
do = { write_comment = { number = "mette", text = "På det gamle." } }

[[step]]
desk = "aarhus"
go = "offline"

[[step]]
desk = "aarhus"
do = { write_comment = { number = "150385-1318", text = "Venter." } }

[[step]]
desk = "aarhus"
look_up = "150385-1234"

[[step]]
repeat = 2
"#;

/// What did not hold after the story, when this was expected.
fn otherwise(expected: &str) -> Vec<String> {
    let scenario = scenario::read(&format!("{STORY}\n[[expect]]\n{expected}\n")).unwrap();
    let played = scenario::play(&scenario, |_, _, _, _| {}).unwrap();
    played.mismatches.into_iter().map(|mismatch| mismatch.what).collect()
}

#[test]
fn what_is_as_it_is_holds() {
    for expected in [
        "after = 1\naccepted = true",
        "after = 1\nmessages = [{ kind = \"GetCprChanged\", to = \"fund:90\", old = \"mette\", new = \"150385-1318\" }, { kind = \"GetCprChanged\", to = \"every_jobcentre\", old = \"mette\", new = \"150385-1318\", event_date = \"2023-09-17\" }]",
        "after = 1\nnotices = []\nnot_done = [{ stays_under_number = { area = \"membership\", number = \"150385-1234\" } }]",
        "after = 1\ntold = [\"10100\", \"fund:90\"]\nnot_told = [\"75101\"]",
        "after = 2\nrefused = { code = 9460, rule = \"S23-1.1h\" }\nrules = [\"S23-1.1h\"]\nmessages = []",
        "after = 4\nno_verdict = true\noutbox = { state = \"waiting\" }\nheard = [\"outbox\"]",
        "after = 5\nopened = { answer = \"citizen\", name = \"Mette Øvelsen\", by_former = true, rules = [\"S23-1.1g\", \"S23-1.1e\"] }",
        "after = 6\nsame_answer = true",
        "after = 6\nof = 1\naccepted = true",
        "after = 6\nperson = { who = \"mette\", fund = \"90\", municipality = \"751\", is_999 = false, protected = false, merge_report = [], comments = [] }",
    ] {
        assert_eq!(otherwise(expected), [] as [&str; 0], "{expected}");
    }
}

#[test]
fn what_is_otherwise_is_noticed() {
    for (expected, what) in [
        ("after = 2\naccepted = true", "verdict"),
        ("after = 1\nrefused = { code = 9460, rule = \"S23-1.1h\" }", "verdict"),
        ("after = 2\nrefused = { code = 9460, rule = \"S23-1.1i\" }", "verdict"),
        ("after = 2\nrefused = { code = 4405, rule = \"S23-1.1h\" }", "verdict"),
        ("after = 1\nno_verdict = true", "verdict"),
        ("after = 4\naccepted = true", "verdict"),
        ("after = 1\nrules = [\"S23-1.1a\"]", "rules"),
        ("after = 1\nmessages = []", "messages"),
        (
            "after = 2\nmessages = [{ kind = \"GetCprChanged\", to = \"fund:90\", old = \"mette\", new = \"150385-1318\" }]",
            "messages",
        ),
        ("after = 1\ntold = [\"75101\"]", "told"),
        ("after = 1\nnot_told = [\"10100\"]", "not_told"),
        ("after = 1\nnotices = [\"event_date_replaced\"]", "notices"),
        ("after = 1\nnot_done = []", "not_done"),
        ("after = 4\noutbox = { state = \"accepted\" }", "outbox.state"),
        ("after = 4\noutbox = { state = \"waiting\", code = 9460 }", "outbox.code"),
        ("after = 1\noutbox = { state = \"waiting\" }", "outbox"),
        ("after = 4\nheard = [\"progress\"]", "heard"),
        ("after = 5\nopened = { answer = \"unknown\" }", "opened.answer"),
        ("after = 5\nopened = { answer = \"citizen\", name = \"Mette\" }", "opened.name"),
        ("after = 5\nopened = { answer = \"citizen\", by_former = false }", "opened.by_former"),
        ("after = 5\nopened = { answer = \"citizen\", rules = [\"S22-2a\"] }", "opened.rules"),
        ("after = 4\nopened = { answer = \"citizen\" }", "opened"),
        ("after = 2\nsame_answer = true", "same_answer"),
        ("after = 1\nperson = { who = \"270287-0186\" }", "person.who"),
        ("after = 1\nperson = { who = \"mette\", number = \"150385-1234\" }", "person.number"),
        ("after = 1\nperson = { who = \"mette\", numbers = [\"150385-1318\"] }", "person.numbers"),
        ("after = 1\nperson = { who = \"mette\", name = \"Mette\" }", "person.name"),
        ("after = 1\nperson = { who = \"mette\", status = \"90\" }", "person.status"),
        ("after = 1\nperson = { who = \"mette\", municipality = \"101\" }", "person.municipality"),
        ("after = 1\nperson = { who = \"mette\", is_999 = true }", "person.is_999"),
        ("after = 1\nperson = { who = \"mette\", protected = true }", "person.protected"),
        ("after = 1\nperson = { who = \"mette\", jobcentre = \"none\" }", "person.jobcentre"),
        ("after = 1\nperson = { who = \"mette\", fund = \"none\" }", "person.fund"),
        ("after = 1\nperson = { who = \"mette\", affiliation = [] }", "person.affiliation"),
        ("after = 1\nperson = { who = \"mette\", converted = false }", "person.converted"),
        ("after = 2\nperson = { who = \"mette\", comments = [\"På det gamle.\"] }", "person.comments"),
        ("after = 1\nperson = { who = \"mette\", membership = [] }", "person.membership"),
        ("after = 1\nperson = { who = \"mette\", merge_report = [\"cut\"] }", "person.merge_report"),
    ] {
        assert_eq!(otherwise(expected), [what], "{expected}");
    }
}
