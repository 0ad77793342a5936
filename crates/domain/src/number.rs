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

    /// Reads what somebody typed or pasted: ten digits, with or without hyphen and blanks, or the one number that stands
    /// in a longer text. Control and direction marks are passed over.
    ///
    /// # Errors
    /// [`NumberError`] says what is wrong with the nearest thing to a number in the text.
    pub fn find_in(text: &str) -> Result<Self, NumberError> {
        let shown: String = text.chars().filter(|c| !is_mark(*c)).collect();
        let mut nearest = NumberError::NotTenDigits;
        for run in digit_runs(&shown) {
            match Self::from_digits(&run) {
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
        let two = |at: usize| i32::from(self.0[at] - b'0') * 10 + i32::from(self.0[at + 1] - b'0');
        let year = two(4);
        let century = match (self.0[6] - b'0', year) {
            (0..=3, _) | (4 | 9, 37..=99) => 1900,
            (4 | 9, _) | (5..=8, 0..=57) => 2000,
            _ => 1800,
        };
        NaiveDate::from_ymd_opt(century + year, two(2).unsigned_abs(), two(0).unsigned_abs())
    }

    /// Whether the control digit fits. Informs, never refuses.
    #[must_use]
    pub fn fits_modulus_11(&self) -> bool {
        const WEIGHTS: [u32; 10] = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
        let sum: u32 = self.0.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        sum.is_multiple_of(11)
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
        let two = |at: usize| (digits[at] - b'0') * 10 + (digits[at + 1] - b'0');
        let (day, month) = (two(0), two(2));
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

/// Invisible characters that come along when a number is copied from a letter or a web page.
fn is_mark(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Runs of digits in which only single hyphens, dashes and blanks stand between the sixth and the seventh digit, or
/// blanks between any; a run ends at everything else.
fn digit_runs(text: &str) -> Vec<Vec<u8>> {
    let mut runs = vec![Vec::new()];
    for c in text.chars() {
        match (c, runs.last_mut()) {
            ('0'..='9', Some(run)) => run.push(c as u8),
            ('-' | '\u{2010}'..='\u{2014}' | '\u{2212}', Some(run)) if run.len() == 6 => {}
            (c, Some(run)) if c.is_whitespace() && run.len() < 10 => {}
            (_, Some(run)) if run.is_empty() => {}
            _ => runs.push(Vec::new()),
        }
    }
    runs
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
