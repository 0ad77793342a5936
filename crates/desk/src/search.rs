use chrono::{Datelike, NaiveDate};
use domain::{CprNumber, NumberError};
use exchange::{AccessAction, RowError, Scope};

use crate::cache::{FileError, Named, name_query};
use crate::door::{DeskError, Found, HitView, Nothing, ReadAs, TagView, Text};
use crate::room::{Room, person_id};
use crate::view;

/// The most hits in a list.
const SHOWN: usize = 20;
/// The longest text that can be a name.
const LONGEST_NAME: usize = 120;

/// How a search text is understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Nothing to search for.
    Nothing,
    /// A CPR number, perhaps with text around.
    Number(CprNumber),
    /// The beginning of a number.
    FirstDigits(String),
    /// A birth date; each century that it can be of. With the digits, where it may be the beginning of a number too.
    BirthDate(Vec<NaiveDate>, Option<String>),
    /// A query of the name index.
    Name(String),
    /// Nothing that can be searched for, and why.
    Useless(ReadAs, Text),
}

/// Reads what stands in the search field. Marks that come along with a copied text are passed over.
pub(crate) fn read(text: &str, today: NaiveDate) -> Reading {
    match CprNumber::find_in(text) {
        Ok(CprNumber::NOT_KNOWN) => return Reading::Useless(ReadAs::NotANumber, not_known()),
        Ok(number) => return Reading::Number(number),
        Err(NumberError::NotTenDigits) => {}
        Err(error) => return Reading::Useless(ReadAs::NotANumber, number_error(error, 10)),
    }
    let shown: String = text.chars().filter(|c| !c.is_control() && !is_direction_mark(*c)).collect();
    let shown = shown.trim();
    let digits: String = shown.chars().filter(char::is_ascii_digit).collect();
    if shown.chars().count() > LONGEST_NAME {
        return Reading::Useless(ReadAs::Nothing, too_long());
    }
    if digits.is_empty() || shown.chars().any(char::is_alphabetic) {
        return read_name(shown);
    }
    let days = birth_days(shown, today);
    if let Some(why) = no_day(shown).filter(|_| days.is_empty()) {
        return Reading::Useless(ReadAs::NotANumber, number_error(why, digits.len()));
    }
    let first = matches!(digits.len(), 6..=9).then(|| digits.clone());
    match (days.is_empty(), first) {
        // `15031985` may be the beginning of a number, `15.03.1985` may not.
        (false, first) => Reading::BirthDate(days, first.filter(|digits| digits.len() < 8 || digits == shown)),
        (true, Some(digits)) => Reading::FirstDigits(digits),
        (true, None) => Reading::Useless(ReadAs::NotANumber, number_error(NumberError::NotTenDigits, digits.len())),
    }
}

fn read_name(shown: &str) -> Reading {
    let letters = shown.chars().filter(|c| c.is_alphanumeric()).count();
    match name_query(shown) {
        Some(query) if letters >= 2 => Reading::Name(query),
        _ if shown.is_empty() => Reading::Nothing,
        _ => Reading::Useless(ReadAs::Nothing, too_short()),
    }
}

impl Room {
    pub fn search(&self, text: &str) -> Result<Found, DeskError> {
        let today = self.today();
        let mut found =
            Found { read_as: ReadAs::Nothing, hits: Vec::new(), more: false, note: None, ask_backend: false };
        match read(text, today) {
            Reading::Nothing => {}
            Reading::Useless(read_as, why) => {
                found.read_as = read_as;
                found.note = Some(why);
            }
            Reading::Number(number) => self.find_number(number, &mut found)?,
            Reading::FirstDigits(digits) => {
                found.read_as = ReadAs::NotANumber;
                show(&mut found, self.files.cache.by_first_digits(&digits)?, today);
                found.note = Some(number_error(NumberError::NotTenDigits, digits.len()));
            }
            Reading::BirthDate(days, digits) => {
                found.read_as = ReadAs::BirthDate;
                show(&mut found, self.born_on(&days, digits)?, today);
                found.note = if found.hits.is_empty() { Some(self.nobody()?) } else { None };
            }
            Reading::Name(query) => {
                found.read_as = ReadAs::Name;
                show(&mut found, self.files.cache.by_name(&query)?, today);
                found.note = if found.hits.is_empty() { Some(self.nobody()?) } else { None };
            }
        }
        Ok(found)
    }

    /// Notes a search that has come to rest, and has shown somebody or could have.
    pub fn settle_search(&self, text: &str) -> Result<Nothing, DeskError> {
        let found = self.search(text)?;
        if matches!(found.read_as, ReadAs::Name | ReadAs::BirthDate) || !found.hits.is_empty() {
            let hits = u32::try_from(found.hits.len()).unwrap_or(u32::MAX);
            // A whole number says whose data are looked at, whether or not the page is opened.
            let one = found.hits.first().filter(|_| found.read_as == ReadAs::Number);
            let subject = one.map(|hit| person_id(&hit.citizen)).transpose()?;
            self.note(AccessAction::Search { hits }, subject, None)?;
            self.bell.ring();
        }
        Ok(Nothing {})
    }

