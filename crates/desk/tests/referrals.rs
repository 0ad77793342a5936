//! Referrals to other operators that wait: on the page, in Ikke sendt, to a new number, and without what they build on.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod world;

use desk::Desk;
use desk::door::*;
use domain::{
    Command, RecordId, WrittenNumber,
    communication::{Operator, ReferralContent},
};
use world::*;

fn typed() -> ReferralFields {
    ReferralFields {
        cvr: "99 00 00 17".into(),
        p_number: " 1000000017 ".into(),
        name: " Øvelsesaktøren ".into(),
        from: "d".into(),
        to: String::new(),
        reason: "Vejledning".into(),
    }
}

fn refers(mette: &CitizenView, fields: ReferralFields) -> Draft {
    draft(mette, DraftForm::RegisterReferral { fields })
}

fn ends(mette: &CitizenView, referral: &ReferralView, to: &str) -> Draft {
    let ReferralView { referral, revision, .. } = referral.clone();
    draft(mette, DraftForm::EndReferral { referral, revision, to: to.into() })
}

fn only_referral(desk: &Desk, number: &str) -> ReferralView {
    let mut referrals = open_by(desk, number).referrals;
    assert_eq!(referrals.len(), 1);
    referrals.remove(0)
}

/// Offline, with Mette referred and the referral ended: nothing is sent.
fn referred_offline() -> (World, Desk, CitizenView, [OutboxEntry; 2]) {
    let (world, desk, mette) = with_mette();
    switch(&desk, false);
    let referral = confirm(&desk, refers(&mette, typed()));
    let end = confirm(&desk, ends(&mette, &only_referral(&desk, METTE), "29.09.2023"));
    (world, desk, mette, [referral, end])
}

/// SB-REFERRAL: as it waits, as it is sent, and in the history.
#[test]
fn a_referral_stands_on_the_page_at_once() {
    let (_world, desk, mette) = with_mette();
    no_rest(&desk);
    assert!(mette.referrals.is_empty());
    switch(&desk, false);
    let Preview::Accepted { effects, days, .. } = desk.preview(refers(&mette, typed())).unwrap() else {
        panic!("refused")
    };
    assert_eq!(days, UnderstoodDays { from: Some("2023-09-20".into()), ..UnderstoodDays::default() });
    assert_eq!(
        (effects[0].subject.da.as_str(), effects[0].outcome.da.as_str()),
        ("Henvisning til Øvelsesaktøren", "fra 20.09.2023 uden slutdato")
    );
    assert!(effects[0].rule.ours && effects.iter().any(|effect| effect.group == "not_told"));

    let entry = confirm(&desk, refers(&mette, typed()));
    assert_eq!(entry.summary, "Øvelsesaktøren fra 20.09.2023 uden slutdato");
    let sent: Vec<_> = entry.corrections.iter().map(|one| one.sent.da.as_str()).collect();
    assert!(sent.contains(&"99000017") && sent.contains(&"1000000017") && sent.contains(&"Vejledning"), "{sent:?}");
    let waits = only_referral(&desk, METTE);
    assert_eq!((waits.state.as_str(), waits.cvr.as_str()), ("running", "99000017"));
    assert!(waits.waiting.is_some() && waits.can_end);
    let Preview::Refused { refusal, .. } = desk.preview(refers(&mette, typed())).unwrap() else { panic!("twice") };
    assert_eq!(refusal.code, "SB-2406");

    let end = confirm(&desk, ends(&mette, &waits, "29.09.2023"));
    switch(&desk, true);
    desk.settle();
    assert!(is_accepted(&desk, &entry) && is_accepted(&desk, &end));
    let ended = only_referral(&desk, METTE);
    assert_eq!((ended.period.da.as_str(), &ended.waiting), ("fra 20.09.2023 til 29.09.2023", &None));
    assert_eq!((ended.to.as_str(), ended.by.da.as_str()), ("29.09.2023", "Line Bjerre, Jobcenter Aarhus"));
    let history = desk.history(CitizenRef { citizen: mette.citizen.clone() }).unwrap();
    let titles: Vec<_> = history.groups.iter().map(|group| group.title.da.as_str()).take(2).collect();
    assert_eq!(titles, ["Henvisning slutter", "Henvisning til anden aktør"]);
    assert!(history.groups[0].lines.iter().any(|line| line.area == "referrals"));
}

