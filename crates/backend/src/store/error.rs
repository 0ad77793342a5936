use exchange::{NoAnswer, RowError};

/// Why the store could not do its work. Whoever asked gets no answer, and nothing is saved.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file.
    #[error("the store cannot be used")]
    File(#[from] rusqlite::Error),
    /// A citizen's row.
    #[error(transparent)]
    Row(#[from] RowError),
    /// Something else that was stored, and cannot be read again.
    #[error("a stored value cannot be read")]
    Value,
}

impl From<serde_json::Error> for StoreError {
    fn from(_: serde_json::Error) -> Self {
        // The error's own text may hold what it was reading.
        Self::Value
    }
}

impl From<StoreError> for NoAnswer {
    fn from(_: StoreError) -> Self {
        Self::OutOfOrder
    }
}
