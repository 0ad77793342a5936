//! The figures, one module each.

mod first_sync;
mod push;

use std::path::Path;

use crate::{Failure, Figure, Scale};

/// Measures one figure, with data kept in a folder.
type Measure = fn(&Path, &Scale) -> Result<Figure, Failure>;

/// Every figure by the name that `./dev bench` knows it by.
pub const ALL: &[(&str, Measure)] = &[("first-sync", first_sync::measure), ("push", push::measure)];
