use std::{fmt, ops::Range};

/// A scenario file that cannot be read: what is wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{line}:{column}: {problem}")]
pub struct BadFile {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// One line of text.
    pub problem: String,
}

/// Finds lines and columns in a text.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a>(&'a str);

impl<'a> Place<'a> {
    /// Places in `text`.
    #[must_use]
    pub fn in_text(text: &'a str) -> Self {
        Self(text)
    }

    /// Line and column, from 1, of a place in the text.
    #[must_use]
    pub fn line_and_column(&self, at: usize) -> (usize, usize) {
        let before = self.0.get(..at).unwrap_or(self.0);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line, column)
    }

    /// A problem at a place.
    pub fn bad(&self, at: Range<usize>, problem: impl fmt::Display) -> BadFile {
        let (line, column) = self.line_and_column(at.start);
        BadFile { line, column, problem: problem.to_string() }
    }

    /// What the TOML reader says.
    #[must_use]
    pub fn of_error(&self, error: &toml::de::Error) -> BadFile {
        self.bad(error.span().unwrap_or(0..0), error.message().lines().collect::<Vec<_>>().join(" "))
    }
}
