use super::trouble::counted;
use crate::door::{LeavingView, Text};

/// What is left behind when the window is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// How many rest or wait.
    pub waiting: u32,
    /// How many of them may still be undone for a while.
    pub resting: u32,
    /// How many somebody must act on.
    pub refused: u32,
    /// How many went otherwise than shown, and nobody has said that it is seen.
    pub otherwise: u32,
    /// How many drafts and corrections are not confirmed.
    pub drafts: u32,
    /// Whether the backend answers.
    pub online: bool,
}

/// What is said before the window closes with something left behind.
#[must_use]
pub fn leaving(left: &Left) -> LeavingView {
    let waiting = left.waiting - left.resting.min(left.waiting);
    let sentences = [
        said(left.resting, ("1 hviler og er ikke sendt endnu.", "1 rests and is not sent yet."), |n| {
            (format!("{n} hviler og er ikke sendt endnu."), format!("{n} rest and are not sent yet."))
        }),
        said(waiting, ("1 venter på at blive sendt.", "1 waits to be sent."), |n| {
            (format!("{n} venter på at blive sendt."), format!("{n} wait to be sent."))
        }),
        said(
            left.refused,
            ("1 er afvist eller holdt tilbage og venter på dig.", "1 is refused or held back and waits for you."),
            |n| {
                (
                    format!("{n} er afvist eller holdt tilbage og venter på dig."),
                    format!("{n} are refused or held back and wait for you."),
                )
            },
        ),
        said(
            left.otherwise,
            ("1 gik anderledes end vist og er ikke set.", "1 went otherwise than shown and is not seen."),
            |n| {
                (
                    format!("{n} gik anderledes end vist og er ikke set."),
                    format!("{n} went otherwise than shown and are not seen."),
                )
            },
        ),
        said(left.drafts, ("1 kladde er ikke bekræftet.", "1 draft is not confirmed."), |n| {
            (format!("{n} kladder er ikke bekræftet."), format!("{n} drafts are not confirmed."))
        }),
    ];
    let left_behind: Vec<Text> = sentences.into_iter().flatten().collect();
    let means = if left.waiting > 0 {
        Text::new(
            "Intet går tabt. Det ligger på denne pc og sendes, næste gang Sagsbord er åbent og har forbindelse. Det bliver registreret den dag, det når frem: skal det gælde fra i dag, skal det sendes inden midnat.",
            "Nothing is lost. It lies at this desk and is sent the next time Sagsbord is open and has a connection. It is registered on the day on which it arrives: if it must count from today, it must be sent before midnight.",
        )
    } else {
        Text::new(
            "Intet går tabt. Det ligger på denne pc og er her, næste gang du åbner Sagsbord.",
            "Nothing is lost. It lies at this desk and is here the next time you open Sagsbord.",
        )
    };
    LeavingView {
        is_settled: left_behind.is_empty(),
        left: left_behind,
        means,
        can_send: left.online && left.waiting > 0,
    }
}

fn said(n: u32, one: (&str, &str), many: impl Fn(u32) -> (String, String)) -> Option<Text> {
    (n > 0).then(|| counted(n, one, many(n)))
}
