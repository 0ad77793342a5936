use domain::Person;

use super::{Mask, number, tags, trouble::counted};
use crate::door::{LeavingView, LeftBehind, Text};

/// The most citizens who are named.
pub const NAMED: usize = 3;

/// What is left behind when the window is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// What rests, and may still be undone for a while.
    pub resting: Behind,
    /// What waits.
    pub waiting: Behind,
    /// What somebody must act on.
    pub refused: Behind,
    /// What went otherwise than shown, and nobody has said that it is seen.
    pub otherwise: Behind,
    /// The drafts and corrections that are not confirmed.
    pub drafts: Behind,
    /// Whether the backend answers.
    pub online: bool,
}

/// So much of a kind, and on whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Behind {
    /// How many.
    pub count: u32,
    /// The first of the citizens, at most [`NAMED`]; none for one who is not here any more.
    pub on: Vec<Option<Person>>,
    /// How many citizens there are besides.
    pub others: u32,
}

/// What is said before the window closes with something left behind.
#[must_use]
pub fn leaving(left: &Left) -> LeavingView {
    let sentences = [
        said(
            &left.resting,
            ("1 kan stadig fortrydes og er ikke sendt.", "1 can still be undone and is not sent."),
            |n| {
                (
                    format!("{n} kan stadig fortrydes og er ikke sendt."),
                    format!("{n} can still be undone and are not sent."),
                )
            },
        ),
        said(&left.waiting, ("1 venter på at blive sendt.", "1 waits to be sent."), |n| {
            (format!("{n} venter på at blive sendt."), format!("{n} wait to be sent."))
        }),
        said(
            &left.refused,
            ("1 er afvist eller holdt tilbage og venter på dig.", "1 is refused or held back and waits for you."),
            |n| {
                (
                    format!("{n} er afvist eller holdt tilbage og venter på dig."),
                    format!("{n} are refused or held back and wait for you."),
                )
            },
        ),
        said(
            &left.otherwise,
            ("1 gik anderledes end vist og er ikke set.", "1 went otherwise than shown and is not seen."),
            |n| {
                (
                    format!("{n} gik anderledes end vist og er ikke set."),
                    format!("{n} went otherwise than shown and are not seen."),
                )
            },
        ),
        said(&left.drafts, ("1 kladde er ikke bekræftet.", "1 draft is not confirmed."), |n| {
            (format!("{n} kladder er ikke bekræftet."), format!("{n} drafts are not confirmed."))
        }),
    ];
    let left_behind: Vec<LeftBehind> = sentences.into_iter().flatten().collect();
    LeavingView {
        is_settled: left_behind.is_empty(),
        left: left_behind,
        means: means(left),
        can_send: left.online && left.resting.count + left.waiting.count > 0,
    }
}

fn means(left: &Left) -> Vec<Text> {
    let nothing_lost = Text::new(
        "Intet går tabt. Det ligger på denne pc og er her, næste gang du åbner Sagsbord.",
        "Nothing is lost. It lies at this desk and is here the next time you open Sagsbord.",
    );
    let sent = Text::new(
        "Det, du har bekræftet, sendes, næste gang Sagsbord er åbent og har forbindelse. Det bliver registreret den dag, det når frem: skal det gælde fra i dag, skal det sendes inden midnat.",
        "What you have confirmed is sent the next time Sagsbord is open and has a connection. It is registered on the day on which it arrives: if it must count from today, it must be sent before midnight.",
    );
    let not_sent = Text::new(
        "En kladde bliver ikke sendt, før du selv bekræfter den.",
        "A draft is not sent until you confirm it yourself.",
    );
    let waits = left.resting.count + left.waiting.count > 0;
    let told = [(true, nothing_lost), (waits, sent), (left.drafts.count > 0, not_sent)];
    told.into_iter().filter(|(is_so, _)| *is_so).map(|(_, text)| text).collect()
}

fn said(behind: &Behind, one: (&str, &str), many: impl Fn(u32) -> (String, String)) -> Option<LeftBehind> {
    let n = behind.count;
    (n > 0).then(|| LeftBehind { text: counted(n, one, many(n)), on: on(behind) })
}

/// "Mette Øvelsen 150385-••••, Bo Bang 230990-•••• og 2 andre".
fn on(behind: &Behind) -> Text {
    let named = |person: &Option<Person>, stranger: &str| match person {
        Some(person) => {
            format!("{} {}", tags::name(person), number(person, person.current_number(), Mask::Hidden).shown)
        }
        None => stranger.to_owned(),
    };
    let joined = |stranger: &str, and: &str, one_other: &str, others: &str| {
        let mut names: Vec<String> = behind.on.iter().map(|person| named(person, stranger)).collect();
        match behind.others {
            0 => {}
            1 => names.push(one_other.to_owned()),
            more => names.push(format!("{more} {others}")),
        }
        match names.split_last() {
            Some((last, [])) => last.clone(),
            Some((last, first)) => format!("{} {and} {last}", first.join(", ")),
            None => String::new(),
        }
    };
    Text::new(
        joined("en borger, der ikke længere er på denne pc", "og", "1 anden", "andre"),
        joined("a citizen who is not at this desk any more", "and", "1 other", "others"),
    )
}
