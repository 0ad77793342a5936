use domain::{
    Decision, NotDone, Person, Refusal, RefusalCode, RuleId,
    communication::Comment,
    person::{Filing, Lost, merge_report},
};
use exchange::{Answer, Outcome};
use serde::Serialize;

use crate::{
    file::{
        AffiliationLook, BookingLook, Expect, MembershipLook, OpenedAs, PersonLook, Point, ReadLook, ReferralLook,
        Scenario, Told,
    },
    stage::{self, Done, Stage},
};

/// Something that was expected and is otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mismatch {
    /// After which step.
    pub step: usize,
    /// Line in the file.
    pub line: usize,
    /// What was looked at, by its name in the file.
    pub what: String,
    /// As the file has it.
    pub expected: String,
    /// As it is.
    pub got: String,
}

impl std::fmt::Display for Mismatch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { step, line, what, expected, got } = self;
        write!(f, "after step {step} (line {line}): {what}: expected {expected}, got {got}")
    }
}

/// Looks whether an expectation holds now.
///
/// # Errors
/// What is otherwise.
pub fn look(stage: &Stage, scenario: &Scenario, expect: &Expect) -> Result<(), Mismatch> {
    let mismatch =
        |(what, expected, got): Otherwise| Mismatch { step: expect.after, line: expect.line, what, expected, got };
    let Some(done) = stage.done().get(expect.of - 1) else {
        return Err(mismatch(otherwise("of", "a step that was played", "none")));
    };
    point(stage, scenario, done, &expect.point).map_err(mismatch)
}

type Otherwise = (String, String, String);

fn otherwise(what: &str, expected: impl ToString, got: impl ToString) -> Otherwise {
    (what.to_owned(), expected.to_string(), got.to_string())
}

fn same<T: PartialEq + Serialize + ?Sized>(what: &str, expected: &T, got: &T) -> Result<(), Otherwise> {
    let show = |value: &T| serde_json::to_string(value).unwrap_or_default();
    if expected == got { Ok(()) } else { Err(otherwise(what, show(expected), show(got))) }
}

fn point(stage: &Stage, scenario: &Scenario, done: &Done, point: &Point) -> Result<(), Otherwise> {
    match point {
        Point::Accepted => same("verdict", "accepted", &verdict(stage, done)),
        Point::Refused { code, rule } => same("verdict", &refused(*code, *rule), &verdict(stage, done)),
        Point::NoVerdict => same("verdict", "none", &verdict(stage, done)),
        Point::Rules(rules) => {
            let mut expected = rules.clone();
            expected.sort_unstable();
            expected.dedup();
            same("rules", &expected, &done.rules.iter().copied().collect())
        }
        Point::Messages(expected) => messages(stage, done, expected),
        Point::Told(recipients) => {
            for recipient in recipients {
                if inbox(stage, done, *recipient)?.is_empty() {
                    return Err(otherwise("told", format!("a message in the inbox of {recipient:?}"), "none"));
                }
            }
            Ok(())
        }
        Point::NotTold(recipients) => {
            for recipient in recipients {
                let got = inbox(stage, done, *recipient)?.len();
                if got > 0 {
                    return Err(otherwise("not_told", format!("nothing in the inbox of {recipient:?}"), got));
                }
            }
            Ok(())
        }
        Point::Notices(expected) => {
            let got =
                decision(done).map(|decision| decision.notices.iter().map(|notice| notice.kind.clone()).collect());
            same("notices", expected, &got.unwrap_or_default())
        }
        Point::NotDone(expected) => {
            let got: Option<Vec<NotDone>> =
                decision(done).map(|decision| decision.not_done.iter().map(|undone| undone.what.clone()).collect());
            same("not_done", expected, &got.unwrap_or_default())
        }
        Point::Person(look) => person(stage, scenario, look),
        Point::Outbox(look) => {
            let got = stage.in_outbox(done).map_err(|problem| otherwise("outbox", "the command", problem))?;
            same("outbox.state", look.state.as_str(), got.state.as_str())?;
            maybe("outbox.code", look.code.map(|code| code.0.as_str().to_owned()), got.code)?;
            maybe("outbox.rule", look.rule.map(|rule| rule.as_str().to_owned()), got.rule)?;
            maybe("outbox.can_send_on_new_number", look.can_send_on_new_number, Some(got.can_send_on_new_number))
        }
        Point::Opened(look) => opened(done, look),
        Point::Read(look) => read(done, look),
        Point::Heard(kinds) => {
            let got: Vec<String> = done.heard.iter().map(|(_, event)| stage::kind_of(event)).collect();
            match kinds.iter().find(|kind| !got.contains(kind)) {
                Some(kind) => Err(otherwise("heard", kind, format!("{got:?}"))),
                None => Ok(()),
            }
        }
        Point::SameAnswer => {
            let is_repeated = done.rules.contains(&RuleId::SbId) && matches!(done.answer, Some(Answer::Verdict(_)));
            if is_repeated {
                Ok(())
            } else {
                Err(otherwise("same_answer", "the first answer again", verdict(stage, done)))
            }
        }
    }
}

