use super::*;

const GOOD: &str = r#"title = "Et nummer"
clock = "2023-09-18T09:00"

[[person]]
label = "mette"
number = "150385-1234"
name = "Mette Øvelsen"
affiliation = [{ jobcentre = "75100", from = 2021-03-01 }]

[[step]]
actor = "cpr"
do = { change_number = { old = "mette", new = "150385-1318", event_date = "20230917" } }

[[step]]
desk = "aarhus"
do = { correct_comment = { number = "mette", comment = "step 1", text = "Ny" } }

[[expect]]
after = 1
accepted = true
notices = ["no_affiliation_today"]
"#;

/// The file with one line changed.
fn with(line: &str, instead: &str) -> String {
    assert!(GOOD.contains(line), "{line}");
    GOOD.replacen(line, instead, 1)
}

#[test]
fn a_good_file_is_read() {
    let scenario = read(GOOD).unwrap();
    assert_eq!(scenario.people.len(), 1);
    assert_eq!(scenario.people[0].life.len(), 2);
    assert_eq!(scenario.steps.len(), 2);
    assert_eq!(scenario.expects.len(), 2);
    let Act::Actor { command, .. } = &scenario.steps[0].act else { panic!("not an actor's step") };
    assert_eq!(command.written_under().0, "150385-1234");
}

#[test]
fn a_bad_file_says_where_and_what() {
    for (line, instead, at, problem) in [
        ("title = \"Et nummer\"", "title = ", (1, 9), "string values must be quoted"),
        ("title = \"Et nummer\"", "titel = \"x\"", (1, 1), "unknown field `titel`"),
        ("clock = \"2023-09-18T09:00\"", "clock = \"i morgen\"", (2, 9), "a moment is written"),
        ("clock = \"2023-09-18T09:00\"", "clock = \"2023-03-26T02:30\"", (2, 9), "the clock skips this hour"),
        ("clock = \"2023-09-18T09:00\"", "clock = \"2023-10-29T02:30\"", (2, 9), "this hour comes twice"),
        ("name = \"Mette Øvelsen\"", "navn = \"Mette Øvelsen\"", (7, 1), "unknown field `navn`"),
        ("jobcentre = \"75100\"", "jobcentre = \"751\"", (8, 30), "a code of 5 digits"),
        ("from = 2021-03-01", "from = \"2021-02-31\"", (8, 46), "input is out of range"),
        ("from = 2021-03-01", "from = 2021-03-01, to = 2022-01-01", (8, 58), "unknown field `to`"),
        ("actor = \"cpr\"", "actor = \"cprr\"", (11, 9), "an actor is"),
        ("actor = \"cpr\"", "desk = \"aarhus\"\nactor = \"cpr\"", (10, 1), "a step is one of"),
        ("actor = \"cpr\"", "actor = \"cpr\"\ngo = \"offline\"", (10, 1), "a step is one of"),
        ("change_number", "change_numbers", (12, 8), "unknown variant `change_numbers`"),
        ("event_date = \"20230917\"", "date = \"20230917\"", (12, 62), "unexpected keys in table: date"),
        ("new = \"150385-1318\"", "new = 5", (12, 47), "invalid type: integer"),
        (", event_date = \"20230917\"", "", (12, 24), "missing field `event_date`"),
        ("comment = \"step 1\"", "comment = \"trin 1\"", (16, 56), "UUID parsing failed"),
        ("after = 1", "after = 9", (19, 9), "there is no step 9"),
        ("after = 1", "after = \"1\"", (19, 9), "invalid type: string"),
        ("accepted = true", "accepted = false", (20, 12), "write what is expected"),
        ("\"no_affiliation_today\"", "\"no_jobcentre\"", (21, 12), "unknown variant `no_jobcentre`"),
        (
            "\"no_affiliation_today\"",
            "{ merge_conflicts = { cut = 1, dropped = 0, values = 0, lost = 1 } }",
            (21, 12),
            "unknown field `lost`",
        ),
        ("accepted = true", "refused = { code = 9461, rule = \"S23-1.1h\" }", (20, 20), "no refusal has the code 9461"),
        ("accepted = true", "refused = { code = 9460, rule = \"S23-9.9\" }", (20, 33), "unknown variant `S23-9.9`"),
        ("accepted = true", "told = [\"fund:x\"]", (20, 8), "a code of 2 digits"),
    ] {
        let bad = read(&with(line, instead)).expect_err(instead);
        assert!(bad.problem.contains(problem), "{instead}: {bad}");
        assert_eq!((bad.line, bad.column), at, "{instead}: {bad}");
    }
}

#[test]
fn no_nonsense_makes_the_reader_panic() {
    for nonsense in
        ["", "\0", "[[step]]", "title = 1", "[[person]\n", "= =", "å = ø", "title=\"\"\nclock=\"\"\nstep=[]"]
    {
        assert!(read(nonsense).is_err(), "{nonsense:?}");
    }
}
