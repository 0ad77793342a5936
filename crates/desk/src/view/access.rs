use chrono::{DateTime, Utc};
use exchange::{AccessAction, Accessed, Broken, NotedBy, TypedNumber};

use super::jobcentre_name;
use crate::{
    dates,
    door::{AccessLine, AccessLogView, BrokenLink, LogChecked, Text},
};

/// The most lines that are shown.
const SHOWN: usize = 500;

/// One use of a citizen's data, as somebody at this desk may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// When, from where, what and why.
    pub accessed: Accessed,
    /// The caseworker's own words.
    pub note: Option<String>,
}

/// The page *Adgangslog*. `unread`: how many of the backend's could not be read; none where the backend was not asked.
#[must_use]
pub fn access_log(uses: &[Use], unread: Option<u32>, exercise: bool) -> AccessLogView {
    let missing = match unread {
        None => Some(only_own()),
        Some(0) => None,
        Some(unread) => Some(some_unread(unread)),
    };
    AccessLogView {
        lines: uses.iter().take(SHOWN).map(line).collect(),
        total: number(uses.len() as u64),
        missing,
        real_time: exercise,
    }
}

fn line(Use { accessed, note }: &Use) -> AccessLine {
    AccessLine {
        at: dates::at(accessed.at),
        yours: accessed.yours,
        jobcentre: jobcentre_name(accessed.jobcentre),
        what: what(accessed),
        purpose: accessed.purpose.as_deref().map(purpose),
        note: note.clone(),
    }
}

fn what(accessed: &Accessed) -> Text {
    use TypedNumber::{Current, Former, None};
    match (accessed.action, accessed.noted) {
        (AccessAction::Open { typed: Current }, NotedBy::Desk) => {
            Text::new("Åbnet med det nuværende nummer", "Opened by the current number")
        }
        (AccessAction::Open { typed: Former }, NotedBy::Desk) => {
            Text::new("Åbnet med et tidligere nummer", "Opened by a former number")
        }
        (AccessAction::Open { typed: None }, NotedBy::Desk) => Text::new("Åbnet fra en liste", "Opened from a list"),
        (AccessAction::Open { .. }, NotedBy::Backend) => Text::new("Hentet fra serveren", "Fetched from the backend"),
        (AccessAction::Search { .. }, _) => Text::new("Søgt frem på nummeret", "Searched for by number"),
        (AccessAction::Unmask, _) => Text::new("Skjult nummer vist", "Masked number shown"),
        (AccessAction::Copy, _) => Text::new("Nummer kopieret", "Number copied"),
        (AccessAction::Message, _) => Text::new("Besked om borgeren læst", "Message about the citizen read"),
        (AccessAction::Log, NotedBy::Desk) => Text::new("Adgangslog vist", "Access log shown"),
        (AccessAction::Log, NotedBy::Backend) => {
            Text::new("Adgangslog hentet fra serveren", "Access log fetched from the backend")
        }
        (AccessAction::Extract, _) => Text::new("Udtræk til borgeren lavet", "Extract for the citizen made"),
    }
}

/// The words of a purpose from the list; one that this version does not know is shown by its id.
pub(super) fn purpose(id: &str) -> Text {
    match ::reference::purposes().iter().find(|purpose| purpose.id == id) {
        Some(purpose) => Text::new(&purpose.da, &purpose.en),
        None => Text::same(id),
    }
}

fn only_own() -> Text {
    Text::new(
        "Der er ingen forbindelse til serveren, så her står kun det, der er gjort på denne pc. Andres opslag kommer med, når der er forbindelse.",
        "There is no connection to the backend, so only what was done at this desk stands here. What others have done comes when there is a connection.",
    )
}

fn some_unread(unread: u32) -> Text {
    Text::new(
        format!("{unread} flere kan ikke læses af denne udgave af Sagsbord."),
        format!("{unread} more cannot be read by this version of Sagsbord."),
    )
}

/// What a check found: how many links follow from each other, how many were compared with the backend's, and the first
/// that does not hold, with its time.
#[must_use]
pub fn log_checked(links: u64, compared: Option<u64>, broken: Option<Broken>, at: Option<DateTime<Utc>>) -> LogChecked {
    let at = at.map(dates::at);
    let told = match (broken, compared) {
        (Some(Broken::Altered(link)), _) => altered(link, at.as_deref()),
        (Some(Broken::Missing(link)), _) => missing(link),
        (None, Some(compared)) => holds(links, compared),
        (None, None) => holds_alone(links),
    };
    let link = broken.map(|(Broken::Altered(link) | Broken::Missing(link))| number(link));
    LogChecked {
        links: number(links),
        compared: compared.map(number),
        broken: link.map(|link| BrokenLink { link, at }),
        text: told,
    }
}

fn altered(link: u64, at: Option<&str>) -> Text {
    let (da, en) = match at {
        Some(at) => (format!(" fra {}", at.replace('T', " kl. ")), format!(" of {}", at.replace('T', " at "))),
        None => (String::new(), String::new()),
    };
    Text::new(
        format!(
            "Led nr. {link}{da} er ikke, som det blev skrevet, eller står et forkert sted. Er filen lagt tilbage fra en kopi, eller er strømmen gået, kan det være grunden. Opslag noteres stadig. Kontakt jeres systemansvarlige."
        ),
        format!(
            "Link no. {link}{en} is not as it was written, or is in the wrong place. A file restored from a copy or a power cut can be the reason. Look-ups are still noted. Tell whoever runs your system."
        ),
    )
}

fn missing(link: u64) -> Text {
    Text::new(
        format!(
            "Led nr. {link} mangler. Er filen lagt tilbage fra en kopi, eller er strømmen gået, kan det være grunden. Opslag noteres stadig. Kontakt jeres systemansvarlige."
        ),
        format!(
            "Link no. {link} is missing. A file restored from a copy or a power cut can be the reason. Look-ups are still noted. Tell whoever runs your system."
        ),
    )
}

fn holds(links: u64, compared: u64) -> Text {
    Text::new(
        format!(
            "Adgangsloggen på denne pc holder: {links} led er kontrolleret, og {compared} af dem er holdt op mod serveren."
        ),
        format!(
            "The access log at this desk holds: {links} links are checked, and {compared} of them were compared with the backend."
        ),
    )
}

fn holds_alone(links: u64) -> Text {
    Text::new(
        format!(
            "{links} led følger hinanden. Der er ingen forbindelse til serveren, så det kan ikke ses, om der mangler noget til sidst."
        ),
        format!(
            "{links} links follow each other. There is no connection to the backend, so it cannot be seen whether the end is missing."
        ),
    )
}

fn number(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
