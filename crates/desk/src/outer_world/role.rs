use domain::{Actor, JobcentreCode, contact_course::SourceSystem};

use super::acts::ACTS;
use crate::door::{Choice, RoleView, Text};
use crate::view;

/// Who a trainer can play.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Fund,
    Cpr,
    Jobnet,
    CaseSystem,
}

/// The id of the other case system. DFDG's list is not known in full, and this one stands in a gap of it.
const OTHER_SYSTEM: SourceSystem = SourceSystem(17);

impl Role {
    const ALL: [Self; 4] = [Self::Fund, Self::Cpr, Self::Jobnet, Self::CaseSystem];

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }

    fn name(self) -> &'static str {
        match self {
            Self::Fund => "fund",
            Self::Cpr => "cpr",
            Self::Jobnet => "jobnet",
            Self::CaseSystem => "case_system",
        }
    }

    fn title(self) -> Text {
        match self {
            Self::Fund => Text::new("A-kasse", "Unemployment fund"),
            Self::Cpr => Text::new("CPR-registret", "The CPR register"),
            Self::Jobnet => Text::new("Borgeren på Jobnet", "The citizen on Jobnet"),
            Self::CaseSystem => Text::new("Andet fagsystem", "Another case system"),
        }
    }

    fn which(self) -> Vec<Choice> {
        match self {
            Self::Fund => view::funds(),
            Self::Cpr | Self::Jobnet | Self::CaseSystem => Vec::new(),
        }
    }

    /// The actor that the backend is spoken to as; the other case system is of the desk's own jobcentre.
    pub fn actor(self, which: &str, own: JobcentreCode) -> Result<Actor, Text> {
        Ok(match self {
            Self::Cpr => Actor::Cpr,
            Self::Jobnet => Actor::Jobnet,
            Self::CaseSystem => Actor::CaseSystem { jobcentre: own, system: OTHER_SYSTEM },
            Self::Fund => {
                let fund = which.parse();
                Actor::Fund { fund: fund.map_err(|_| Text::new("Vælg a-kassen.", "Choose the fund."))? }
            }
        })
    }
}

/// Everybody who can be played, with what they can do.
pub(super) fn views() -> Vec<RoleView> {
    let view = |role: Role| RoleView {
        role: role.name().to_owned(),
        name: role.title(),
        which: role.which(),
        acts: ACTS.iter().filter(|act| act.role == role).map(super::acts::Act::view).collect(),
    };
    Role::ALL.into_iter().map(view).collect()
}
