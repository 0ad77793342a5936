use crate::{
    Change, CprNumber, Occasion, Period, Person, PersonId, RecordId, What,
    communication::{Affiliation, Comment, ContactPerson},
    membership::MembershipRecord,
    person::{BasicData, Municipality, NumberChange, Standing},
};

/// The persons that a decision is made on: at least everybody whose number the command names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People(Vec<Person>);

impl People {
    /// The persons given, in any order.
    #[must_use]
    pub fn new(persons: Vec<Person>) -> Self {
        Self(persons)
    }

    /// Who has or had `number`.
    #[must_use]
    pub fn by_number(&self, number: CprNumber) -> Option<&Person> {
        self.0.iter().find(|person| person.numbers.known.contains(&number))
    }

    /// The person with `id`; none for an alias.
    #[must_use]
    pub fn by_id(&self, id: PersonId) -> Option<&Person> {
        self.0.iter().find(|person| person.id == id)
    }

    /// Everybody.
    pub fn iter(&self) -> impl Iterator<Item = &Person> {
        self.0.iter()
    }

    pub(crate) fn carry_out(&mut self, change: &Change, occasion: Occasion) {
        match &change.what {
            What::PersonsMerged { absorbed } => {
                if let Some(at) = self.0.iter().position(|person| person.id == *absorbed) {
                    let absorbed = self.0.swap_remove(at);
                    self.with(change.subject, |person| person.absorb(absorbed));
                }
            }
            what => {
                // The first word of somebody makes them known: that CPR has registered them, or that a number changed.
                if self.by_id(change.subject).is_none() {
                    self.0.push(Person::new(change.subject));
                }
                self.with(change.subject, |person| person.carry_out(what, occasion));
            }
        }
    }

    fn with(&mut self, id: PersonId, act: impl FnOnce(&mut Person)) {
        if let Some(person) = self.0.iter_mut().find(|person| person.id == id) {
            act(person);
        }
    }
}

