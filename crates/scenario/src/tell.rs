//! A scenario told step by step, with the desk's own sentences.

use desk::{
    Known, dates,
    door::{HistoryLine, OpenAnswer, RuleChip, Text},
    view::{self, Names, Seen},
};
use domain::{
    Actor, CaseworkerId, CommandId, CprNumber, JobcentreCode, Refusal, RefusalCode, RuleId, contact_course::FundReading,
};
use exchange::{Answer, Outcome};

use crate::{
    check::Mismatch,
    file::{Act, DeskAct, Scenario, Step, Switch, Words},
    stage::{Done, Stage},
};

/// The language of a telling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// Danish.
    Danish,
    /// English.
    English,
}

impl Language {
    fn text(self, text: &Text) -> String {
        self.pick(&text.da, &text.en).to_owned()
    }

    fn words(self, words: &Words) -> &str {
        match self {
            Self::Danish => &words.da,
            Self::English => &words.en,
        }
    }

    fn pick<'a>(self, da: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Danish => da,
            Self::English => en,
        }
    }
}

/// The beginning: what it is about, when, who is there, and the rules with their titles.
#[must_use]
pub fn opening(scenario: &Scenario, language: Language) -> Vec<String> {
    let mut lines = vec![language.words(&scenario.title).to_owned()];
    lines.push(format!(
        "{} {}",
        language.pick("Det begynder", "It begins"),
        dates::at(scenario.start).replace('T', " ")
    ));
    lines.extend(scenario.people.iter().map(|person| format!("  {} · {}", person.label, person.number.0)));
    for rule in &scenario.rules {
        let title = reference::rule(*rule).map(|text| language.pick(&text.title.da, &text.title.en).to_owned());
        lines.push(format!("  [{rule}] {}", title.unwrap_or_default()));
    }
    lines
}

/// One step and what came of it.
#[must_use]
pub fn step(nth: usize, step: &Step, done: &Done, stage: &Stage, language: Language) -> Vec<String> {
    let at = dates::at(stage.now()).replace('T', " ");
    let mut lines =
        vec![String::new(), format!("{} {nth} · {at} · {}", language.pick("Trin", "Step"), act(&step.act, language))];
    lines.extend(step.say.as_ref().map(|say| format!("  »{}«", language.words(say))));
    lines.extend(outcome(done, stage, language).into_iter().map(|line| format!("  {line}")));
    if let Act::Desk { desk, act: DeskAct::Go(Switch::Online), .. } = &step.act {
        lines.extend(sent_meanwhile(desk, stage, language));
    }
    lines
}

/// What was otherwise than expected.
#[must_use]
pub fn mismatch(mismatch: &Mismatch, language: Language) -> String {
    let Mismatch { step, line, what, expected, got } = mismatch;
    match language {
        Language::Danish => format!("Efter trin {step} (linje {line}): {what}: ventede {expected}, fik {got}"),
        Language::English => mismatch.to_string(),
    }
}

fn act(act: &Act, language: Language) -> String {
    let pick = |da: &str, en: &str| language.pick(da, en).to_owned();
    match act {
        Act::Clock(_) => pick("uret bliver stillet", "the clock is set"),
        Act::Actor { actor, command, .. } => {
            format!("{}: {}", by(actor, language), command.kind().as_str())
        }
        Act::Read { actor, .. } => {
            format!("{}: {}", by(actor, language), pick("læser om borgeren", "reads of the citizen"))
        }
        Act::Repeat { step, with: None } => format!("{} {step}", pick("gentager trin", "repeats step")),
        Act::Repeat { step, with: Some(_) } => {
            format!("{} {step}", pick("andet indhold med samme id som trin", "another content with the id of step"))
        }
        Act::Desk { desk, act, lose_reply } => {
            let lost = if *lose_reply { pick(" (svaret går tabt)", " (the answer is lost)") } else { String::new() };
            format!("{desk}: {}{lost}", at_desk(act, language))
        }
    }
}

