//! A fault planted on purpose. This target must fail within seconds, or the others would find nothing either.
#![no_main]

use chrono::Datelike;
use domain::CprNumber;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(number) = CprNumber::find_in(text) else { return };
    let born_in_december = number.birth_date().filter(|born| born.month() == 12);
    if born_in_december.is_some_and(|born| born.day() > 20) {
        panic!("the planted fault is found");
    }
});
