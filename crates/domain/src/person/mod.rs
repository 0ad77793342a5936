//! The person: numbers, basic data, and what a change of number does to everything that hangs on them.

mod basic_data;
mod change_number;
mod merge;
mod numbers;
mod people;
mod records;
#[cfg(test)]
mod tests;

pub(crate) use basic_data::decide_basic_data;
pub(crate) use change_number::decide_change_number;
pub use merge::{Lost, MergeEntry, merge_report};
pub use numbers::{NumberChange, Numbers};
pub use people::People;
pub use records::{Address, BasicData, BasicDataByNumber, Filing, Municipality, Person, Protection, Standing};