fn at_desk(act: &DeskAct, language: Language) -> String {
    let pick = |da: &str, en: &str| language.pick(da, en).to_owned();
    match act {
        DeskAct::Write(command) => command.kind().as_str().to_owned(),
        DeskAct::Correct { step, .. } => {
            format!("{} {step}", pick("ret og send igen, trin", "correct and send again, step"))
        }
        DeskAct::Go(Switch::Offline) => pick("slår forbindelsen fra", "switches the connection off"),
        DeskAct::Go(Switch::Online) => pick("slår forbindelsen til", "switches the connection on"),
        DeskAct::LookUp { typed, .. } => format!("{} {typed}", pick("slår op:", "looks up:")),
        DeskAct::SendOnNewNumber(step) => {
            format!("{} {step}", pick("send på det nye nummer, trin", "send on the new number, step"))
        }
        DeskAct::SendNow(step) => format!("{} {step}", pick("send nu, trin", "send now, step")),
        DeskAct::Undo(step) => format!("{} {step}", pick("fortryd trin", "undo step")),
        DeskAct::Discard { step, reason } => format!("{} {step}: {reason}", pick("kassér trin", "discard step")),
    }
}

fn by(actor: &Actor, language: Language) -> String {
    match actor {
        Actor::Cpr => language.pick("CPR-registret", "the CPR register").to_owned(),
        Actor::Jobnet => language.pick("Borgeren på Jobnet", "the citizen on Jobnet").to_owned(),
        Actor::CaseSystem { jobcentre, .. } => {
            let name = language.text(&view::jobcentre_name(*jobcentre));
            format!("{}, {name}", language.pick("Fagsystem", "case system"))
        }
        Actor::Fund { fund } => {
            let name = reference::funds().iter().find(|known| known.code == *fund).map(|known| known.name.clone());
            name.unwrap_or_else(|| format!("{} {fund}", language.pick("A-kasse", "Fund")))
        }
        Actor::Caseworker { caseworker, jobcentre } => {
            format!("{}, {}", caseworker.0, language.text(&view::jobcentre_name(*jobcentre)))
        }
    }
}

fn outcome(done: &Done, stage: &Stage, language: Language) -> Vec<String> {
    let pick = |da: &str, en: &str| language.pick(da, en).to_owned();
    if let Some(opened) = &done.opened {
        return opening_of(opened, language);
    }
    if let Some(read) = &done.read {
        return vec![reading_of(read.as_ref(), language)];
    }
    match &done.answer {
        Some(Answer::Verdict(verdict)) => match &verdict.outcome {
            Outcome::Refused(refusal) => refused(refusal, language),
            Outcome::Accepted { .. } => {
                let number = stage.command(done).and_then(|command| command.written_under().read().ok());
                [vec![pick("Godkendt.", "Accepted.")], history(stage, number, done.id, language)].concat()
            }
        },
        Some(Answer::IdTaken { .. }) => refused(&Refusal { code: RefusalCode::IdTaken, rule: RuleId::SbId }, language),
        Some(Answer::NotUnderstood { .. }) => vec![pick("Ikke forstået; den venter.", "Not understood; it waits.")],
        None => in_outbox(done, stage, language),
    }
}

fn reading_of(read: Option<&FundReading>, language: Language) -> String {
    let told = match read {
        Some(FundReading { bookings, held }) => {
            let (bookings, held) = (bookings.len(), held.len());
            match language {
                Language::Danish => format!("{bookings} indkaldelser og {held} afholdte samtaler"),
                Language::English => format!("{bookings} bookings and {held} held conversations"),
            }
        }
        None => language.pick("Kan ikke læse om borgeren.", "May not read of the citizen.").to_owned(),
    };
    format!("{told} [{}]", FundReading::RULE)
}

/// What became of everything that was written at a desk, now that it is online again.
fn sent_meanwhile(desk: &str, stage: &Stage, language: Language) -> Vec<String> {
    let of_desk =
        stage.done().iter().enumerate().filter(|(_, done)| done.desk.as_deref() == Some(desk) && done.id.is_some());
    let told = of_desk.flat_map(|(at, done)| {
        let lines = in_outbox(done, stage, language).into_iter();
        lines.map(move |line| format!("  {} {}: {line}", language.pick("Trin", "Step"), at + 1))
    });
    told.collect()
}