    fn find_number(&self, number: CprNumber, found: &mut Found) -> Result<(), FileError> {
        found.read_as = ReadAs::Number;
        let subject = self.files.cache.by_number(number)?;
        match subject.map(|subject| self.files.cache.named(subject)).transpose()?.flatten() {
            Some(known) => found.hits.push(listed(&known, Some(number), self.today())),
            None => {
                found.ask_backend = self.is_online();
                let (scope, has_fetched) = (self.policy.scope, self.has_fetched()?);
                found.note = Some(match (scope, found.ask_backend) {
                    (Scope::Jobcentre | Scope::Caseload, true) if !has_fetched => not_fetched(),
                    (Scope::Jobcentre | Scope::Caseload, false) if !has_fetched => not_fetched_offline(),
                    (Scope::Jobcentre, true) => not_here(),
                    (Scope::Caseload, true) => not_in_the_caseload(),
                    (Scope::Nobody, true) => press_enter(),
                    (Scope::Caseload, false) => not_in_the_caseload_offline(),
                    (Scope::Jobcentre | Scope::Nobody, false) => not_here_offline(),
                });
            }
        }
        Ok(())
    }

    fn nobody(&self) -> Result<Text, FileError> {
        let has_fetched = self.has_fetched()?;
        Ok(match self.policy.scope {
            Scope::Jobcentre | Scope::Caseload if !has_fetched => nobody_fetched(),
            Scope::Jobcentre => nobody(),
            Scope::Caseload => nobody_in_the_caseload(),
            Scope::Nobody => nobody_kept(),
        })
    }

    fn born_on(&self, days: &[NaiveDate], digits: Option<String>) -> Result<Vec<Named>, FileError> {
        let mut born = self.files.cache.by_birth_date(days)?;
        if let Some(digits) = digits {
            let more = self.files.cache.by_first_digits(&digits)?;
            for known in more {
                if born.iter().all(|other| other.person.id != known.person.id) {
                    born.push(known);
                }
            }
        }
        Ok(born)
    }
}

fn show(found: &mut Found, known: Vec<Named>, today: NaiveDate) {
    found.more = known.len() > SHOWN;
    found.hits = known.iter().take(SHOWN).map(|known| listed(known, None, today)).collect();
}

/// Somebody in a list, with a word on what this version cannot read.
pub(crate) fn listed(named: &Named, typed: Option<CprNumber>, today: NaiveDate) -> HitView {
    let mut hit = view::hit(&named.person, typed, today);
    if let Some(unread) = &named.unread {
        // What is left out is not known, and so not missing either.
        hit.tags.retain(|tag| tag.kind != "no_jobcentre");
        let text = match unread {
            RowError::LaterForm { .. } => {
                Text::new("Kræver en nyere udgave af Sagsbord", "Requires a later version of Sagsbord")
            }
            RowError::Damaged { .. } => Text::new("Kan ikke læses på denne pc", "Cannot be read at this desk"),
        };
        hit.tags.push(TagView { kind: "unread".to_owned(), text });
    }
    hit
}

/// `150385`, `15.03.1985`, `15/3 85`, `1985-03-15`, `15031985`: at most three days, of as many centuries.
fn birth_days(shown: &str, today: NaiveDate) -> Vec<NaiveDate> {
    let parts: Vec<&str> = shown.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let (day, month, year) = match parts.as_slice() {
        [one] if matches!(one.len(), 6 | 8) => (&one[0..2], &one[2..4], &one[4..]),
        [year, month, day] if year.len() == 4 => (*day, *month, *year),
        [day, month, year] if matches!(year.len(), 2 | 4) => (*day, *month, *year),
        _ => return Vec::new(),
    };
    let (Ok(day), Ok(month), Ok(written)) = (day.parse(), month.parse(), year.parse::<i32>()) else {
        return Vec::new();
    };
    let years = if year.len() == 4 { vec![written] } else { vec![1900 + written, 2000 + written, 1800 + written] };
    let days = years.into_iter().filter_map(|year| NaiveDate::from_ymd_opt(year, month, day));
    days.filter(|day| day.year() >= 1858 && *day <= today).collect()
}

