//! Referrals to other operators: as they stand on the citizen, and in words.

use domain::communication::{Operator, Referral, ReferralChange, ReferralContent};

use super::{
    Reader, Seen, Tense,
    reference::jobcentre_name,
    tell_change::{Told, ends, period},
};
use crate::{
    dates,
    door::{ReferralFields, ReferralView, Text},
};

/// Every referral of the citizen's: the latest first, and those that are over last.
pub(super) fn referrals(seen: &Seen) -> Vec<ReferralView> {
    let mut referrals: Vec<&Referral> = seen.after.referrals.records.iter().collect();
    referrals
        .sort_by_key(|referral| (referral.is_over(seen.today), std::cmp::Reverse(referral.content.from), referral.id));
    referrals.into_iter().map(|referral| view(seen, referral)).collect()
}

fn view(seen: &Seen, referral: &Referral) -> ReferralView {
    let Referral { id, jobcentre, content, .. } = referral;
    let waiting = match seen.known.person.referrals.find(*id) {
        None => Some(Text::new("Venter på at blive sendt", "Waits to be sent")),
        Some(known) if known != referral => {
            Some(Text::new("Afslutningen venter på at blive sendt", "The end waits to be sent"))
        }
        Some(_) => None,
    };
    let is_over = referral.is_over(seen.today);
    let is_ours = seen.after.jobcentre_on(seen.today) == Some(seen.own) || *jobcentre == seen.own;
    ReferralView {
        referral: id.to_string(),
        revision: referral.revision,
        operator: content.operator.name.clone(),
        cvr: content.operator.cvr.clone(),
        p_number: content.operator.p_number.clone(),
        period: period(content.period()),
        to: content.to.map(dates::show).unwrap_or_default(),
        reason: content.reason.clone(),
        state: match () {
            () if is_over => "over",
            () if seen.today < content.from => "coming",
            () => "running",
        }
        .to_owned(),
        by: by(seen, referral),
        waiting,
        can_end: !is_over && is_ours,
    }
}

/// Who registered it: the caseworker, or another system of the jobcentre's.
fn by(seen: &Seen, Referral { jobcentre, caseworker, .. }: &Referral) -> Text {
    let jobcentre = jobcentre_name(*jobcentre);
    match caseworker.as_ref().map(|caseworker| seen.names.of(caseworker)) {
        Some(name) => Text::new(format!("{name}, {}", jobcentre.da), format!("{name}, {}", jobcentre.en)),
        None => jobcentre,
    }
}

/// What happens to a referral.
pub(super) fn change(change: &ReferralChange, reader: Reader, tense: Tense) -> Told {
    let Operator { cvr, p_number, name } = change.operator();
    let subject = Text::new(format!("Henvisning til {name}"), format!("Referral to {name}"));
    let numbers = match p_number {
        Some(p_number) => Text::new(
            format!("CVR-nummer {cvr}, P-nummer {p_number}"),
            format!("CVR number {cvr}, P-number {p_number}"),
        ),
        None => Text::new(format!("CVR-nummer {cvr}"), format!("CVR number {cvr}")),
    };
    match change {
        ReferralChange::Registered { content, .. } => Told::of(subject, None, period(content.period())),
        ReferralChange::Ended { before, to, .. } => Told::of(subject, Some(period(*before)), ends(*to, reader, tense)),
    }
    .because(numbers)
}

/// To whom, and when.
pub(super) fn summary(content: &ReferralContent) -> Text {
    let (name, period) = (&content.operator.name, period(content.period()));
    Text::new(format!("{name} {}", period.da), format!("{name} {}", period.en))
}

/// Field by field, as it was typed.
pub(super) fn fields(content: &ReferralContent) -> Vec<(Text, Text)> {
    let ReferralContent { operator, from, to, reason } = content;
    let said = [
        ("CVR-nummer", "CVR number", Some(operator.cvr.clone())),
        ("P-nummer", "P-number", operator.p_number.clone()),
        ("Anden aktør", "Other operator", Some(operator.name.clone())),
        ("Første dag", "First day", Some(dates::show(*from))),
        ("Sidste dag", "Last day", to.map(dates::show)),
        ("Årsag og indhold", "Reason and content", reason.clone()),
    ];
    said.into_iter().filter_map(|(da, en, said)| Some((Text::new(da, en), Text::same(said?)))).collect()
}

/// What is typed: the operator and the days, and where there is no page to read it on, the rest.
pub(super) fn typed(fields: &ReferralFields, is_short: bool) -> Text {
    let ReferralFields { cvr, p_number, name, from, to, reason } = fields;
    let mut typed = vec![name, from, to];
    if !is_short {
        typed.extend([cvr, p_number, reason]);
    }
    let said: Vec<&str> = typed.iter().map(|typed| typed.trim()).filter(|typed| !typed.is_empty()).collect();
    Text::same(said.join(" "))
}