fn in_outbox(done: &Done, stage: &Stage, language: Language) -> Vec<String> {
    let Ok(entry) = stage.in_outbox(done) else {
        return done.previewed.iter().cloned().collect();
    };
    let why = match (&entry.code, &entry.rule) {
        (Some(code), Some(rule)) => format!(" {code} [{rule}]"),
        _ => String::new(),
    };
    let state = match (language, entry.state.as_str()) {
        (Language::Danish, "resting") => "Kan stadig fortrydes i Ikke sendt.",
        (Language::Danish, "waiting") => "Venter i Ikke sendt.",
        (Language::Danish, "sent") => "Sendt, svaret mangler.",
        (Language::Danish, "held") => "Holdt tilbage i Ikke sendt:",
        (Language::Danish, "refused") => "Afvist:",
        (Language::Danish, "accepted") => "Godkendt.",
        (Language::Danish, "undone") => "Fortrudt.",
        (Language::Danish, "discarded") => "Kasseret.",
        (_, other) => other,
    };
    let mut lines = vec![format!("{state}{why}")];
    if entry.state == "accepted" {
        lines.extend(history(stage, done.number, done.id, language));
    }
    lines
}

fn opening_of(opened: &OpenAnswer, language: Language) -> Vec<String> {
    match opened {
        OpenAnswer::AskPurpose { text } | OpenAnswer::Unknown { text } | OpenAnswer::OutOfReach { text } => {
            vec![language.text(text)]
        }
        OpenAnswer::Citizen { citizen } => {
            let tags: Vec<String> = citizen.tags.iter().map(|tag| language.text(&tag.text)).collect();
            let mut lines = vec![format!("{} · {} {}", citizen.name, citizen.number.shown, tags.join(" · "))];
            lines.extend(citizen.opened_by_former.as_ref().map(|former| {
                let said = language.pick("fundet på et tidligere nummer", "found by a former number");
                format!("{} {said} [{}]", former.typed.shown, former.rule.id)
            }));
            lines
        }
    }
}

fn refused(refusal: &Refusal, language: Language) -> Vec<String> {
    let told = view::refusal(refusal);
    let head = format!("{} {} [{}]", language.pick("Afvist:", "Refused:"), told.code, told.rule.id);
    let dfdg = told.dfdg.map(|text| format!("»{text}«"));
    [Some(head), dfdg, Some(language.text(&told.what)), Some(language.text(&told.what_to_do))]
        .into_iter()
        .flatten()
        .collect()
}

/// What the citizen's history says of a command.
fn history(stage: &Stage, number: Option<CprNumber>, id: Option<CommandId>, language: Language) -> Vec<String> {
    let (Some(number), Some(id)) = (number, id) else { return Vec::new() };
    let Ok(found) = stage.find(number) else { return Vec::new() };
    let own = found.person.jobcentre_on(stage.today()).unwrap_or(JobcentreCode::COPENHAGEN);
    let known = Known {
        person: found.person,
        version: found.version,
        journal: found.journal,
        fetched_at: stage.now(),
        in_scope: true,
    };
    let seen = Seen {
        known: &known,
        pending: &[],
        after: &known.person,
        typed: None,
        today: stage.today(),
        now: stage.now(),
        own,
        hide_numbers: false,
        drafts: &[],
        offline_since: None,
        caseworker: &CaseworkerId(String::new()),
        names: &Names::default(),
        unsent: &[],
    };
    let group = view::history(&seen).groups.into_iter().find(|group| group.command == id.to_string());
    group.map(|group| group.lines.iter().map(|line| effect(line, language)).collect()).unwrap_or_default()
}

fn effect(line: &HistoryLine, language: Language) -> String {
    let sign = match line.kind.as_str() {
        "change" => "→",
        "message" => "✉",
        "notice" => "!",
        _ => "·",
    };
    let before = line.before.as_ref().map(|before| format!("{} → ", language.text(before))).unwrap_or_default();
    let rules: Vec<String> = line.rules.iter().map(|rule: &RuleChip| format!("[{}]", rule.id)).collect();
    format!("{sign} {}: {before}{} {}", language.text(&line.subject), language.text(&line.after), rules.join(" "))
}
