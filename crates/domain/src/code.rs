use std::{fmt, str::FromStr};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    Period,
    contact_course::{CodeRange, LegalityRow, ResettingRow},
};

macro_rules! digits_code {
    ($(#[$doc:meta])* $name:ident, $length:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(into = "String", try_from = "String")]
        pub struct $name([u8; $length]);

        impl $name {
            /// The digits.
            #[must_use]
            pub fn as_str(&self) -> &str {
                std::str::from_utf8(&self.0).unwrap_or("")
            }
        }

        impl FromStr for $name {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                match <[u8; $length]>::try_from(text.as_bytes()) {
                    Ok(digits) if digits.iter().all(u8::is_ascii_digit) => Ok(Self(digits)),
                    _ => Err(format!("a code of {} digits is expected", $length)),
                }
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;

            fn try_from(text: String) -> Result<Self, String> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.as_str().to_owned()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

digits_code!(
    /// Five digits: municipality (3) and number within it (2). Main jobcentres end in 00 or 01.
    JobcentreCode,
    5
);
digits_code!(
    /// Three digits. 999 is no municipality (S23-1.3b).
    MunicipalityCode,
    3
);
digits_code!(
    /// An unemployment fund's code: two digits.
    FundCode,
    2
);

impl JobcentreCode {
    /// Jobcenter København, where DFDG moved emigrated and disappeared citizens until the release (S23-1.3a).
    pub const COPENHAGEN: Self = Self(*b"10100");

    /// Whether the code is a main jobcentre's.
    #[must_use]
    pub fn is_main(&self) -> bool {
        matches!(&self.0[3..], b"00" | b"01")
    }
}

impl MunicipalityCode {
    /// 999 'KMD Sygedagpengesystem', which DFDG writes at a change of person status (S23-1.3b).
    pub const KMD_SICKNESS_BENEFIT: Self = Self(*b"999");
}

/// A person's status in CPR. An id in a gap of the list is kept and shown with its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum PersonStatus {
    /// 01 and every other code that neither ends nor moves a life in Denmark.
    Other(u8),
    /// 70 'Forsvundet'.
    Disappeared,
    /// 80 'Udrejst'.
    Emigrated,
    /// 90 'Død'.
    Dead,
}

impl PersonStatus {
    /// 01: lives in Denmark.
    pub const RESIDENT: Self = Self::Other(1);

    /// CPR's two digits.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Other(code) => code,
            Self::Disappeared => 70,
            Self::Emigrated => 80,
            Self::Dead => 90,
        }
    }
}

impl From<PersonStatus> for String {
    fn from(status: PersonStatus) -> Self {
        format!("{:02}", status.code())
    }
}

impl TryFrom<String> for PersonStatus {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        // `parse` alone would take `+7`.
        let is_two_digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        match text.parse::<u8>().ok().filter(|_| is_two_digits) {
            Some(70) => Ok(Self::Disappeared),
            Some(80) => Ok(Self::Emigrated),
            Some(90) => Ok(Self::Dead),
            Some(code @ 1..=99) => Ok(Self::Other(code)),
            Some(_) | None => Err("a person status of two digits, 01 to 99, is expected".to_owned()),
        }
    }
}

/// A jobcentre in the register, with the days on which it is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jobcentre {
    /// Code.
    pub code: JobcentreCode,
    /// At most 100 characters.
    pub name: String,
    /// First day.
    pub open_from: NaiveDate,
    /// Last day; none while open.
    #[serde(default)]
    pub open_to: Option<NaiveDate>,
}

/// The dated lists that a decision reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Every jobcentre, closed ones too, in order of code.
    pub jobcentres: Vec<Jobcentre>,
    /// DFDG's conversation types.
    pub conversation_types: CodeRange,
    /// DFDG's conversation forms.
    pub conversation_forms: CodeRange,
    /// Which types are legal in which contact groups, as far as any source says.
    pub legality: Vec<LegalityRow>,
    /// Which held conversations reset the contact course, as far as any source says.
    pub resetting: Vec<ResettingRow>,
}

impl Reference {
    /// The jobcentre with `code`, if it is open on `day`.
    #[must_use]
    pub fn open_jobcentre(&self, code: JobcentreCode, day: NaiveDate) -> Option<&Jobcentre> {
        self.jobcentres.iter().find(|jobcentre| jobcentre.code == code && jobcentre.is_open(day))
    }

    /// Every main jobcentre open on `day`: who is told of a change of number (S23-1.1j).
    pub fn main_jobcentres(&self, day: NaiveDate) -> impl Iterator<Item = &Jobcentre> {
        self.jobcentres.iter().filter(move |jobcentre| jobcentre.code.is_main() && jobcentre.is_open(day))
    }
}

impl Jobcentre {
    fn is_open(&self, day: NaiveDate) -> bool {
        Period { from: self.open_from, to: self.open_to }.holds(day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_two_digits_and_is_written_as_it_was_read() {
        for text in ["01", "07", "70", "80", "90", "99"] {
            assert_eq!(PersonStatus::try_from(text.to_owned()).map(String::from).as_deref(), Ok(text));
        }
        for text in ["", "0", "00", "7", "+7", "-1", " 7", "007", "100", "½"] {
            assert!(PersonStatus::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
