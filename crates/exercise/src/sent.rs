use chrono::{DateTime, Utc};
use domain::{Actor, CaseworkerId, Command, CommandId, contact_course::SourceSystem};
use uuid::Uuid;

/// A command as somebody sends it: when, who, under which id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// UTC.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: Actor,
    /// Always the same for the same command.
    pub id: CommandId,
    /// What.
    pub command: Command,
}

/// A command's id, made from a name instead of by chance: the same name at the same moment gives the same id. In form it
/// is a UUIDv7 as desks make them.
#[must_use]
pub fn command_id(at: DateTime<Utc>, name: &str) -> CommandId {
    const SPACE: Uuid = Uuid::from_u128(0x8a6e_0804_2bd0_4672_b79d_d970_27f9_071a);
    let mut chance = [0; 10];
    let digest = Uuid::new_v5(&SPACE, name.as_bytes());
    chance.iter_mut().zip(digest.as_bytes()).for_each(|(to, from)| *to = *from);
    let milliseconds = u64::try_from(at.timestamp_millis()).unwrap_or_default();
    CommandId(uuid::Builder::from_unix_timestamp_millis(milliseconds, &chance).into_uuid())
}

/// Why a text names no actor.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an actor is \"cpr\", \"jobnet\", \"fund:90\", \"system:75100/17\" or \"caseworker:75100/name\"")]
pub struct ActorError;

/// The actor that a file names: `cpr`, `jobnet`, `fund:90`, `system:75100/17`, `caseworker:75100/Line Bjerre`; a caseworker
/// without a name is the jobcentre's only one.
///
/// # Errors
/// [`ActorError`].
pub fn actor(text: &str) -> Result<Actor, ActorError> {
    match text.split_once(':') {
        None if text == "cpr" => Ok(Actor::Cpr),
        None if text == "jobnet" => Ok(Actor::Jobnet),
        Some(("fund", fund)) => fund.parse().map(|fund| Actor::Fund { fund }).map_err(|_| ActorError),
        Some(("system", place)) => {
            let (jobcentre, system) = place.split_once('/').ok_or(ActorError)?;
            let jobcentre = jobcentre.parse().map_err(|_| ActorError)?;
            let system = system.parse().map(SourceSystem).map_err(|_| ActorError)?;
            Ok(Actor::CaseSystem { jobcentre, system })
        }
        Some(("caseworker", place)) => {
            let (jobcentre, name) = place.split_once('/').unwrap_or((place, "sagsbehandler"));
            let jobcentre = jobcentre.parse().map_err(|_| ActorError)?;
            Ok(Actor::Caseworker { caseworker: CaseworkerId(name.to_owned()), jobcentre })
        }
        None | Some(_) => Err(ActorError),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_version_7_and_depends_on_name_and_moment_alone() {
        let at = crate::moment("2023-09-18T10:05").unwrap();
        let id = command_id(at, "one");
        assert_eq!(id.0.get_version_num(), 7);
        assert_eq!(id, command_id(at, "one"));
        assert_ne!(id, command_id(at, "two"));
        assert_ne!(id, command_id(crate::moment("2023-09-18T10:06").unwrap(), "one"));
    }

    #[test]
    fn actors_are_named() {
        assert_eq!(actor("cpr"), Ok(Actor::Cpr));
        assert_eq!(actor("fund:90"), Ok(Actor::Fund { fund: "90".parse().unwrap() }));
        assert_eq!(actor("jobnet"), Ok(Actor::Jobnet));
        let jobcentre = "75100".parse().unwrap();
        assert_eq!(actor("system:75100/17"), Ok(Actor::CaseSystem { jobcentre, system: SourceSystem(17) }));
        let line = Actor::Caseworker { caseworker: CaseworkerId("Line Bjerre".to_owned()), jobcentre };
        assert_eq!(actor("caseworker:75100/Line Bjerre"), Ok(line));
        for nonsense in ["", "CPR", "cpr:1", "fund:9", "fund:", "caseworker:", "caseworker:7510", "system:75100", "ky"]
        {
            assert_eq!(actor(nonsense), Err(ActorError), "{nonsense}");
        }
    }
}
