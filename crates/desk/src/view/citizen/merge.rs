use domain::{
    RuleId,
    person::{BasicData, Lost, MergeEntry, merge_report},
};

use crate::{
    dates,
    door::{MergeLine, Text},
    view::{
        Seen, number,
        reference::{chip, municipality_name, our_reading},
        tell_change::{address, period, protection, record_name},
    },
};

/// What gave way in merges, one line a period and a value (S23-1.1f). That the newer number's value stands is DFDG's
/// word; the dates of a cut and what is dropped are our reading.
pub(super) fn report(seen: &Seen) -> Vec<MergeLine> {
    merge_report(&seen.known.person).iter().flat_map(|entry| lines(seen, entry)).collect()
}

fn lines(seen: &Seen, entry: &MergeEntry) -> Vec<MergeLine> {
    let reader = seen.reader();
    let number = number::number(&seen.known.person, entry.number, seen.mask());
    let line = |kind: &str, what, before, after, rule| MergeLine {
        kind: kind.to_owned(),
        what,
        before,
        after,
        number: number.clone(),
        rule,
    };
    match &entry.lost {
        Lost::Cut { area, record, before, after } => {
            let what = record_name(reader, *area, *record);
            vec![line("cut", what, period(*before), period(*after), our_reading(RuleId::S23_1_1f))]
        }
        Lost::Dropped { area, record, before } => {
            let after = Text::new("bortfaldet", "dropped");
            vec![line(
                "dropped",
                record_name(reader, *area, *record),
                period(*before),
                after,
                our_reading(RuleId::S23_1_1f),
            )]
        }
        Lost::Value { before, after } => {
            let fields = fields(seen, before).into_iter().zip(fields(seen, after));
            let lost = fields.filter_map(|((name, before), (_, after))| Some((name, before?, after?)));
            lost.map(|(name, before, after)| line("value", name, before, after, chip(RuleId::S23_1_1f))).collect()
        }
    }
}

/// The values of the basic data in words, always in the same order.
fn fields(seen: &Seen, data: &BasicData) -> Vec<(Text, Option<Text>)> {
    let reader = seen.reader();
    let BasicData { registered: _, name, birth_date, address: home, municipality, protection: protected, status: _ } =
        data;
    let place = municipality.map(|one| match one.real.filter(|_| !one.is_999) {
        Some(code) => municipality_name(code),
        None => municipality_name(domain::MunicipalityCode::KMD_SICKNESS_BENEFIT),
    });
    vec![
        (Text::new("Navn", "Name"), name.clone().map(Text::same)),
        (Text::new("Fødselsdato", "Date of birth"), birth_date.map(|day| Text::same(dates::show(day)))),
        (Text::new("Adresse", "Address"), home.as_ref().map(|one| address(one, reader))),
        (Text::new("Kommune", "Municipality"), place),
        (Text::new("Navne- og adressebeskyttelse", "Name and address protection"), protected.map(protection)),
    ]
}
