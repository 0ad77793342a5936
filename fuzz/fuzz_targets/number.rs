//! Numbers, codes and dates as people type, paste and send them.
#![no_main]

use std::fmt::{Debug, Display};
use std::str::FromStr;

use domain::{CprNumber, FundCode, JobcentreCode, MunicipalityCode, PersonStatus, RELEASE_2023_3, WrittenNumber};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    found_in_a_text(text);
    written_in_a_command(text);
    a_code::<JobcentreCode>(text);
    a_code::<MunicipalityCode>(text);
    a_code::<FundCode>(text);
    a_status(text);
    a_date(text);
});

fn found_in_a_text(text: &str) {
    match CprNumber::find_in(text) {
        Ok(number) => {
            assert!(fits_the_pattern(number.digits()));
            assert!(digits(text).contains(number.digits()), "no digit is taken from elsewhere");
            assert_eq!(number.to_string().parse(), Ok(number));
            assert_eq!(CprNumber::find_in(&number.to_string()), Ok(number));
            assert_eq!(CprNumber::find_in(&format!("sag 42 om {number}, 8000 Aarhus")), Ok(number));
            let sent = serde_json::to_string(&number).unwrap();
            assert_eq!(serde_json::from_str::<CprNumber>(&sent).unwrap(), number);
            assert_eq!(digits(&format!("{number:?}")), "");
        }
        Err(error) => assert_eq!(digits(&format!("{error:?}")), ""),
    }
}

fn written_in_a_command(text: &str) {
    let written = WrittenNumber(text.to_owned());
    assert_eq!(digits(&format!("{written:?}")), "");
    match written.read() {
        Ok(number) => {
            assert!(text == number.digits() || text == number.to_string(), "nothing is read that is not written");
            assert_eq!(CprNumber::find_in(text), Ok(number), "what a command may hold can be pasted");
        }
        Err(error) => {
            assert!(!fits_the_pattern(text));
            assert_eq!(digits(&format!("{error:?}")), "");
        }
    }
}

fn a_code<C: FromStr<Err = String> + Display + Debug>(text: &str) {
    match text.parse::<C>() {
        Ok(code) => assert_eq!(code.to_string(), text),
        Err(error) => assert_eq!(error, "x".parse::<C>().unwrap_err(), "an error says nothing of what was typed"),
    }
}

fn a_status(text: &str) {
    match PersonStatus::try_from(text.to_owned()) {
        Ok(status) => assert_eq!(String::from(status), text),
        Err(error) => assert_eq!(error, PersonStatus::try_from("x".to_owned()).unwrap_err()),
    }
}

fn a_date(text: &str) {
    match desk::dates::read(text, RELEASE_2023_3) {
        Ok(day) => {
            for shown in [desk::dates::show(day), desk::dates::iso(day)] {
                assert_eq!(desk::dates::read(&shown, RELEASE_2023_3), Ok(day), "what is shown can be typed");
            }
        }
        Err(why) => assert!(!why.da.is_empty() && !why.en.is_empty() && CprNumber::find_in(&why.da).is_err()),
    }
}

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// DFDG's pattern once more, in other words than the parser's.
fn fits_the_pattern(text: &str) -> bool {
    let is_ten_digits = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit());
    let Some((day, month)) = text.get(..2).zip(text.get(2..4)).filter(|_| is_ten_digits) else { return false };
    let longest = match month {
        "02" => "29",
        "04" | "06" | "09" | "11" => "30",
        "01" | "03" | "05" | "07" | "08" | "10" | "12" => "31",
        _ => "00",
    };
    text == "0000000000" || ("01"..=longest).contains(&day)
}
