//! The person: numbers, basic data, and what a change of number does to everything that hangs on them.

mod basic_data;
mod change_number;
mod filed;
mod merge;
mod moved;
mod numbers;
mod people;
mod records;
#[cfg(test)]
mod tests;

pub(crate) use basic_data::decide_basic_data;
pub(crate) use change_number::decide_change_number;
pub use filed::{Filed, Filing, Record};
pub use merge::{Lost, MergeEntry, merge_report};
pub use moved::Hanging;
pub use numbers::{NumberChange, Numbers};
pub use people::People;
pub use records::{Address, BasicData, BasicDataByNumber, Municipality, Person, Protection, Standing};
