use std::{fmt, str::FromStr};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A CPR number as DFDG takes it: ten digits, day and month within DFDG's own pattern.
///
/// The pattern lets 29 February pass in every year and `0000000000` ("required but not known"), and refuses replacement
/// numbers (day + 60). Modulus 11 never refuses a number: numbers that fail it have been valid since 2007.
///
/// Serialised as ten digits; read from ten digits with or without the hyphen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CprNumber([u8; 10]);

/// Why a text is not a CPR number. Answered as 1001.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberError {
    /// Not ten digits once one hyphen and blanks are taken away.
    NotTenDigits,
    /// Day 61–91: a replacement number, which never comes from CPR.
    ReplacementNumber,
    /// The first four digits are no day of any year.
    NoSuchDay,
}

impl CprNumber {
    /// DFDG's number for "required but not known". It fits the pattern and belongs to nobody.
    pub const NOT_KNOWN: Self = Self(*b"0000000000");

    /// Reads what somebody typed or pasted: ten digits, with or without hyphen and blanks, or the first number that stands
    /// in a longer text. Control and direction marks are passed over.
    ///
    /// # Errors
    /// [`NumberError`] says what is wrong with the nearest thing to a number in the text.
    pub fn find_in(text: &str) -> Result<Self, NumberError> {
        let shown: Vec<char> = text.chars().filter(|c| !is_mark(*c)).collect();
        let mut candidates = bounded_numbers(&shown);
        if shown.iter().all(|c| c.is_ascii_digit() || c.is_whitespace() || is_hyphen(*c)) {
            // Nothing but digits, spaced out as people dictate them.
            candidates.push(digits_of(&shown));
        }
        let mut nearest = NumberError::NotTenDigits;
        for digits in candidates {
            match Self::from_digits(&digits) {
                Ok(number) => return Ok(number),
                Err(NumberError::NotTenDigits) => {}
                Err(other) => nearest = other,
            }
        }
        Err(nearest)
    }

    /// The ten digits.
    #[must_use]
    pub fn digits(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }

    /// Date of birth by the seventh digit and the year, or none where the digits are no real date (29 February in a
    /// common year fits DFDG's pattern).
    #[must_use]
    pub fn birth_date(&self) -> Option<NaiveDate> {
        let Parts { day, month, year, seventh } = Parts::of(&self.0);
        let century = match (seventh, year) {
            (0..=3, _) | (4 | 9, 37..=99) => 1900,
            (4 | 9, _) | (5..=8, 0..=57) => 2000,
            _ => 1800,
        };
        NaiveDate::from_ymd_opt(century + i32::from(year), month.into(), day.into())
    }

    /// Whether the control digit fits. Informs, never refuses.
    #[must_use]
    pub fn fits_modulus_11(&self) -> bool {
        const WEIGHTS: [u32; 10] = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
        let weighed = self.0.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight);
        weighed.sum::<u32>().is_multiple_of(11)
    }

    /// Whether the number could be mistaken for a real person's: it fits modulus 11, or is of 1 January, the day of the
    /// numbers that CPR has given without it.
    #[must_use]
    pub fn could_be_real(&self) -> bool {
        self.fits_modulus_11() || self.birth_date().is_none_or(|day| day.ordinal() == 1)
    }

    fn from_digits(digits: &[u8]) -> Result<Self, NumberError> {
        let digits: [u8; 10] = digits.try_into().map_err(|_| NumberError::NotTenDigits)?;
        let number = Self(digits);
        if number == Self::NOT_KNOWN {
            return Ok(number);
        }
        let Parts { day, month, .. } = Parts::of(&digits);
        let longest = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 => 29,
            _ => return Err(NumberError::NoSuchDay),
        };
        match day {
            1.. if day <= longest => Ok(number),
            61..=91 if day - 60 <= longest => Err(NumberError::ReplacementNumber),
            _ => Err(NumberError::NoSuchDay),
        }
    }
}

/// The digits that mean something.
struct Parts {
    day: u8,
    month: u8,
    year: u8,
    seventh: u8,
}

