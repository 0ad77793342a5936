//! Which rule is shown where: every scenario is played, every case is decided, and what spoke is written down.

pub mod cases;
pub mod document;
pub mod live;
pub mod scenarios;
pub mod tests_of_crates;