/// Compares only what the file has.
fn maybe<T: PartialEq + Serialize>(what: &str, expected: Option<T>, got: Option<T>) -> Result<(), Otherwise> {
    if expected.is_none() { Ok(()) } else { same(what, &expected, &got) }
}

fn refused(code: RefusalCode, rule: RuleId) -> String {
    format!("refused {} ({rule})", code.as_str())
}

fn verdict(stage: &Stage, done: &Done) -> String {
    match &done.answer {
        Some(Answer::Verdict(verdict)) => match &verdict.outcome {
            Outcome::Accepted { .. } => "accepted".to_owned(),
            Outcome::Refused(Refusal { code, rule }) => refused(*code, *rule),
        },
        Some(Answer::IdTaken { .. }) => refused(RefusalCode::IdTaken, RuleId::SbId),
        Some(Answer::NotUnderstood { .. }) => "not understood".to_owned(),
        None => match stage.in_outbox(done) {
            Ok(entry) => match (entry.state.as_str(), entry.code, entry.rule) {
                ("accepted", ..) => "accepted".to_owned(),
                ("refused", Some(code), Some(rule)) => format!("refused {code} ({rule})"),
                _ => "none".to_owned(),
            },
            Err(_) => done.previewed.clone().unwrap_or_else(|| "none".to_owned()),
        },
    }
}

fn decision(done: &Done) -> Option<&Decision> {
    match &done.answer {
        Some(Answer::Verdict(verdict)) => match &verdict.outcome {
            Outcome::Accepted { decision, .. } => Some(decision),
            Outcome::Refused(_) => None,
        },
        Some(Answer::IdTaken { .. } | Answer::NotUnderstood { .. }) | None => None,
    }
}

fn messages(stage: &Stage, done: &Done, expected: &[Told]) -> Result<(), Otherwise> {
    let got = stage.verdict(done).map(stage::messages).unwrap_or_default();
    let show = |told: &Told| {
        let Told { kind, to, old, new, event_date, happening } = told;
        let numbers = old.zip(*new).map(|(old, new)| format!(" {old} → {new}")).unwrap_or_default();
        let date = event_date.map(|date| format!(", {date}")).unwrap_or_default();
        let happening = happening.map(|happening| format!(" {happening:?}")).unwrap_or_default();
        format!("{kind} to {to:?}{numbers}{date}{happening}")
    };
    let all = |list: &[Told]| {
        if list.is_empty() { "none".to_owned() } else { list.iter().map(show).collect::<Vec<_>>().join("; ") }
    };
    let fits = |expected: &Told, got: &Told| {
        let whole = Told {
            old: expected.old.or(got.old),
            new: expected.new.or(got.new),
            event_date: expected.event_date.or(got.event_date),
            happening: expected.happening.or(got.happening),
            ..expected.clone()
        };
        whole == *got
    };
    let mut left = got.clone();
    for told in expected {
        match left.iter().position(|got| fits(told, got)) {
            Some(at) => drop(left.remove(at)),
            None => return Err(otherwise("messages", all(expected), all(&got))),
        }
    }
    if left.is_empty() { Ok(()) } else { Err(otherwise("messages", all(expected), all(&got))) }
}

fn inbox(stage: &Stage, done: &Done, recipient: crate::file::Recipient) -> Result<Vec<Told>, Otherwise> {
    let id = done.id.ok_or_else(|| otherwise("told", "a step with a command", "none"))?;
    stage.inbox_of(recipient, id).map_err(|problem| otherwise("told", "an inbox", problem))
}

/// Looks at a person, and asks that every number of the person shows the same (S23-1.1g).
fn person(stage: &Stage, scenario: &Scenario, look: &PersonLook) -> Result<(), Otherwise> {
    let unknown = |problem: String| otherwise("person.who", &look.who, problem);
    let number = scenario.number(&look.who).ok_or_else(|| unknown("neither a label nor a number".to_owned()))?;
    let person = stage.find(number).map_err(unknown)?.person;
    for other in &person.numbers.known {
        let by_other = stage.find(*other).map_err(unknown)?.person;
        if by_other != person {
            return Err(otherwise("person", format!("the same by {number} and {other}"), "something else"));
        }
    }
    let today = stage.today();
    let basic = person.basic();
    let code = |code: Option<String>| Some(code.unwrap_or_else(|| "none".to_owned()));
    maybe("person.number", look.number, Some(person.current_number()))?;
    maybe("person.numbers", look.numbers.clone(), Some(person.numbers.newest_first()))?;
    maybe("person.name", look.name.clone(), basic.name)?;
    maybe("person.status", look.status, basic.status)?;
    maybe("person.municipality", look.municipality, basic.municipality.and_then(|municipality| municipality.real))?;
    maybe("person.is_999", look.is_999, basic.municipality.map(|municipality| municipality.is_999))?;
    let is_protected = basic.protection.is_some_and(|protection| protection.is_in_force(today));
    maybe("person.protected", look.protected, Some(is_protected))?;
    maybe("person.jobcentre", look.jobcentre.clone(), code(person.jobcentre_on(today).map(|code| code.to_string())))?;
    maybe("person.fund", look.fund.clone(), code(person.fund_on(today).map(|code| code.to_string())))?;
    let group = person.contact_group_on(today).map_or(0, |group| group.0);
    maybe("person.contact_group", look.contact_group, Some(group))?;
    let mut contact_persons: Vec<String> =
        person.contact_persons_on(today).map(|record| record.caseworker.0.clone()).collect();
    contact_persons.sort_unstable();
    contact_persons.dedup();
    maybe("person.contact_persons", look.contact_persons.clone(), Some(contact_persons))?;
    records(look, &person)
}

