use crate::{Area, Person, person::Filing};

/// How the records of one moved area hang.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hanging {
    /// Which area.
    pub area: Area,
    /// On what.
    pub filing: Filing,
    /// Whether there are none.
    pub is_empty: bool,
}

macro_rules! moved_areas {
    ($($area:ident: $field:ident),* $(,)?) => {
        impl Person {
            /// How the records of each moved area hang, of those whose records follow a person to a new number.
            #[must_use]
            pub fn hangings(&self) -> Vec<Hanging> {
                let hangings = [$(Hanging {
                    area: Area::$area,
                    filing: self.$field.filing,
                    is_empty: self.$field.records.is_empty(),
                }),*];
                hangings.to_vec()
            }

            /// The records of `area` hang on the person from now on.
            pub(super) fn follow(&mut self, area: Area) {
                match area {
                    $(Area::$area => self.$field.filing = Filing::OnPerson,)*
                    _ => {}
                }
            }
        }
    };
}

moved_areas! {
    Affiliation: affiliations,
    Comments: comments,
    ContactPersons: contact_persons,
    OperatorReferrals: referrals,
    Bookings: bookings,
    HeldConversations: held_conversations,
    BookingDeadlines: deadlines,
    ParticipationChoices: participation_choices,
}