impl Parts {
    fn of(&[d1, d2, m1, m2, y1, y2, seventh, ..]: &[u8; 10]) -> Self {
        let two = |tens: u8, ones: u8| (tens - b'0') * 10 + (ones - b'0');
        Self { day: two(d1, d2), month: two(m1, m2), year: two(y1, y2), seventh: seventh - b'0' }
    }
}

/// Invisible characters that come along when a number is copied from a letter or a web page.
fn is_mark(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Every piece of six and four digits with at most one hyphen and blanks between, and no digit on either side: other
/// numbers in the text (a date, a case, a postal code) are not taken along.
fn bounded_numbers(text: &[char]) -> Vec<Vec<u8>> {
    let starts = (0..text.len()).filter(|at| {
        let before = at.checked_sub(1).and_then(|before| text.get(before));
        !before.is_some_and(char::is_ascii_digit)
    });
    starts.filter_map(|at| number_at(text.get(at..)?)).collect()
}

fn number_at(text: &[char]) -> Option<Vec<u8>> {
    let (day, rest) = text.split_at_checked(6)?;
    let gap = rest.iter().take_while(|c| c.is_whitespace() || is_hyphen(**c)).count();
    let (gap, rest) = rest.split_at_checked(gap)?;
    let (serial, after) = rest.split_at_checked(4)?;
    let is_gap = gap.iter().filter(|c| is_hyphen(**c)).count() <= 1 && gap.len() <= 3 && !gap.contains(&'\n');
    let is_number = day.iter().chain(serial).all(char::is_ascii_digit);
    let ends = !after.first().is_some_and(char::is_ascii_digit);
    (is_gap && is_number && ends).then(|| digits_of(&[day, serial].concat()))
}

fn digits_of(text: &[char]) -> Vec<u8> {
    text.iter().filter(|c| c.is_ascii_digit()).map(|c| *c as u8).collect()
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2014}' | '\u{2212}')
}

impl FromStr for CprNumber {
    type Err = NumberError;

    /// Ten digits, with or without the hyphen, and nothing else.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        let bytes = text.as_bytes();
        match bytes {
            [head @ .., b'-', _, _, _, _] if head.len() == 6 => {
                let digits: Vec<u8> = bytes.iter().copied().filter(|b| *b != b'-').collect();
                Self::from_written(&digits)
            }
            _ => Self::from_written(bytes),
        }
    }
}

impl CprNumber {
    fn from_written(bytes: &[u8]) -> Result<Self, NumberError> {
        if bytes.iter().all(u8::is_ascii_digit) { Self::from_digits(bytes) } else { Err(NumberError::NotTenDigits) }
    }
}

impl fmt::Display for CprNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (day, rest) = self.digits().split_at(6);
        write!(f, "{day}-{rest}")
    }
}

/// Never the whole number: debug text ends in logs.
impl fmt::Debug for CprNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CprNumber(••••••-••••)")
    }
}

impl Serialize for CprNumber {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.digits())
    }
}

impl<'de> Deserialize<'de> for CprNumber {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(|_| serde::de::Error::custom("not a CPR number"))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::testing::day;

