use std::cmp::Reverse;

use domain::PersonId;

use crate::{
    PendingState,
    door::{NumberView, OutboxEntry, OutboxView, UnsentCitizen},
};

/// A command of the outbox, told, with what decides where it stands.
pub struct InOutbox {
    /// Whose it is now, after merges.
    pub citizen: PersonId,
    /// The citizen's current number, masked; where the citizen is not here, the one it is written under.
    pub number: NumberView,
    /// Where it stands.
    pub state: PendingState,
    /// It, told.
    pub entry: OutboxEntry,
}

/// How much a command asks for somebody. In this order they stand under their citizen.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Refused,
    Otherwise,
    Unreadable,
    Resting,
    Waiting,
    Accepted,
}

/// *Ikke sendt*, from its commands in the order of writing.
#[must_use]
pub fn outbox(told: Vec<InOutbox>) -> OutboxView {
    let mut outbox = OutboxView { citizens: citizens(&told), ..OutboxView::default() };
    for one in told {
        let list = match place(&one.state) {
            Some(Place::Refused) => &mut outbox.refused,
            Some(Place::Otherwise) => &mut outbox.otherwise,
            Some(Place::Resting) => &mut outbox.resting,
            Some(Place::Waiting | Place::Unreadable) => &mut outbox.waiting,
            Some(Place::Accepted) => &mut outbox.accepted,
            None => continue,
        };
        list.push(one.entry);
    }
    outbox.accepted.reverse();
    outbox
}

fn place(state: &PendingState) -> Option<Place> {
    match state {
        PendingState::Held(_) | PendingState::Refused { .. } | PendingState::Lost { .. } => Some(Place::Refused),
        PendingState::Accepted { .. } if state.is_to_be_seen() => Some(Place::Otherwise),
        PendingState::Accepted { .. } => Some(Place::Accepted),
        PendingState::Resting { .. } => Some(Place::Resting),
        PendingState::Waiting | PendingState::Sent => Some(Place::Waiting),
        PendingState::Unreadable => Some(Place::Unreadable),
        PendingState::Undone { .. } | PendingState::Discarded { .. } => None,
    }
}

/// Whoever has something to act on comes first, then whoever was written on first.
fn citizens(told: &[InOutbox]) -> Vec<UnsentCitizen> {
    let mut groups: Vec<(PersonId, Vec<(Place, &InOutbox)>)> = Vec::new();
    for one in told {
        let Some(place) = place(&one.state).filter(|place| *place != Place::Accepted) else { continue };
        match groups.iter_mut().find(|(citizen, _)| *citizen == one.citizen) {
            Some((_, commands)) => commands.push((place, one)),
            None => groups.push((one.citizen, vec![(place, one)])),
        }
    }
    let mut citizens: Vec<UnsentCitizen> = groups.into_iter().filter_map(|(_, commands)| citizen(commands)).collect();
    citizens.sort_by_key(|citizen| Reverse(citizen.to_act_on > 0));
    citizens
}

fn citizen(mut commands: Vec<(Place, &InOutbox)>) -> Option<UnsentCitizen> {
    let first = commands.first()?.1;
    let (name, number) = (first.entry.name.clone(), first.number.clone());
    commands.sort_by_key(|(place, _)| *place);
    let to_act_on = commands.iter().filter(|(place, _)| *place <= Place::Otherwise).count();
    Some(UnsentCitizen {
        name,
        number,
        to_act_on: u32::try_from(to_act_on).unwrap_or(u32::MAX),
        commands: commands.into_iter().map(|(_, one)| one.entry.command.clone()).collect(),
    })
}
