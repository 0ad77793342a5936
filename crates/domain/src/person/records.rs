use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{
    CprNumber, FundCode, JobcentreCode, MunicipalityCode, Period, PersonId, PersonStatus, RecordId,
    communication::{Affiliations, Comments, ContactPersons, Referrals},
    contact_course::{Bookings, Deadlines, HeldConversations, ParticipationChoices},
    membership::Memberships,
    person::Numbers,
    status::ContactGroups,
};

/// One person, with every record that is known of them. One field an area; each is stored as one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Never reused.
    pub id: PersonId,
    /// Area [`crate::Area::Numbers`].
    pub numbers: Numbers,
    /// Area [`crate::Area::BasicData`].
    pub basic_data: BasicDataByNumber,
    /// Area [`crate::Area::Affiliation`].
    pub affiliations: Affiliations,
    /// Area [`crate::Area::Bookings`].
    pub bookings: Bookings,
    /// Area [`crate::Area::HeldConversations`].
    pub held_conversations: HeldConversations,
    /// Area [`crate::Area::BookingDeadlines`].
    pub deadlines: Deadlines,
    /// Area [`crate::Area::ParticipationChoices`].
    pub participation_choices: ParticipationChoices,
    /// Area [`crate::Area::Comments`].
    pub comments: Comments,
    /// Area [`crate::Area::ContactPersons`].
    pub contact_persons: ContactPersons,
    /// Area [`crate::Area::OperatorReferrals`].
    pub referrals: Referrals,
    /// Area [`crate::Area::ContactGroups`].
    pub contact_groups: ContactGroups,
    /// Area [`crate::Area::Membership`].
    pub memberships: Memberships,
}

impl Person {
    /// A person of whom nothing is known but the id.
    #[must_use]
    pub fn new(id: PersonId) -> Self {
        Self {
            id,
            numbers: Numbers::default(),
            basic_data: BasicDataByNumber::default(),
            affiliations: Affiliations::default(),
            bookings: Bookings::default(),
            held_conversations: HeldConversations::default(),
            deadlines: Deadlines::default(),
            participation_choices: ParticipationChoices::default(),
            comments: Comments::default(),
            contact_persons: ContactPersons::default(),
            referrals: Referrals::default(),
            contact_groups: ContactGroups::default(),
            memberships: Memberships::default(),
        }
    }

    /// The number that is registered on (S23-1.1a).
    #[must_use]
    pub fn current_number(&self) -> CprNumber {
        self.numbers.current()
    }

    /// What is known of the person now: field by field the newest number's, where it has one (S23-1.1f).
    #[must_use]
    pub fn basic(&self) -> BasicData {
        let mut basic = BasicData::default();
        for number in self.numbers.newest_first() {
            if let Some((_, data)) = self.basic_data.0.iter().find(|(filed, _)| *filed == number) {
                basic.fill_from(data);
            }
        }
        basic
    }

    /// Given date of birth, else the one in the current number.
    #[must_use]
    pub fn birth_date(&self) -> Option<NaiveDate> {
        self.basic().birth_date.or_else(|| self.current_number().birth_date())
    }

    /// Status 90.
    #[must_use]
    pub fn is_dead(&self) -> bool {
        self.basic().status == Some(PersonStatus::Dead)
    }

    /// The jobcentre on `day`; where unconverted records on several numbers disagree, the newest number's.
    #[must_use]
    pub fn jobcentre_on(&self, day: NaiveDate) -> Option<JobcentreCode> {
        let held = |number: CprNumber| {
            let mut standing = self.affiliations.records.iter().filter(|record| record.number == number);
            standing.find(|record| record.period().is_some_and(|period| period.holds(day)))
        };
        self.numbers.newest_first().into_iter().find_map(held).map(|record| record.jobcentre)
    }

    /// The unemployment fund on `day`, both ends of a membership included, read across all numbers (S23-1.8a,
    /// S23-1.1e); [ours] the newest number's where two are members of different funds.
    #[must_use]
    pub fn fund_on(&self, day: NaiveDate) -> Option<FundCode> {
        let held = |number: CprNumber| {
            let mut memberships = self.memberships.records.iter().filter(|record| record.number == number);
            memberships.find(|record| record.period.holds(day))
        };
        self.numbers.newest_first().into_iter().find_map(held).map(|record| record.fund)
    }
}