/// What is missing is said before anything is decided, and a day that is none.
#[test]
fn what_is_not_typed_yet_is_asked_for() {
    let (_world, desk, mette) = with_mette();
    let said = |fields: ReferralFields| match desk.preview(refers(&mette, fields)).unwrap() {
        Preview::Incomplete { text } => text.da,
        other => panic!("{other:?}"),
    };
    assert!(said(ReferralFields { cvr: " ".into(), ..typed() }).contains("CVR-nummer"));
    assert!(said(ReferralFields { name: String::new(), ..typed() }).contains("navn på den anden aktør"));
    assert!(said(ReferralFields { from: String::new(), ..typed() }).contains("første dag"));
    assert!(!said(ReferralFields { to: "30.02.2024".into(), ..typed() }).is_empty());
    let Preview::Refused { refusal, .. } =
        desk.preview(refers(&mette, ReferralFields { cvr: "9900001".into(), ..typed() })).unwrap()
    else {
        panic!("seven digits")
    };
    assert_eq!(refusal.code, "SB-2401");
}

#[test]
fn the_end_of_a_waiting_referral_follows_it_to_the_new_number() {
    let (world, desk, _, [referral, end]) = referred_offline();
    world.new_number(METTE, METTE_NEW);
    world.pass(9);
    switch(&desk, true);
    desk.settle();
    for entry in [&referral, &end] {
        assert!(matches!(entry_of(&desk, &entry.command).state, EntryState::Held { .. }));
    }
    assert!(desk.send_on_new_number(reference_to(&end)).is_err(), "what it builds on first");
    let referral = desk.send_on_new_number(reference_to(&referral)).unwrap();
    let end = desk.send_on_new_number(reference_to(&end)).unwrap();
    world.pass(9);
    desk.settle();
    assert!(is_accepted(&desk, &referral) && is_accepted(&desk, &end));
    assert_eq!(only_referral(&desk, METTE_NEW).to, "29.09.2023");
}

#[test]
fn the_end_of_a_referral_that_is_taken_back_is_kept_back() {
    let (world, desk, _, [referral, end]) = referred_offline();
    desk.undo(reference_to(&referral)).unwrap();
    world.pass(9);
    switch(&desk, true);
    desk.settle();
    let EntryState::Held { refusal } = entry_of(&desk, &end.command).state else { panic!("sent all the same") };
    assert_eq!(refusal.code, "SB-2407");
    let kept = open_by(&desk, METTE).drafts;
    assert!(
        matches!(&kept[..], [Draft { form: DraftForm::RegisterReferral { fields }, .. }] if fields.cvr == "99000017"),
        "what was typed is a draft again: {kept:?}"
    );
}