    /// What people type, and what is read.
    #[test]
    fn a_number_is_found_in_what_people_type() {
        use NumberError::{NoSuchDay, NotTenDigits, ReplacementNumber};
        for (text, read) in [
            ("1503851234", Ok("1503851234")),
            ("150385-1234", Ok("1503851234")),
            ("150385 1234", Ok("1503851234")),
            (" 15 03 85 - 1234 ", Ok("1503851234")),
            ("150385–1234", Ok("1503851234")),
            ("CPR: 150385-1234, Mette", Ok("1503851234")),
            ("sag 42 om 150385-1234", Ok("1503851234")),
            // Columns from a sheet, a date or a case before the number: never digits of one taken for the other.
            ("2101 150385-1234", Ok("1503851234")),
            ("18.09.2023 150385-1234", Ok("1503851234")),
            ("2023\t150385-1234", Ok("1503851234")),
            ("Nr. 7 150385-1234", Ok("1503851234")),
            ("8000 1503851234 2101", Ok("1503851234")),
            ("123456 150385-1234", Ok("1503851234")),
            ("310285-1234 eller 150385-1234", Ok("1503851234")),
            ("150385\n1234", Ok("1503851234")),
            ("9150385-1234", Err(NotTenDigits)),
            ("beløb 150385    1234 stk.", Err(NotTenDigits)),
            ("\u{202e}150385-1234\u{202c}", Ok("1503851234")),
            ("150385\u{200b}-1234\u{0007}", Ok("1503851234")),
            ("0000000000", Ok("0000000000")),
            // Valid in DFDG's pattern in any year; 2001 had no such day.
            ("2902014123", Ok("2902014123")),
            ("", Err(NotTenDigits)),
            ("150385", Err(NotTenDigits)),
            ("150385-123", Err(NotTenDigits)),
            ("150385-12345", Err(NotTenDigits)),
            ("abcdef-ghij", Err(NotTenDigits)),
            ("15038O-1234", Err(NotTenDigits)),
            ("310285-1234", Err(NoSuchDay)),
            ("300285-1234", Err(NoSuchDay)),
            ("310485-1234", Err(NoSuchDay)),
            ("000385-1234", Err(NoSuchDay)),
            ("151385-1234", Err(NoSuchDay)),
            ("610385-1234", Err(ReplacementNumber)),
            ("910385-1234", Err(ReplacementNumber)),
            ("920385-1234", Err(NoSuchDay)),
        ] {
            assert_eq!(
                CprNumber::find_in(text).map(|number| number.digits().to_owned()),
                read.map(str::to_owned),
                "{text:?}"
            );
        }
    }

    /// In commands a number is ten digits, with or without the hyphen, and nothing else.
    #[test]
    fn a_written_number_is_read_strictly() {
        for (text, fits) in [
            ("1503851234", true),
            ("150385-1234", true),
            ("150385 1234", false),
            (" 1503851234", false),
            ("1503-851234", false),
            ("150385--1234", false),
            ("15038512345", false),
            ("", false),
        ] {
            assert_eq!(text.parse::<CprNumber>().is_ok(), fits, "{text:?}");
        }
    }

    /// The seventh digit and the year give the century.
    #[test]
    fn the_birth_date_is_read_from_the_number() {
        for (text, born) in [
            ("1503851234", Some("1985-03-15")),
            ("2206920017", Some("1992-06-22")),
            ("2503014312", Some("2001-03-25")),
            ("0808019005", Some("2001-08-08")),
            ("1503364312", Some("2036-03-15")),
            ("1503374312", Some("1937-03-15")),
            ("1503575312", Some("2057-03-15")),
            ("1503585312", Some("1858-03-15")),
            ("1503369312", Some("2036-03-15")),
            ("1503379312", Some("1937-03-15")),
            ("2902014123", None),
            ("0000000000", None),
        ] {
            assert_eq!(text.parse::<CprNumber>().unwrap().birth_date(), born.map(day), "{text}");
        }
    }

    #[test]
    fn modulus_11_informs_and_never_refuses() {
        assert!("0707614285".parse::<CprNumber>().unwrap().fits_modulus_11());
        assert!(!"1503851234".parse::<CprNumber>().unwrap().fits_modulus_11());
        assert!("0101851234".parse::<CprNumber>().unwrap().could_be_real(), "1 January");
    }

    #[test]
    fn debug_text_shows_no_digit() {
        assert_eq!(format!("{:?}", "1503851234".parse::<CprNumber>().unwrap()), "CprNumber(••••••-••••)");
    }

    proptest! {
        /// Every text is answered, and what is read is written back as it was.
        #[test]
        fn any_text_is_answered(text in any::<String>()) {
            if let Ok(number) = CprNumber::find_in(&text) {
                prop_assert_eq!(number.to_string().parse(), Ok(number));
                prop_assert_eq!(number.digits().parse(), Ok(number));
            }
        }

        /// The parser and DFDG's own pattern agree on every ten digits.
        #[test]
        fn ten_digits_are_judged_by_the_pattern(day in 0_u8..100, month in 0_u8..100, rest in 0_u32..1_000_000) {
            let text = format!("{day:02}{month:02}{rest:06}");
            let longest = match month {
                1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
                4 | 6 | 9 | 11 => 30,
                2 => 29,
                _ => 0,
            };
            let fits = (1..=longest).contains(&day) || text == "0000000000";
            prop_assert_eq!(text.parse::<CprNumber>().is_ok(), fits);
        }
    }
}
