use domain::{Actor, Command, RefusalCode};
use exchange::Outcome;

/// How many commands on bookings were answered, by what they ask for. What comes again is counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Bookings that were made by caseworkers.
    pub made: usize,
    /// Changes by caseworkers that were accepted.
    pub changed: usize,
    /// Cancelled by caseworkers.
    pub cancelled: usize,
    /// Held conversations without a booking.
    pub held: usize,
    /// Held conversations from a booking.
    pub held_from_booking: usize,
    /// Of both, those with the next booking.
    pub held_with_next: usize,
    /// What the fund has made, changed and cancelled.
    pub of_the_fund: usize,
    /// Changes that were refused because another has come first (SB-2014).
    pub changed_meanwhile: usize,
    /// Other commands on bookings that were refused.
    pub refused: usize,
}

impl Tally {
    pub(super) fn count(&mut self, actor: &Actor, command: &Command, outcome: &Outcome) {
        let of = match command {
            Command::MakeBooking { .. } => &mut self.made,
            Command::ChangeBooking { .. } => &mut self.changed,
            Command::CancelBooking { .. } => &mut self.cancelled,
            Command::RegisterHeldConversation { conversation, next, .. } => {
                let is_accepted = matches!(outcome, Outcome::Accepted { .. });
                self.held_with_next += usize::from(is_accepted && next.is_some());
                if conversation.booking.is_some() { &mut self.held_from_booking } else { &mut self.held }
            }
            _ => return,
        };
        let counted = match outcome {
            Outcome::Accepted { .. } if matches!(actor, Actor::Fund { .. }) => &mut self.of_the_fund,
            Outcome::Accepted { .. } => of,
            Outcome::Refused(why) if why.code == RefusalCode::BookingChangedMeanwhile => &mut self.changed_meanwhile,
            Outcome::Refused(_) => &mut self.refused,
        };
        *counted += 1;
    }

    /// Whether there were as many of each.
    pub fn is_at_least(&self, least: &Self) -> bool {
        let numbers = |of: &Self| {
            let held = [of.held, of.held_from_booking, of.held_with_next];
            [of.made, of.changed, of.cancelled, of.of_the_fund, of.changed_meanwhile, of.refused]
                .into_iter()
                .chain(held)
        };
        numbers(self).zip(numbers(least)).all(|(is, least)| is >= least)
    }

    /// As much again.
    pub fn add(&mut self, other: Self) {
        self.made += other.made;
        self.changed += other.changed;
        self.cancelled += other.cancelled;
        self.held += other.held;
        self.held_from_booking += other.held_from_booking;
        self.held_with_next += other.held_with_next;
        self.of_the_fund += other.of_the_fund;
        self.changed_meanwhile += other.changed_meanwhile;
        self.refused += other.refused;
    }
}
