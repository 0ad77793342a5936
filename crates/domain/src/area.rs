use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The release of 18 September 2023: in force from 00:00, Danish time, on its date.
pub const RELEASE_2023_3: NaiveDate = match NaiveDate::from_ymd_opt(2023, 9, 18) {
    Some(day) => day,
    None => NaiveDate::MIN,
};

/// A kind of record, as DFDG divides them. The areas of the release note stand here from the start (S23-1.1c);
/// those whose records are not built yet only have their row in [`AREAS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs, reason = "the table below has DFDG's name for each")]
pub enum Area {
    Numbers,
    BasicData,
    Addresses,
    StudentGrants,
    Affiliation,
    Cv,
    Bookings,
    HeldConversations,
    BookingDeadlines,
    ParticipationChoices,
    BenefitHistory,
    HealthLimitations,
    ContactPersons,
    Comments,
    JobReferrals,
    ActivitySupplement,
    OperatorReferrals,
    GuestAccess,
    TotalUnemployment,
    FleurBenefitPayments,
    FleurSupplementaryWeeks,
    FleurHolidayBenefit,
    FleurEeaPeriods,
    FleurEarlyRetirementPayments,
    FleurEarlyRetirementRights,
    ContactGroups,
    PersonCategories,
    Absence,
    Plans,
    KyDecisions,
    Membership,
}

/// Whether the records of an area hang on the person's current number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// They do, from this day on (S23-1.1b).
    Since(NaiveDate),
    /// They stay filed under the number they were registered under (S23-1.1e).
    No,
}

/// Whether two records of one citizen may cover the same day (S23-1.1f).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overlap {
    /// Two may stand side by side.
    Allowed,
    /// The one on the older number gives way.
    Forbidden,
}

/// One row of the table of areas.
#[derive(Clone, Copy, Debug)]
pub struct AreaPolicy {
    /// Which area.
    pub area: Area,
    /// DFDG's own name.
    pub dfdg: &'static str,
    /// Moved, and since when.
    pub moved: Moved,
    /// What a merge does with overlapping periods.
    pub overlap: Overlap,
    /// Version of the stored row's form.
    pub schema: u32,
}

impl Area {
    /// The area's row in [`AREAS`].
    #[must_use]
    pub fn policy(self) -> &'static AreaPolicy {
        // The table is in the order of the enum; a test holds them together, so the row of a stranger is never given.
        AREAS.get(self as usize).unwrap_or(&STRANGER)
    }

    /// Whether the area's records hang on the current number on `day`.
    #[must_use]
    pub fn is_moved(self, day: NaiveDate) -> bool {
        match self.policy().moved {
            Moved::Since(since) => since <= day,
            Moved::No => false,
        }
    }
}

const fn moved(area: Area, dfdg: &'static str, overlap: Overlap) -> AreaPolicy {
    AreaPolicy { area, dfdg, moved: Moved::Since(RELEASE_2023_3), overlap, schema: 1 }
}

const fn stays(area: Area, dfdg: &'static str) -> AreaPolicy {
    AreaPolicy { area, dfdg, moved: Moved::No, overlap: Overlap::Allowed, schema: 1 }
}

/// What an area without a row would be: not moved.
const STRANGER: AreaPolicy = stays(Area::Membership, "");