/// What CPR says of a person, filed under the number it was said of. The newest number's word stands (S23-1.1f); the
/// others' is kept, so that the order of arrival does not matter and the merge report can name what lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BasicDataByNumber(pub Vec<(CprNumber, BasicData)>);

impl BasicDataByNumber {
    /// What is filed under `number`.
    #[must_use]
    pub fn of(&self, number: CprNumber) -> BasicData {
        self.0.iter().find(|(filed, _)| *filed == number).map(|(_, data)| data.clone()).unwrap_or_default()
    }

    pub(crate) fn file(&mut self, number: CprNumber, change: impl FnOnce(&mut BasicData)) {
        let mut data = self.of(number);
        change(&mut data);
        self.0.retain(|(filed, _)| *filed != number);
        self.0.push((number, data));
        self.0.sort_by_key(|(filed, _)| *filed);
    }
}

/// Basic data (borgerstamdata). None means: not said.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BasicData {
    /// Whether CPR has registered a person with this very number: then it has a person record of its own (S23-1.1f).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub registered: bool,
    /// Full name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where it is given beside the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birth_date: Option<NaiveDate>,
    /// Never shown in lists; shown on the citizen only where it is not protected, or unmasked on purpose.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Address>,
    /// The municipality, 999 included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub municipality: Option<Municipality>,
    /// Name and address protection.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub protection: Option<Protection>,
    /// Status in CPR.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<PersonStatus>,
}

impl BasicData {
    /// Takes from an older number what is not said of this one.
    pub(super) fn fill_from(&mut self, older: &Self) {
        let Self { registered, name, birth_date, address, municipality, protection, status } = older;
        self.registered |= registered;
        self.name = self.name.take().or_else(|| name.clone());
        self.birth_date = self.birth_date.or(*birth_date);
        self.address = self.address.take().or_else(|| address.clone());
        self.municipality = match (self.municipality, *municipality) {
            // 999 stands in the place of the last real one and does not make it forgotten (S23-1.3b).
            (Some(newer), Some(older)) => Some(Municipality { real: newer.real.or(older.real), ..newer }),
            (newer, older) => newer.or(older),
        };
        self.protection = self.protection.or(*protection);
        self.status = self.status.or(*status);
    }
}

/// An address in Denmark.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Address {
    /// Road and house number.
    pub street: String,
    /// Four digits.
    pub postal_code: String,
    /// Post district.
    pub town: String,
}

/// The municipality as DFDG has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Municipality {
    /// The last one that is a municipality.
    pub real: Option<MunicipalityCode>,
    /// Whether DFDG has 999 'KMD Sygedagpengesystem' in its place now (S23-1.3b).
    pub is_999: bool,
}

/// Name and address protection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Protection {
    /// None, or not any more.
    None,
    /// The address alone.
    Address {
        /// Last day; none without an end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
    },
    /// Name and address.
    NameAndAddress {
        /// Last day; none without an end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<NaiveDate>,
    },
}

impl Protection {
    /// Whether the address is protected on `day`.
    #[must_use]
    pub fn is_in_force(self, day: NaiveDate) -> bool {
        match self {
            Self::None => false,
            Self::Address { until } | Self::NameAndAddress { until } => until.is_none_or(|until| day <= until),
        }
    }
}

/// What a merge has left of a period (S23-1.1f).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Standing {
    /// All of it.
    #[default]
    InFull,
    /// It ends earlier than it was registered to.
    Cut {
        /// Last day.
        to: NaiveDate,
        /// What it gave way to.
        by: RecordId,
    },
    /// No day of it.
    Dropped {
        /// What it gave way to.
        by: RecordId,
    },
}

impl Standing {
    /// What stands of a period registered as `registered`.
    #[must_use]
    pub fn of(self, registered: Period) -> Option<Period> {
        match self {
            Self::InFull => Some(registered),
            Self::Cut { to, .. } => Some(Period { from: registered.from, to: Some(to) }),
            Self::Dropped { .. } => None,
        }
    }
}
