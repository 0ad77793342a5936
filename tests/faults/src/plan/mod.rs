//! A history as a plan: every choice is made before it begins. A step says what is chosen by a number, which is taken
//! modulo what there is to choose from; so a plan stays a plan when steps are cut out of it.

mod shrink;

use std::fmt;
use std::str::FromStr;

use crate::chance::Chance;

pub use shrink::shrink;

/// The steps of a history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan(pub Vec<Step>);

/// One step: what happens, with what, and what goes wrong with the line meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What happens.
    pub act: Act,
    /// Which desk or citizen, and what else there is to choose, in the order in which the act asks.
    pub choices: [u8; 3],
    /// What goes wrong, and with which request from here on.
    pub trouble: Option<(Trouble, u8)>,
}

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum $name { $($(#[$each])* $variant,)* }

        impl $name {
            fn text(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            fn called(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

named! {
    /// What happens.
    Act {
        /// A caseworker writes a comment: desk, citizen, number.
        Write "write",
        /// A caseworker corrects a comment: desk, citizen, comment.
        Correct "correct",
        /// A caseworker withdraws a comment: desk, citizen, comment.
        Withdraw "withdraw",
        /// A caseworker sends a citizen to another jobcentre or takes one over: desk, citizen, jobcentre.
        Affiliate "affiliate",
        /// A caseworker summons a citizen: desk, citizen, to what.
        Book "book",
        /// A caseworker moves a booking: desk, citizen, booking.
        ChangeBooking "change_booking",
        /// Two caseworkers of one jobcentre move the same booking: any, citizen, booking.
        BothChange "both_change",
        /// A caseworker cancels a booking: desk, citizen, booking.
        Cancel "cancel",
        /// A caseworker registers a held conversation: desk, citizen, from which booking and with a next one.
        Hold "hold",
        /// The fund makes, moves or cancels a booking: citizen, booking, which of these.
        Fund "fund",
        /// A caseworker sets a deadline: desk, citizen, which.
        SetDeadline "set_deadline",
        /// A caseworker changes a deadline: desk, citizen, deadline.
        ChangeDeadline "change_deadline",
        /// A caseworker takes a deadline back: desk, citizen, deadline.
        WithdrawDeadline "withdraw_deadline",
        /// A caseworker refers a citizen to another operator: desk, citizen, to which.
        Refer "refer",
        /// A caseworker gives a referral a last day: desk, citizen, referral.
        EndReferral "end_referral",
        /// A caseworker says who takes part in a joint conversation: desk, citizen, booking.
        Participate "participate",
        /// A caseworker registers that somebody stays away from the next one, or comes after all: desk, citizen, whose choice.
        Choose "choose",
        /// Two caseworkers of one jobcentre decide the same thing otherwise: what, citizen, which.
        BothDecide "both_decide",
        /// The fund has its say on deadlines and on who takes part: citizen, which, on what.
        FundDecides "fund_decides",
        /// A caseworker types and does not confirm: desk, citizen.
        Type "type",
        /// A caseworker looks somebody up: desk, citizen, number.
        Look "look",
        /// A caseworker takes a command back: desk, which.
        Undo "undo",
        /// A caseworker ends a rest: desk, which.
        SendNow "send_now",
        /// A caseworker sends a stopped command on the new number: desk, which.
        Readdress "readdress",
        /// A caseworker corrects a stopped command and sends it again: desk, which.
        Again "again",
        /// A caseworker sends once more what the backend has lost: desk, which.
        SendAgain "send_again",
        /// A caseworker discards a command: desk, which.
        Discard "discard",
        /// A desk pulls and pushes: desk.
        Sync "sync",
        /// The register gives a new number: citizen.
        Renumber "renumber",
        /// The register gives a former number again: citizen, number.
        Ring "ring",
        /// The register makes two citizens one: citizen, citizen.
        Merge "merge",
        /// Somebody elsewhere takes a citizen over: citizen, jobcentre.
        Move "move",
        /// Somebody new comes: jobcentre.
        Birth "birth",
        /// Seconds pass: how many.
        Pass "pass",
        /// The backend's file is copied.
        Backup "backup",
        /// A desk's program dies between two requests, and is started again: desk.
        Restart "restart",
        /// The backend dies between two requests, and is started again.
        BackendRestart "backend_restart",
        /// Days pass at once: how many.
        ClockForward "clock_forward",
        /// All clocks are set back: minutes.
        ClockBack "clock_back",
        /// The clock of one desk goes wrong, or is set right: desk, how.
        DeskClock "desk_clock",
        /// A line is cut: desk.
        Cut "cut",
        /// A line is mended: desk.
        Mend "mend",
        /// A request that was under way for long arrives at last: desk, which.
        Late "late",
        /// The copy of the backend's file is put in its place.
        Restore "restore",
    }
}

named! {
    /// What goes wrong with one request.
    Trouble {
        /// It does not arrive.
        RequestLost "request_lost",
        /// It is executed, and the answer does not arrive.
        AnswerLost "answer_lost",
        /// It arrives twice.
        Twice "twice",
        /// It arrives later, perhaps after newer ones.
        Delayed "delayed",
        /// A pull is answered with a page of before.
        OldPage "old_page",
        /// The desk's program dies before it is sent.
        DiesUnsent "dies_unsent",
        /// The desk's program dies before the answer is stored.
        DiesUntold "dies_untold",
        /// The desk's program dies when the answer is stored.
        DiesTold "dies_told",
        /// The backend cannot commit, and is started again.
        NoCommit "no_commit",
        /// The backend dies after the commit, before the answer.
        BackendDies "backend_dies",
    }
}

/// What may go wrong with a request.
pub const TROUBLES: [Trouble; 10] = [
    Trouble::RequestLost,
    Trouble::AnswerLost,
    Trouble::Twice,
    Trouble::Delayed,
    Trouble::OldPage,
    Trouble::DiesUnsent,
    Trouble::DiesUntold,
    Trouble::DiesTold,
    Trouble::NoCommit,
    Trouble::BackendDies,
];

/// What happens when nothing goes wrong: how often beside the others.
const USUAL: [(Act, usize); 35] = [
    (Act::Write, 11),
    (Act::Correct, 4),
    (Act::Withdraw, 2),
    (Act::Affiliate, 4),
    (Act::Book, 8),
    (Act::ChangeBooking, 4),
    (Act::BothChange, 3),
    (Act::Cancel, 5),
    (Act::Hold, 3),
    (Act::Fund, 3),
    (Act::SetDeadline, 7),
    (Act::ChangeDeadline, 3),
    (Act::WithdrawDeadline, 3),
    (Act::Refer, 4),
    (Act::EndReferral, 3),
    (Act::Participate, 5),
    (Act::Choose, 4),
    (Act::BothDecide, 5),
    (Act::FundDecides, 7),
    (Act::Type, 3),
    (Act::Look, 2),
    (Act::Undo, 4),
    (Act::SendNow, 3),
    (Act::Readdress, 5),
    (Act::Again, 5),
    (Act::SendAgain, 2),
    (Act::Discard, 3),
    (Act::Renumber, 6),
    (Act::Ring, 3),
    (Act::Merge, 3),
    (Act::Move, 3),
    (Act::Birth, 1),
    (Act::Pass, 7),
    (Act::Mend, 4),
    (Act::Backup, 2),
];

/// What goes wrong without a request: how often, out of a hundred. The rest goes wrong with the requests of a desk.
const WRONG: [(Act, usize); 8] = [
    (Act::Restart, 4),
    (Act::BackendRestart, 2),
    (Act::ClockForward, 3),
    (Act::ClockBack, 3),
    (Act::DeskClock, 3),
    (Act::Cut, 4),
    (Act::Late, 5),
    (Act::Restore, 1),
];

/// What happens while something goes wrong with the requests of a desk. Afterwards it pulls and pushes.
const WITH_TROUBLE: [Act; 20] = [
    Act::Write,
    Act::Write,
    Act::Write,
    Act::Correct,
    Act::Affiliate,
    Act::Book,
    Act::Book,
    Act::BothChange,
    Act::ChangeBooking,
    Act::Hold,
    Act::SetDeadline,
    Act::ChangeDeadline,
    Act::Refer,
    Act::Participate,
    Act::Choose,
    Act::BothDecide,
    Act::Readdress,
    Act::Look,
    Act::Sync,
    Act::Sync,
];

impl Plan {
    /// As many steps as asked for, of which more than half go wrong, with a merge.
    pub fn from_seed(seed: u64, steps: usize) -> Self {
        let mut chance = Chance::from_seed(seed);
        let mut wrong: Vec<bool> = (0..steps).map(|nth| nth * 20 < steps * 12).collect();
        for nth in (1..steps).rev() {
            wrong.swap(nth, chance.below(nth + 1));
        }
        let mut plan: Vec<Step> = wrong.into_iter().map(|wrong| step(&mut chance, wrong)).collect();
        let usual: Vec<usize> = (0..steps / 2).filter(|nth| !plan[*nth].goes_wrong()).collect();
        if !plan.iter().any(|step| step.act == Act::Merge) && !usual.is_empty() {
            plan[*chance.pick(&usual)].act = Act::Merge;
        }
        Self(plan)
    }
}

impl Step {
    /// Whether it is one of the steps in which something goes wrong.
    pub fn goes_wrong(&self) -> bool {
        self.trouble.is_some() || WRONG.iter().any(|(act, _)| *act == self.act)
    }
}

fn step(chance: &mut Chance, wrong: bool) -> Step {
    let one_of = |chance: &mut Chance, from: &[(Act, usize)], among: usize| {
        let mut left = chance.below(among);
        from.iter()
            .find(|(_, often)| {
                left.checked_sub(*often).is_none_or(|less| {
                    left = less;
                    false
                })
            })
            .map(|(act, _)| *act)
    };
    let usual = USUAL.iter().map(|(_, often)| often).sum();
    let act = if wrong { one_of(chance, &WRONG, 100) } else { one_of(chance, &USUAL, usual) };
    let trouble = match (wrong, act) {
        (true, None) => Some((*chance.pick(&TROUBLES), u8::try_from(chance.below(4)).unwrap())),
        _ => None,
    };
    let act = act.unwrap_or_else(|| *chance.pick(&WITH_TROUBLE));
    let choices = [0; 3].map(|_| u8::try_from(chance.below(251)).unwrap());
    Step { act, choices, trouble }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let steps: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&steps.join(" "))
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [one, two, three] = self.choices;
        write!(f, "{}.{one}.{two}.{three}", self.act.text())?;
        match self.trouble {
            Some((trouble, after)) => write!(f, "!{}.{after}", trouble.text()),
            None => Ok(()),
        }
    }
}

impl FromStr for Plan {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.split_whitespace().map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

impl FromStr for Step {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let read = || {
            let (what, wrong) = text.split_once('!').map_or((text, None), |(what, wrong)| (what, Some(wrong)));
            let mut parts = what.split('.');
            let act = Act::called(parts.next()?)?;
            let mut choices = [0; 3];
            for choice in &mut choices {
                *choice = parts.next()?.parse().ok()?;
            }
            let trouble = match wrong {
                None => None,
                Some(wrong) => {
                    let (trouble, after) = wrong.split_once('.')?;
                    Some((Trouble::called(trouble)?, after.parse().ok()?))
                }
            };
            Some(Self { act, choices, trouble })
        };
        read().ok_or_else(|| format!("“{text}” is no step"))
    }
}
