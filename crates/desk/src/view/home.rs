use domain::person::Address;

/// Whether a text says the way to an address: by its road and house number, however they are written, the road cut short
/// too. Floor, door and town are no matter; another postcode is another house. An address without a house number is known by
/// its road alone, in full.
pub(super) fn is_home(text: &str, address: &Address) -> bool {
    let House { road, number } = House::of(&address.street);
    let runs = runs(text);
    (0..runs.len()).any(|start| {
        let runs = &runs[start..];
        let Some(number) = &number else { return after_the_road(runs, &road, in_full).is_some() };
        let after_the_road = [in_full, cut_short].into_iter().filter_map(|spelt| after_the_road(runs, &road, spelt));
        let mut after_the_house = after_the_road.filter_map(|rest| after_the_number(rest, number));
        after_the_house.any(|rest| !says_another_postcode(rest, &address.postal_code))
    })
}

/// What stands between a road and its house number.
const NUMBER_WORDS: [&str; 2] = ["nr", "nummer"];
/// Floors and doors.
const INSIDE: [&str; 13] =
    ["st", "stuen", "kl", "kld", "kælder", "sal", "etage", "tv", "th", "mf", "dør", "lejl", "lejlighed"];

/// What the words of a road end in, and how that is cut short.
const CUT_SHORT: [(&str, &str); 7] =
    [("gade", "g"), ("gd", "g"), ("vej", "v"), ("alle", "al"), ("all", "al"), ("plads", "pl"), ("boulevard", "blvd")];

/// A road as its runs, and the house number with its letter; none where there is none.
struct House {
    road: Vec<String>,
    number: Option<String>,
}

impl House {
    /// `Tuschgade 11 B, 2. th.`: the number is the first after which nothing comes but floor and door, since a road may
    /// have a number in its name.
    fn of(street: &str) -> Self {
        let found = street.split(',').find_map(|part| {
            let runs = runs(part);
            let at = (1..runs.len()).find(|at| {
                let after = runs.get(at + 1..).unwrap_or_default();
                is_number(&runs[*at]) && after.iter().all(|run| is_inside(run))
            })?;
            let (road, rest) = runs.split_at(at);
            let (number, _) = house_number(rest)?;
            Some(Self { road: road.to_vec(), number: Some(number) })
        });
        found.unwrap_or_else(|| Self { road: runs(street), number: None })
    }
}

/// A text as its letters and its digits, in turn; nothing else of it counts. `Å` is `Aa`, and accents are no matter.
fn runs(text: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut before = None;
    for letter in text.to_lowercase().chars().filter(|letter| !is_combining(*letter)) {
        let kind = letter.is_alphanumeric().then(|| letter.is_numeric());
        if let Some(is_digit) = kind {
            if before != Some(is_digit) {
                runs.push(String::new());
            }
            if let Some(run) = runs.last_mut() {
                run.push(plain(letter));
            }
        }
        before = kind;
    }
    runs.iter().map(|run| run.replace("aa", "a")).collect()
}

fn is_combining(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

fn plain(letter: char) -> char {
    match letter {
        'å' | 'á' | 'à' | 'ä' => 'a',
        'é' | 'è' | 'ë' => 'e',
        'ö' => 'ø',
        'ü' => 'u',
        other => other,
    }
}

fn is_number(run: &str) -> bool {
    run.starts_with(char::is_numeric)
}

fn is_inside(run: &str) -> bool {
    is_number(run) || run.chars().count() == 1 || INSIDE.contains(&run)
}

fn in_full(run: &str) -> String {
    run.to_owned()
}

/// A word of a road in its shortest spelling: two that are the same in it are the same road.
fn cut_short(run: &str) -> String {
    let short = CUT_SHORT.iter().find_map(|(end, short)| Some(format!("{}{short}", run.strip_suffix(end)?)));
    short.unwrap_or_else(|| in_full(run))
}

/// What comes after the road, where the text begins with it, both spelt alike; where words are parted is no matter.
fn after_the_road<'a>(runs: &'a [String], road: &[String], spelt: fn(&str) -> String) -> Option<&'a [String]> {
    let road: String = road.iter().map(|run| spelt(run)).collect();
    let mut left = road.as_str();
    for (at, run) in runs.iter().enumerate() {
        left = left.strip_prefix(spelt(run).as_str())?;
        if left.is_empty() {
            return runs.get(at + 1..);
        }
    }
    None
}

/// What comes after the house number, where it comes next.
fn after_the_number<'a>(runs: &'a [String], number: &str) -> Option<&'a [String]> {
    let runs = match runs.split_first() {
        Some((word, rest)) if NUMBER_WORDS.contains(&word.as_str()) => rest,
        _ => runs,
    };
    let (found, rest) = house_number(runs)?;
    (found == number).then_some(rest)
}

/// The house number that the runs begin with, with its letter, and what comes after it. There is no house `I`: that is a word.
fn house_number(runs: &[String]) -> Option<(String, &[String])> {
    let (digits, rest) = runs.split_first().filter(|(digits, _)| is_number(digits))?;
    let digits = digits.trim_start_matches('0');
    match rest.split_first() {
        Some((letter, rest)) if letter.chars().count() == 1 && !is_number(letter) && letter != "i" => {
            Some((format!("{digits}{letter}"), rest))
        }
        _ => Some((digits.to_owned(), rest)),
    }
}

/// Whether another postcode than this comes after floor and door. Four digits elsewhere may be the code of a door.
fn says_another_postcode(runs: &[String], postal_code: &str) -> bool {
    let is_postcode = |run: &&String| is_number(run) && run.len() == 4;
    let said = runs.iter().take_while(|run| is_inside(run) || *run == "dk").find(is_postcode);
    said.is_some_and(|said| !postal_code.is_empty() && said != postal_code)
}