impl Person {
    fn carry_out(&mut self, what: &What, occasion: Occasion) {
        match what {
            What::PersonsMerged { .. } => {}
            What::PersonRegistered { number } => {
                self.knows(*number);
                self.record(*number, |data| data.registered = true);
            }
            What::NumberChanged { old, new, event_date, given } => {
                self.knows(*old);
                self.knows(*new);
                self.numbers.changes.push(NumberChange {
                    old: *old,
                    new: *new,
                    event_date: *event_date,
                    given: given.clone(),
                    receipt: occasion.receipt,
                });
            }
            What::RecordsFollow { areas } => {
                for area in areas {
                    self.follow(*area);
                }
            }
            What::PeriodCut { record, after: Period { to: Some(to), .. }, by, .. } => {
                self.stand(*record, Standing::Cut { to: *to, by: *by });
            }
            What::PeriodCut { .. } => {}
            What::PeriodDropped { record, by, .. } => self.stand(*record, Standing::Dropped { by: *by }),
            What::PeriodRestored { record, .. } => self.stand(*record, Standing::InFull),
            What::NameRecorded { number, after, .. } => self.record(*number, |data| data.name = Some(after.clone())),
            What::BirthDateRecorded { number, after } => self.record(*number, |data| data.birth_date = Some(*after)),
            What::AddressRecorded { number, after, .. } => {
                self.record(*number, |data| data.address = Some(after.clone()));
            }
            What::MunicipalityRecorded { number, after, .. } => self.record(*number, |data| {
                let before = data.municipality.and_then(|municipality| municipality.real);
                let is_999 = *after == crate::MunicipalityCode::KMD_SICKNESS_BENEFIT;
                data.municipality = Some(Municipality { real: if is_999 { before } else { Some(*after) }, is_999 });
            }),
            What::ProtectionRecorded { number, after, .. } => {
                self.record(*number, |data| data.protection = Some(*after));
            }
            What::StatusRecorded { number, after, .. } => self.record(*number, |data| data.status = Some(*after)),
            What::AffiliationStarted { record, number, jobcentre, from } => {
                self.affiliations.start(
                    Affiliation {
                        id: *record,
                        number: *number,
                        jobcentre: *jobcentre,
                        registered: Period::open(*from),
                        standing: Standing::InFull,
                    },
                    occasion.now.today,
                );
            }
            What::AffiliationEnded { record, to, .. } => {
                self.affiliations.change(*record, |affiliation| affiliation.registered.to = Some(*to));
            }
            What::MembershipStarted { record, number, fund, from } => {
                self.memberships.records.push(MembershipRecord {
                    id: *record,
                    number: *number,
                    fund: *fund,
                    period: Period::open(*from),
                });
            }
            What::MembershipEnded { record, to, .. } => {
                for membership in self.memberships.records.iter_mut().filter(|membership| membership.id == *record) {
                    membership.period.to = Some(*to);
                }
            }
            What::CommentWritten { record, number, text, by } => {
                self.comments.add(
                    Comment {
                        id: *record,
                        number: *number,
                        text: text.clone(),
                        by: by.clone(),
                        registered: occasion.now.instant,
                        corrected: None,
                        withdrawn: None,
                    },
                    occasion.now.today,
                );
            }
            What::CommentCorrected { record, after, .. } => {
                self.comments.change(*record, |comment| {
                    comment.text.clone_from(after);
                    comment.corrected = Some(occasion.now.instant);
                });
            }
            What::CommentWithdrawn { record, .. } => {
                self.comments.change(*record, |comment| comment.withdrawn = Some(occasion.now.instant));
            }
            What::ContactPersonStarted { record, number, caseworker, jobcentre, from } => {
                self.contact_persons.add(
                    ContactPerson {
                        id: *record,
                        number: *number,
                        caseworker: caseworker.clone(),
                        jobcentre: *jobcentre,
                        period: Period::open(*from),
                    },
                    occasion.now.today,
                );
            }
            What::ContactPersonEnded { record, to, .. } => {
                self.contact_persons.change(*record, |contact_person| contact_person.period.to = Some(*to));
            }
            What::Referral { record, change } => self.referrals.carry_out(*record, change, occasion),
            What::Booking { record, change } => self.bookings.carry_out(*record, change, occasion),
            What::HeldConversation { record, change } => {
                self.held_conversations.carry_out(*record, change, occasion);
            }
            What::ParticipationChoice { record, change } => {
                self.participation_choices.carry_out(*record, change, occasion);
            }
            What::Deadline { record, change } => self.deadlines.carry_out(*record, change, occasion),
            What::ContactGroup { record, change } => self.contact_groups.carry_out(*record, change),
        }
    }

    fn knows(&mut self, number: CprNumber) {
        if !self.numbers.known.contains(&number) {
            self.numbers.known.push(number);
        }
    }

    fn stand(&mut self, record: RecordId, standing: Standing) {
        self.affiliations.change(record, |affiliation| affiliation.standing = standing);
    }

    fn record(&mut self, number: CprNumber, act: impl FnOnce(&mut BasicData)) {
        self.basic_data.file(number, act);
    }

    /// Takes over everything of a person who is the same one (S23-1.1a).
    fn absorb(&mut self, absorbed: Self) {
        let Self {
            id: _,
            numbers,
            basic_data,
            affiliations,
            bookings,
            held_conversations,
            deadlines,
            participation_choices,
            contact_persons,
            referrals,
            comments,
            contact_groups,
            memberships,
        } = absorbed;
        numbers.known.into_iter().for_each(|number| self.knows(number));
        self.numbers.changes.extend(numbers.changes);
        self.numbers.changes.sort_by_key(|change| change.receipt);
        for (number, data) in basic_data.0 {
            self.basic_data.file(number, |filed| *filed = data);
        }
        self.affiliations.absorb(affiliations);
        self.bookings.absorb(bookings);
        self.held_conversations.absorb(held_conversations);
        self.deadlines.absorb(deadlines);
        self.participation_choices.absorb(participation_choices);
        self.comments.absorb(comments);
        self.contact_persons.absorb(contact_persons);
        self.referrals.absorb(referrals);
        self.contact_groups.records.extend(contact_groups.records);
        self.contact_groups.records.sort_by_key(|record| record.id);
        self.memberships.records.extend(memberships.records);
        self.memberships.records.sort_by_key(|record| record.id);
    }
}
