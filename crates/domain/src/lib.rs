//! The rules of Sagsbord: what a command from a caseworker, the CPR register or an unemployment fund does to a citizen's records.
//!
//! Everything here is a plain function over plain values. Nothing reads a clock, a file or a network, and nothing
//! draws a random number: the same facts, command and occasion give the same decision on every desk and in the backend.
//!
//! Begin at [`decide`]: it runs the guards in their fixed order ([`RuleId::S23_1_1l`]) and hands the command to its
//! business area. What comes back is a [`Decision`], which can be shown before it is carried out with [`carry_out`].

#![forbid(unsafe_code)]
// Tests assert, print and make ids; the rules do not.
#![cfg_attr(test, allow(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types))]
#![cfg_attr(
    not(test),
    deny(
        clippy::disallowed_macros,
        clippy::disallowed_methods,
        clippy::disallowed_types,
        clippy::indexing_slicing,
        clippy::integer_division_remainder_used,
        clippy::string_slice,
        clippy::unreachable
    )
)]

mod actor;
mod area;
mod code;
mod command;
pub mod communication;
pub mod contact_course;
mod decide;
mod decision;
mod masked;
pub mod membership;
mod number;
pub mod person;
mod refusal;
mod rule;
pub mod status;
#[cfg(test)]
mod testing;
mod time;

pub use actor::{Actor, CaseworkerId};
pub use area::{AREAS, Area, AreaPolicy, Moved, Overlap, RELEASE_2023_3};
pub use code::{FundCode, Jobcentre, JobcentreCode, MunicipalityCode, PersonStatus, Reference};
pub use command::{Command, CommandKind, WrittenNumber};
pub use decide::decide;
pub use decision::{
    Audience, Change, Decision, EventDate, Message, MessageBody, NotDone, Notice, NoticeKind, Undone, What, carry_out,
};
pub use number::{CprNumber, NumberError};
pub use person::{People, Person};
pub use refusal::{Refusal, RefusalCode};
pub use rule::RuleId;
pub use time::{CommandId, Now, Occasion, Period, PersonId, RecordId, danish_day};
