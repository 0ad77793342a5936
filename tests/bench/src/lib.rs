//! How fast Sagsbord is. Each figure stands beside a bare reference that is measured in the same run, in turn with it:
//! the same rows in files with the same schema, encryption, durability and page cache, and nothing else.
//!
//! A figure is a module of [`figures`]. All of them hand a [`Figure`] to the one [`Report`], which writes the table and
//! the JSON.

mod bare;
mod changes;
pub mod figures;
mod measure;
mod place;
mod report;

pub use measure::Spread;
pub use place::Scale;
pub use report::{Bar, Figure, Report};

/// Why a figure could not be measured.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