/// Refused because of what was not known here: found again with all that was typed, and corrected.
#[test]
fn a_refused_referral_is_corrected() {
    let (world, desk, mette) = with_mette();
    switch(&desk, false);
    let referral = confirm(&desk, refers(&mette, typed()));
    let operator = Operator { cvr: "99000017".into(), p_number: None, name: "Øvelsesaktøren".into() };
    let (from, to) = ("2023-09-18".parse().unwrap(), Some("2023-10-20".parse().unwrap()));
    let referral_of_a_colleague = Box::new(ReferralContent { operator, from, to, reason: None });
    let number = WrittenNumber(METTE.into());
    world.colleague("karim", &Command::RegisterReferral { number, referral: referral_of_a_colleague });
    world.pass(9);
    switch(&desk, true);
    desk.settle();
    let EntryState::Refused { refusal, .. } = entry_of(&desk, &referral.command).state else { panic!("accepted") };
    assert_eq!(refusal.code, "SB-2406");
    let again = entry_of(&desk, &referral.command).draft.unwrap();
    let DraftForm::RegisterReferral { fields } = &again.form else { panic!("{again:?}") };
    assert_eq!((fields.cvr.as_str(), fields.from.as_str()), ("99000017", "20.09.2023"));
    assert_eq!((fields.p_number.as_str(), fields.reason.as_str()), ("1000000017", "Vejledning"));

    let later = ReferralFields { from: "21.10.2023".into(), ..fields.clone() };
    let form = DraftForm::RegisterReferral { fields: later };
    let correcting = Correcting { command: referral.command.clone(), form: form.clone() };
    let Preview::Accepted { fingerprint, .. } = desk.preview_correction(correcting).unwrap() else {
        panic!("refused again")
    };
    let renewed = Confirm { draft: Draft { form, ..again.clone() }, fingerprint, renews: Some(referral.command) };
    let renewed = desk.confirm(renewed).unwrap();
    world.pass(9);
    desk.settle();
    assert!(is_accepted(&desk, &renewed));
    let froms: Vec<_> = open_by(&desk, METTE).referrals.into_iter().map(|one| (one.period.da, one.state)).collect();
    let of = |period: &str, state: &str| (period.to_owned(), state.to_owned());
    assert_eq!(froms, [of("fra 21.10.2023 uden slutdato", "coming"), of("fra 18.09.2023 til 20.10.2023", "running")]);
}

/// A referral that is sent, and a desk without a connection.
fn referred() -> (World, Desk, CitizenView) {
    let (world, desk, mette) = with_mette();
    no_rest(&desk);
    confirm(&desk, refers(&mette, typed()));
    desk.settle();
    switch(&desk, false);
    (world, desk, mette)
}

/// SB-REFERRAL: a last day that a colleague has set meanwhile gives way only to who has seen it.
#[test]
fn a_referral_is_not_ended_unseen() {
    let (world, desk, mette) = referred();
    let referral = only_referral(&desk, METTE);
    let mine = confirm(&desk, ends(&mette, &referral, "13.10.2023"));
    let record = RecordId(referral.referral.parse().unwrap());
    let (number, to) = (WrittenNumber(METTE.into()), "2023-09-29".parse().unwrap());
    world.colleague("karim", &Command::EndReferral { number, record, revision: 1, to });
    switch(&desk, true);
    desk.settle();
    let mine = entry_of(&desk, &mine.command);
    let EntryState::Refused { refusal, .. } = &mine.state else { panic!("{:?}", mine.state) };
    assert_eq!(refusal.code, "SB-2409");
    assert_eq!(only_referral(&desk, METTE).to, "29.09.2023", "as the colleague has it");

    let again = mine.draft.unwrap();
    let DraftForm::EndReferral { revision: 2, to, .. } = &again.form else { panic!("{again:?}") };
    assert_eq!(to, "13.10.2023");
    let correcting = Correcting { command: mine.command.clone(), form: again.form.clone() };
    let Preview::Accepted { fingerprint, .. } = desk.preview_correction(correcting).unwrap() else { panic!("refused") };
    let again = desk.confirm(Confirm { draft: again, fingerprint, renews: Some(mine.command) }).unwrap();
    desk.settle();
    assert!(is_accepted(&desk, &again));
    assert_eq!(only_referral(&desk, METTE).to, "13.10.2023");
}

/// It speaks of a last day that never came about: whoever wrote it looks again.
#[test]
fn an_end_on_an_end_that_is_undone_is_kept_back() {
    let (world, desk, mette) = referred();
    rest(&desk, 8);
    let first = confirm(&desk, ends(&mette, &only_referral(&desk, METTE), "29.09.2023"));
    let second = confirm(&desk, ends(&mette, &only_referral(&desk, METTE), "13.10.2023"));
    desk.undo(reference_to(&first)).unwrap();
    world.pass(9);
    switch(&desk, true);
    desk.settle();
    let second = entry_of(&desk, &second.command);
    let EntryState::Held { refusal } = second.state else { panic!("{:?}", second.state) };
    assert_eq!(refusal.code, "SB-2409");
    let Some(DraftForm::EndReferral { revision, to, .. }) = second.draft.map(|draft| draft.form) else { panic!() };
    assert_eq!((revision, to.as_str()), (1, "13.10.2023"));
}