/// What is wrong with the day that half a number begins with.
fn no_day(shown: &str) -> Option<NumberError> {
    let day = shown.get(..6).filter(|six| six.bytes().all(|byte| byte.is_ascii_digit()))?;
    match format!("{day}0000").parse::<CprNumber>() {
        Err(error @ (NumberError::NoSuchDay | NumberError::ReplacementNumber)) => Some(error),
        Ok(_) | Err(NumberError::NotTenDigits) => None,
    }
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// What is wrong with a number, and what to do.
pub(crate) fn number_error(error: NumberError, digits: usize) -> Text {
    match error {
        NumberError::NotTenDigits if digits == 0 => Text::new(
            "Skriv et CPR-nummer med ti cifre. Bindestreg og mellemrum gør ikke noget.",
            "Write a CPR number of ten digits. A hyphen or spaces do no harm.",
        ),
        NumberError::NotTenDigits if digits < 10 => Text::new(
            format!(
                "Et CPR-nummer har ti cifre. Her er der {digits}. Skriv resten, eller søg på fødselsdato eller navn."
            ),
            format!(
                "A CPR number has ten digits. Here there are {digits}. Write the rest, or search for a birth date or a name."
            ),
        ),
        NumberError::NotTenDigits => Text::new(
            format!(
                "Et CPR-nummer har ti cifre. Her er der {digits}. Se efter, om der er kommet noget med, som ikke hører til."
            ),
            format!(
                "A CPR number has ten digits. Here there are {digits}. See whether something has come along that does not belong."
            ),
        ),
        NumberError::ReplacementNumber => Text::new(
            "Det er et erstatningsnummer: der er lagt 60 til dagen. DFDG kender kun numre fra CPR. Søg på navn i stedet.",
            "This is a replacement number: 60 is added to the day. DFDG only knows numbers from CPR. Search for a name instead.",
        ),
        NumberError::NoSuchDay => Text::new(
            "De første fire cifre er ikke en dag, der findes. Hold nummeret op mod borgerens papirer.",
            "The first four digits are no day that exists. Compare the number with the citizen's papers.",
        ),
    }
}

pub(crate) fn not_known() -> Text {
    Text::new(
        "0000000000 betyder, at nummeret ikke er kendt. Det tilhører ingen. Søg på navn eller fødselsdato.",
        "0000000000 means that the number is not known. It belongs to nobody. Search for a name or a birth date.",
    )
}

fn not_here() -> Text {
    Text::new(
        "Nummeret er ikke blandt jeres borgere. Tryk Enter for at slå det op på serveren.",
        "The number is not among your citizens. Press Enter to look it up in the backend.",
    )
}

fn not_here_offline() -> Text {
    Text::new(
        "Nummeret er ikke blandt jeres borgere, og der er ingen forbindelse til serveren. Prøv igen, når der er forbindelse.",
        "The number is not among your citizens, and there is no connection to the backend. Try again when there is one.",
    )
}

fn not_in_the_caseload() -> Text {
    Text::new(
        "Nummeret er ikke i din sagsstamme. Tryk Enter for at slå det op på serveren.",
        "The number is not in your caseload. Press Enter to look it up in the backend.",
    )
}

fn not_in_the_caseload_offline() -> Text {
    Text::new(
        "Nummeret er ikke i din sagsstamme, og der er ingen forbindelse til serveren. Prøv igen, når der er forbindelse.",
        "The number is not in your caseload, and there is no connection to the backend. Try again when there is one.",
    )
}

fn nobody_in_the_caseload() -> Text {
    Text::new(
        "Ingen i din sagsstamme passer. Kender du CPR-nummeret, kan du slå andre borgere op med det.",
        "Nobody in your caseload fits. If you know the CPR number, you can look up other citizens with it.",
    )
}

fn nobody() -> Text {
    Text::new(
        "Ingen af jeres borgere passer. Kender du CPR-nummeret, kan du slå borgere fra andre jobcentre op med det.",
        "None of your citizens fits. If you know the CPR number, you can look up citizens of other jobcentres with it.",
    )
}

fn not_fetched() -> Text {
    Text::new(
        "Borgerne er ikke hentet til denne pc endnu. Tryk Enter for at slå nummeret op på serveren.",
        "The citizens have not been fetched to this desk yet. Press Enter to look the number up in the backend.",
    )
}

pub(crate) fn not_fetched_offline() -> Text {
    Text::new(
        "Borgerne er ikke hentet til denne pc endnu, og der er ingen forbindelse til serveren. Prøv igen, når der er forbindelse.",
        "The citizens have not been fetched to this desk yet, and there is no connection to the backend. Try again when there is one.",
    )
}

fn nobody_fetched() -> Text {
    Text::new(
        "Borgerne er ikke hentet til denne pc endnu, så der kan ikke søges på navn og fødselsdato. De kommer, når der er forbindelse til serveren.",
        "The citizens have not been fetched to this desk yet, so names and birth dates cannot be searched for. They come when there is a connection to the backend.",
    )
}

fn press_enter() -> Text {
    Text::new("Tryk Enter for at slå nummeret op på serveren.", "Press Enter to look the number up in the backend.")
}

fn nobody_kept() -> Text {
    Text::new(
        "Denne pc gemmer ingen borgere, så der kan kun søges på CPR-nummer.",
        "This desk keeps no citizens, so only CPR numbers can be searched for.",
    )
}

fn too_short() -> Text {
    Text::new(
        "Skriv mindst to bogstaver af navnet, et CPR-nummer eller en fødselsdato.",
        "Write at least two letters of the name, a CPR number or a birth date.",
    )
}

fn too_long() -> Text {
    Text::new(
        "Teksten er for lang til at søge på, og der er intet CPR-nummer i den. Skriv navnet eller nummeret alene.",
        "The text is too long to search for, and there is no CPR number in it. Write the name or the number alone.",
    )
}
