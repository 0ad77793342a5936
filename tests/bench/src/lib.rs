//! How fast Sagsbord is. Each figure stands beside a bare reference that is measured in the same run, in turn with it:
//! the same rows in files with the same schema, encryption, durability and page cache, and nothing else; or the barest
//! window, where it is about the window.
//!
//! A figure is a module of [`figures`]. All of them hand a [`Figure`] to the one [`Report`], which writes the table and
//! the JSON.

mod bare;
mod changes;
pub mod figures;
mod measure;
mod place;
mod report;
mod window;

pub use measure::{Spread, Unit};
pub use place::Scale;
pub use report::{Bar, Figure, Report};

/// Why a figure could not be measured.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