fn records(look: &PersonLook, person: &Person) -> Result<(), Otherwise> {
    let standing = person.affiliations.records.iter().filter_map(|record| {
        let period = record.period()?;
        Some(AffiliationLook { jobcentre: record.jobcentre, from: period.from, to: period.to })
    });
    let mut standing: Vec<_> = standing.collect();
    standing.sort_by_key(|look| (look.from, look.to));
    maybe("person.affiliation", look.affiliation.clone(), Some(standing))?;

    let is_converted = person.hangings().into_iter().all(|one| one.filing == Filing::OnPerson);
    maybe("person.converted", look.converted, Some(is_converted))?;

    let mut comments: Vec<&Comment> =
        person.comments.records.iter().filter(|comment| comment.withdrawn.is_none()).collect();
    comments.sort_by_key(|comment| (comment.registered, comment.id));
    let texts = comments.into_iter().map(|comment| comment.text.clone()).collect();
    maybe("person.comments", look.comments.clone(), Some(texts))?;

    let booking = person.bookings.standing().map(|booking| BookingLook {
        kind: booking.content.kind.0,
        start: booking.content.start,
        by: booking.by,
    });
    let mut bookings: Vec<_> = booking.collect();
    bookings.sort_by_key(|look| (look.start, look.kind));
    maybe("person.bookings", look.bookings.clone(), Some(bookings))?;

    let referral = person.referrals.records.iter().map(|record| ReferralLook {
        cvr: record.content.operator.cvr.clone(),
        from: record.content.from,
        to: record.content.to,
    });
    let mut referrals: Vec<_> = referral.collect();
    referrals.sort_by_key(|look| (look.from, look.to));
    maybe("person.referrals", look.referrals.clone(), Some(referrals))?;

    let membership = person.memberships.records.iter().map(|record| MembershipLook {
        fund: record.fund,
        from: record.period.from,
        to: record.period.to,
        number: record.number,
    });
    let mut memberships: Vec<_> = membership.collect();
    memberships.sort_by_key(|look| look.from);
    maybe("person.membership", look.membership.clone(), Some(memberships))?;

    let lost = merge_report(person).into_iter().map(|entry| match entry.lost {
        Lost::Cut { .. } => "cut".to_owned(),
        Lost::Dropped { .. } => "dropped".to_owned(),
        Lost::Value { .. } => "value".to_owned(),
    });
    let mut lost: Vec<String> = lost.collect();
    lost.sort();
    let expected = look.merge_report.clone().map(|mut expected| {
        expected.sort();
        expected
    });
    maybe("person.merge_report", expected, Some(lost))
}

fn read(done: &Done, look: &ReadLook) -> Result<(), Otherwise> {
    let Some(got) = &done.read else { return Err(otherwise("read", "a fund that reads", "a step of another kind")) };
    same("read.may", &look.may, &got.is_some())?;
    let got = got.as_ref();
    let bookings = got.map(|got| got.bookings.iter().map(|booking| booking.content.kind.0).collect());
    let held = got.map(|got| got.held.iter().map(|conversation| conversation.content.kind.0).collect());
    maybe("read.bookings", look.bookings.clone(), bookings)?;
    maybe("read.held", look.held.clone(), held)
}

fn opened(done: &Done, look: &OpenedAs) -> Result<(), Otherwise> {
    let Some(answer) = &done.opened else { return Err(otherwise("opened", "a look-up", "a step of another kind")) };
    let got = stage::opened_as(answer);
    same("opened.answer", look.answer.as_str(), got.answer.as_str())?;
    maybe("opened.name", look.name.clone(), got.name)?;
    maybe("opened.number", look.number.clone(), got.number)?;
    maybe("opened.by_former", look.by_former, got.by_former)?;
    maybe("opened.tags", look.tags.clone(), got.tags)?;
    let shown = got.rules.unwrap_or_default();
    match look.rules.iter().flatten().find(|rule| !shown.contains(rule)) {
        Some(rule) => Err(otherwise("opened.rules", rule, format!("{shown:?}"))),
        None => Ok(()),
    }
}
