use domain::{Actor, Command, CommandKind, RefusalCode};
use exchange::Outcome;

/// The commands on deadlines, on referrals and on who takes part.
pub const DECISIONS: [CommandKind; 7] = [
    CommandKind::SetDeadline,
    CommandKind::ChangeDeadline,
    CommandKind::WithdrawDeadline,
    CommandKind::RegisterReferral,
    CommandKind::EndReferral,
    CommandKind::SetParticipation,
    CommandKind::SaveParticipationChoice,
];

/// How many commands on deadlines, referrals and who takes part were answered: of each of [`DECISIONS`] in their order, how
/// many were accepted and how many refused. What comes again is counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Of caseworkers.
    pub by_caseworkers: [[usize; 2]; DECISIONS.len()],
    /// Of the fund, which refers nobody.
    pub by_the_fund: [[usize; 2]; DECISIONS.len()],
    /// Of both, what was refused because another has come first.
    pub came_late: usize,
    /// What was stopped of caseworkers, and shown with all that was typed.
    pub shown_as_typed: usize,
    /// Deadlines that a booking meets at the end, and those that a conversation has met.
    pub met: [usize; 2],
    /// Bookings in which another authority takes part at the end.
    pub guests: usize,
}

impl Decisions {
    pub(super) fn count(&mut self, actor: &Actor, command: &Command, outcome: &Outcome) {
        let Some(kind) = DECISIONS.iter().position(|kind| *kind == command.kind()) else { return };
        let of = if matches!(actor, Actor::Fund { .. }) { &mut self.by_the_fund } else { &mut self.by_caseworkers };
        let late = [
            RefusalCode::BookingChangedMeanwhile,
            RefusalCode::DeadlineChangedMeanwhile,
            RefusalCode::ReferralChangedMeanwhile,
        ];
        match outcome {
            Outcome::Accepted { .. } => of[kind][0] += 1,
            Outcome::Refused(why) => {
                of[kind][1] += 1;
                self.came_late += usize::from(late.contains(&why.code));
            }
        }
    }

    /// What there is fewer of than so many: of each kind accepted, and of each kind refused.
    pub fn too_few(&self, [accepted, refused]: [usize; 2]) -> Vec<String> {
        let mut few = Vec::new();
        let mut look = |who: &str, kind: CommandKind, [is_accepted, is_refused]: [usize; 2]| {
            if is_accepted < accepted || is_refused < refused {
                few.push(format!("{} {who}: {is_accepted} accepted, {is_refused} refused", kind.as_str()));
            }
        };
        for (nth, kind) in DECISIONS.into_iter().enumerate() {
            look("by caseworkers", kind, self.by_caseworkers[nth]);
            if !matches!(kind, CommandKind::RegisterReferral | CommandKind::EndReferral) {
                look("by the fund", kind, self.by_the_fund[nth]);
            }
        }
        few
    }

    /// As much again.
    pub fn add(&mut self, other: Self) {
        let sum = |own: &mut [[usize; 2]], other: &[[usize; 2]]| {
            own.as_flattened_mut().iter_mut().zip(other.as_flattened()).for_each(|(own, other)| *own += other);
        };
        sum(&mut self.by_caseworkers, &other.by_caseworkers);
        sum(&mut self.by_the_fund, &other.by_the_fund);
        self.came_late += other.came_late;
        self.shown_as_typed += other.shown_as_typed;
        self.met[0] += other.met[0];
        self.met[1] += other.met[1];
        self.guests += other.guests;
    }
}