/// The table of areas (S23-1.1c, S23-1.1e): which hang on the person since when, and which may overlap. One place,
/// in the order of [`Area`].
pub const AREAS: &[AreaPolicy] = &[
    moved(Area::Numbers, "Persontabel", Overlap::Allowed),
    moved(Area::BasicData, "Borgerstamdata", Overlap::Allowed),
    moved(Area::Addresses, "Adressedata", Overlap::Allowed),
    moved(Area::StudentGrants, "SU-oplysninger", Overlap::Allowed),
    moved(Area::Affiliation, "Jobcentertilhørsforhold", Overlap::Forbidden),
    moved(Area::Cv, "CV-oplysninger", Overlap::Allowed),
    moved(Area::Bookings, "Indkaldelser/bookinger", Overlap::Allowed),
    moved(Area::HeldConversations, "Afholdte samtaler", Overlap::Allowed),
    moved(Area::BookingDeadlines, "Frist for booking af samtale", Overlap::Allowed),
    moved(Area::ParticipationChoices, "Mødedeltagelsesvalg", Overlap::Allowed),
    moved(Area::BenefitHistory, "Forsørgelseshistorik", Overlap::Forbidden),
    moved(Area::HealthLimitations, "Helbredsmæssige begrænsninger", Overlap::Allowed),
    moved(Area::ContactPersons, "Kontaktpersoner", Overlap::Allowed),
    moved(Area::Comments, "Kommentarer", Overlap::Allowed),
    moved(Area::JobReferrals, "Jobformidlinger", Overlap::Allowed),
    moved(Area::ActivitySupplement, "Anmodninger om aktivitetstillæg", Overlap::Forbidden),
    moved(Area::OperatorReferrals, "Henvisninger til anden aktør", Overlap::Allowed),
    moved(Area::GuestAccess, "Anmodninger om gæsteadgang", Overlap::Allowed),
    moved(Area::TotalUnemployment, "Sammenlagt ledighed (dagpengemodtagere)", Overlap::Allowed),
    moved(Area::FleurBenefitPayments, "Indberettede dagpengeudbetalingsoplysninger", Overlap::Allowed),
    moved(Area::FleurSupplementaryWeeks, "Uger med forbrug af supplerende dagpenge", Overlap::Allowed),
    moved(Area::FleurHolidayBenefit, "Indberettede feriedagpengeoplysninger", Overlap::Allowed),
    moved(Area::FleurEeaPeriods, "Indberettede perioder med EØS-dagpenge", Overlap::Allowed),
    moved(Area::FleurEarlyRetirementPayments, "Indberettede efterlønsudbetalingsoplysninger", Overlap::Allowed),
    moved(
        Area::FleurEarlyRetirementRights,
        "Indberettede oplysninger om efterlønsbevis, overgang til efterløn og efterlønspræmie",
        Overlap::Allowed,
    ),
    stays(Area::ContactGroups, "Kontaktgrupper"),
    stays(Area::PersonCategories, "Personkategorier"),
    stays(Area::Absence, "Fravær"),
    stays(Area::Plans, "Planer"),
    stays(Area::KyDecisions, "Afgørelser fra KY"),
    stays(Area::Membership, "A-kassemedlemskab"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_areas() {
        for (at, policy) in AREAS.iter().enumerate() {
            assert_eq!(policy.area as usize, at, "{:?}", policy.area);
            assert_eq!(policy.area.policy().area, policy.area);
        }
    }

    /// S23-1.1c and 1.1e, with the day before, the day and the day after the release.
    #[test]
    fn an_area_is_moved_from_the_day_of_the_release() {
        let before = RELEASE_2023_3.pred_opt().unwrap();
        let after = RELEASE_2023_3.succ_opt().unwrap();
        for (area, on_the_day) in [
            (Area::Affiliation, true),
            (Area::Comments, true),
            (Area::BasicData, true),
            (Area::BenefitHistory, true),
            (Area::ContactGroups, false),
            (Area::Absence, false),
            (Area::Plans, false),
            (Area::KyDecisions, false),
            (Area::Membership, false),
        ] {
            assert!(!area.is_moved(before), "{area:?} the day before");
            assert_eq!(area.is_moved(RELEASE_2023_3), on_the_day, "{area:?} on the day");
            assert_eq!(area.is_moved(after), on_the_day, "{area:?} the day after");
        }
    }

    /// S23-1.1f: three kinds may not overlap, all others may.
    #[test]
    fn three_areas_forbid_overlap() {
        let forbidden: Vec<Area> =
            AREAS.iter().filter(|row| row.overlap == Overlap::Forbidden).map(|row| row.area).collect();
        assert_eq!(forbidden, [Area::Affiliation, Area::BenefitHistory, Area::ActivitySupplement]);
    }
}
