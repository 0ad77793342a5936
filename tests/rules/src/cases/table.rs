use domain::{Command, RefusalCode, RuleId, person::Address};

use super::{
    Case, Comes, bookings,
    commands::{
        affiliation, change, code, comment, contact_person, end_contact_person, end_contact_person_of, join, leave,
        register, status, written,
    },
    course, referrals,
};

pub(super) const A: &str = "1503851234";
const B: &str = "1503851318";
const C: &str = "1503851482";
pub(super) const LINE: &str = "caseworker:75100/Line Bjerre";
pub(super) const BEFORE: &str = "2023-09-01T08:00";
pub(super) const AFTER: &str = "2023-09-18T00:00";

pub(super) type Before = Vec<(&'static str, &'static str, Command)>;

/// Every row.
#[must_use]
pub fn all() -> Vec<Case> {
    [
        refused_by_the_guards(),
        refused_by_the_areas(),
        numbers(),
        merges(),
        status_and_basic_data(),
        affiliations_and_comments(),
        contact_persons(),
        course::all(),
        referrals::all(),
        bookings::all(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn refused_by_the_guards() -> Vec<Case> {
    use RefusalCode as Code;
    use RuleId as Rule;
    let dead = || with(registered(A), [(BEFORE, "cpr", status(A, "90", None))]);
    let renumbered = || with(registered(A), [(AFTER, "cpr", change(A, B, "20230917"))]);
    vec![
        refused("half_a_number", registered(A), LINE, comment("150385", "x"), Code::BadNumber, Rule::S23_1_1l),
        refused("ten_zeroes", registered(A), LINE, comment("0000000000", "x"), Code::BadNumber, Rule::S23_1_1l),
        refused("nobody_has_the_number", registered(A), LINE, comment(B, "x"), Code::UnknownPerson, Rule::S23_1_1l),
        refused("a_former_number", renumbered(), LINE, comment(A, "x"), Code::FormerNumber, Rule::S23_1_1h),
        refused(
            "a_new_membership_on_a_former_number",
            renumbered(),
            "fund:90",
            join(A, "90", "2023-09-18"),
            Code::FormerNumber,
            Rule::S23_1_1i,
        ),
        refused("a_comment_on_the_dead", dead(), LINE, comment(A, "x"), Code::Dead, Rule::S23_1_4a),
        refused("a_fund_writes_a_comment", registered(A), "fund:90", comment(A, "x"), Code::NoRights, Rule::S23_1_1l),
        refused(
            "a_caseworker_changes_a_number",
            registered(A),
            LINE,
            change(A, B, "20230917"),
            Code::NoRights,
            Rule::S23_1_1l,
        ),
    ]
}

fn refused_by_the_areas() -> Vec<Case> {
    use RefusalCode as Code;
    use RuleId as Rule;
    let member = || with(registered(A), [(BEFORE, "fund:90", join(A, "90", "2023-09-01"))]);
    let ours = || with(registered(A), [(BEFORE, LINE, affiliation(A, "75100", "2023-09-01"))]);
    vec![
        refused(
            "a_membership_that_overlaps",
            member(),
            "fund:91",
            join(A, "91", "2023-09-10"),
            Code::MembershipOverlap,
            Rule::SbMembership,
        ),
        refused(
            "a_membership_tomorrow",
            registered(A),
            "fund:90",
            join(A, "90", "2023-09-19"),
            Code::MembershipInFuture,
            Rule::SbMembership,
        ),
        refused(
            "a_membership_of_another_fund",
            registered(A),
            "fund:90",
            join(A, "91", "2023-09-01"),
            Code::OtherFund,
            Rule::SbMembership,
        ),
        refused(
            "no_membership_to_end",
            registered(A),
            "fund:90",
            leave(A, "90", "2023-09-18"),
            Code::NoMembership,
            Rule::SbMembership,
        ),
        refused(
            "a_membership_that_ends_before_it_starts",
            member(),
            "fund:90",
            leave(A, "90", "2023-08-31"),
            Code::MembershipEndsBeforeStart,
            Rule::SbMembership,
        ),
        refused(
            "a_jobcentre_that_is_closed",
            registered(A),
            LINE,
            affiliation(A, "75101", "2023-09-18"),
            Code::UnknownJobcentre,
            Rule::SbAffiliation,
        ),
        refused(
            "a_jobcentre_that_starts_too_early",
            ours(),
            LINE,
            affiliation(A, "46100", "2023-09-01"),
            Code::AffiliationTooEarly,
            Rule::SbAffiliation,
        ),
        refused(
            "the_same_jobcentre",
            ours(),
            LINE,
            affiliation(A, "75100", "2023-09-18"),
            Code::SameJobcentre,
            Rule::SbAffiliation,
        ),
        refused(
            "a_jobcentre_from_tomorrow",
            registered(A),
            LINE,
            affiliation(A, "75100", "2023-09-19"),
            Code::AffiliationInFuture,
            Rule::SbAffiliation,
        ),
        refused(
            "html_in_a_comment",
            registered(A),
            LINE,
            comment(A, "<b>fed</b>"),
            Code::HtmlInComment,
            Rule::SbComment,
        ),
        refused("an_empty_comment", registered(A), LINE, comment(A, " \n"), Code::EmptyComment, Rule::SbComment),
        refused(
            "a_comment_of_1501_characters",
            registered(A),
            LINE,
            comment(A, &"å".repeat(1501)),
            Code::LongComment,
            Rule::SbComment,
        ),
        refused(
            "a_comment_that_is_not_there",
            registered(A),
            LINE,
            Command::WithdrawComment { number: written(A), comment: exercise::written::record_of_step(1) },
            Code::UnknownComment,
            Rule::SbComment,
        ),
        refused(
            "a_contact_person_who_is_one_already",
            with(ours(), [(BEFORE, LINE, contact_person(A))]),
            LINE,
            contact_person(A),
            Code::AlreadyContactPerson,
            Rule::SbContactPerson,
        ),
        refused(
            "no_contact_person_to_end",
            ours(),
            LINE,
            end_contact_person(A),
            Code::NoContactPerson,
            Rule::SbContactPerson,
        ),
        refused(
            "no_colleague_to_end_as_contact_person",
            with(ours(), [(BEFORE, LINE, contact_person(A))]),
            LINE,
            end_contact_person_of(A, "Karim Holt"),
            Code::NoContactPerson,
            Rule::SbContactPerson,
        ),
        refused(
            "a_number_changes_to_itself",
            registered(A),
            "cpr",
            change(A, A, "20230917"),
            Code::SameNumber,
            Rule::S23_1_2a,
        ),
        refused(
            "a_new_person_on_a_number_that_is_taken",
            registered(A),
            "cpr",
            register(A, "En Helt Anden"),
            Code::KnownPerson,
            Rule::SbRegister,
        ),
    ]
}

fn numbers() -> Vec<Case> {
    let told = [RuleId::S23_1_1a, RuleId::S23_1_1j, RuleId::S23_1_2a, RuleId::S23_1_2b];
    let changed = || with(registered(A), [(AFTER, "cpr", change(A, B, "20230917"))]);
    let old_records = || {
        let written_before = (BEFORE, LINE, comment(A, "Skrevet før releasen."));
        with(registered(A), [written_before])
    };
    let new_records = || with(registered(A), [(AFTER, LINE, comment(A, "Skrevet efter releasen."))]);
    let member = || with(registered(A), [(BEFORE, "fund:90", join(A, "90", "2023-09-01"))]);
    vec![
        accepted("a_change_of_number", AFTER, registered(A), "cpr", change(A, B, "20230917"), &told),
        accepted("a_ring", AFTER, changed(), "cpr", change(B, A, "20230918"), &told),
        accepted(
            "an_event_that_comes_late",
            AFTER,
            with(registered(B), [(AFTER, "cpr", change(B, C, "20230918"))]),
            "cpr",
            change(A, B, "20230917"),
            &told,
        ),
        accepted("the_same_event_twice", AFTER, changed(), "cpr", change(A, B, "20230917"), &[RuleId::S23_1_1a]),
        accepted(
            "records_from_before_the_release_follow",
            AFTER,
            old_records(),
            "cpr",
            change(A, B, "20230917"),
            &[&told[..], &[RuleId::S23_1_1b]].concat(),
        ),
        accepted(
            "records_follow",
            AFTER,
            new_records(),
            "cpr",
            change(A, B, "20230917"),
            &[&told[..], &[RuleId::S23_1_1c]].concat(),
        ),
        accepted(
            "nothing_follows_before_the_release",
            "2023-09-17T23:59",
            old_records(),
            "cpr",
            change(A, B, "20230917"),
            &told,
        ),
        accepted(
            "a_membership_stays_and_its_fund_is_told",
            AFTER,
            member(),
            "cpr",
            change(A, B, "20230917"),
            &[&told[..], &[RuleId::S23_1_1e, RuleId::S23_1_8a]].concat(),
        ),
        accepted(
            "a_membership_is_ended_on_the_number_it_is_filed_under",
            AFTER,
            with(member(), [(AFTER, "cpr", change(A, B, "20230917"))]),
            "fund:90",
            leave(A, "90", "2023-09-18"),
            &[RuleId::SbMembership],
        ),
        accepted("a_date_that_cannot_be_read", AFTER, registered(A), "cpr", change(A, B, "17-09-2023"), &told),
    ]
}

fn merges() -> Vec<Case> {
    let told = [RuleId::S23_1_1a, RuleId::S23_1_1f, RuleId::S23_1_1j, RuleId::S23_1_2a, RuleId::S23_1_2b];
    let two = |name: &str| with(registered(A), [(BEFORE, "cpr", register(B, name))]);
    let in_two_places = with(
        two("Mette Øvelsen"),
        [
            (BEFORE, "caseworker:46100", affiliation(A, "46100", "2023-01-01")),
            (BEFORE, LINE, affiliation(B, "75100", "2023-06-01")),
        ],
    );
    vec![
        accepted(
            "a_merge_that_leaves_no_jobcentre",
            AFTER,
            two("Mette Øvelsen"),
            "cpr",
            change(A, B, "20230917"),
            &told,
        ),
        accepted("a_merge_with_two_names", AFTER, two("Mette Skitsedal"), "cpr", change(A, B, "20230917"), &told),
        accepted(
            "a_merge_that_cuts",
            AFTER,
            in_two_places,
            "cpr",
            change(A, B, "20230917"),
            &[&told[..], &[RuleId::S23_1_1b]].concat(),
        ),
    ]
}

fn status_and_basic_data() -> Vec<Case> {
    let ours = || with(registered(A), [(BEFORE, LINE, affiliation(A, "75100", "2023-09-01"))]);
    let both = [RuleId::S23_1_3a, RuleId::SbRegister];
    let address =
        Address { street: "Tavlevej 7".to_owned(), postal_code: "8000".to_owned(), town: "Aarhus C".to_owned() };
    let moves = Command::ChangeAddress { number: written(A), address, municipality: code("751") };
    vec![
        accepted(
            "who_emigrates_before_the_release_is_moved",
            "2023-09-17T23:59",
            ours(),
            "cpr",
            status(A, "80", None),
            &both,
        ),
        accepted("who_emigrates_from_the_release_on_stays", AFTER, ours(), "cpr", status(A, "80", None), &both),
        accepted("who_disappears_stays", AFTER, ours(), "cpr", status(A, "70", None), &both),
        accepted(
            "999_is_taken_as_it_comes",
            AFTER,
            ours(),
            "cpr",
            status(A, "03", Some("999")),
            &[RuleId::S23_1_3b, RuleId::SbRegister],
        ),
        accepted("a_new_address", AFTER, ours(), "cpr", moves, &[RuleId::SbRegister]),
        accepted(
            "a_name_for_a_former_number",
            AFTER,
            with(registered(A), [(AFTER, "cpr", change(A, B, "20230917"))]),
            "cpr",
            Command::ChangeName { number: written(A), name: "Mette Holm".to_owned() },
            &[RuleId::SbRegister],
        ),
    ]
}

fn affiliations_and_comments() -> Vec<Case> {
    let dead = with(registered(A), [(BEFORE, "cpr", status(A, "90", None))]);
    vec![
        accepted(
            "a_jobcentre_for_the_dead",
            AFTER,
            dead,
            LINE,
            affiliation(A, "75100", "2023-09-18"),
            &[RuleId::S23_1_4a],
        ),
        accepted(
            "a_jobcentre",
            AFTER,
            registered(A),
            LINE,
            affiliation(A, "75100", "2023-09-18"),
            &[RuleId::SbAffiliation],
        ),
        accepted(
            "a_comment_of_1500_characters",
            AFTER,
            registered(A),
            LINE,
            comment(A, &"å".repeat(1500)),
            &[RuleId::SbComment],
        ),
        accepted("a_membership", AFTER, registered(A), "fund:90", join(A, "90", "2023-09-18"), &[RuleId::SbMembership]),
    ]
}

fn contact_persons() -> Vec<Case> {
    let ours = || with(registered(A), [(BEFORE, LINE, affiliation(A, "75100", "2023-09-01"))]);
    let line_is = || with(ours(), [(BEFORE, LINE, contact_person(A))]);
    let rule = [RuleId::SbContactPerson];
    vec![
        accepted("a_contact_person", AFTER, ours(), LINE, contact_person(A), &rule),
        accepted("a_second_contact_person", AFTER, line_is(), "caseworker:75100/Karim Holt", contact_person(A), &rule),
        accepted("a_contact_person_ends", AFTER, line_is(), LINE, end_contact_person(A), &rule),
        accepted(
            "a_colleague_ends_a_contact_person",
            AFTER,
            line_is(),
            "caseworker:75100/Karim Holt",
            end_contact_person_of(A, "Line Bjerre"),
            &rule,
        ),
    ]
}

pub(super) fn refused(
    name: &'static str,
    before: Before,
    by: &'static str,
    command: Command,
    code: RefusalCode,
    rule: RuleId,
) -> Case {
    let (suppose, resets) = Default::default();
    Case { name, at: "2023-09-18T12:00", before, by, command, suppose, resets, comes: Comes::Refused(code, rule) }
}

pub(super) fn accepted(
    name: &'static str,
    at: &'static str,
    before: Before,
    by: &'static str,
    command: Command,
    rules: &[RuleId],
) -> Case {
    let comes = Comes::Accepted(rules.iter().copied().collect());
    let (suppose, resets) = Default::default();
    Case { name, at, before, by, command, suppose, resets, comes }
}

pub(super) fn registered(number: &str) -> Before {
    vec![("2023-08-01T08:00", "cpr", register(number, "Mette Øvelsen"))]
}

pub(super) fn with<const N: usize>(before: Before, more: [(&'static str, &'static str, Command); N]) -> Before {
    before.into_iter().chain(more).collect()
}
