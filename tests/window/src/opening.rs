//! How a window is opened: on what desktop, and what the program is told.

/// How a window is opened, the first time and each time after that.
#[derive(Debug, Clone, Copy)]
pub struct Opening {
    /// What the desktop looks like.
    pub theme: Theme,
    /// What the desktop speaks.
    pub language: Language,
    /// What the program is told, beside where its data lie.
    pub arguments: &'static [&'static str],
    /// The desktop's keychain.
    pub keychain: Keychain,
}

impl Opening {
    /// The exercise, on a desktop without a keychain.
    pub fn of(theme: Theme, language: Language) -> Opening {
        Opening { theme, language, arguments: &[], keychain: Keychain::Missing }
    }

    /// The same, where the program is told something.
    pub fn with(self, arguments: &'static [&'static str]) -> Opening {
        Opening { arguments, ..self }
    }

    /// The same on a desktop with a keychain, open as it is for somebody who has logged on.
    pub fn with_keychain(self) -> Opening {
        Opening { keychain: Keychain::Open, ..self }
    }
}

/// How a desktop's keychain is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keychain {
    /// There is none.
    Missing,
    /// It answers.
    Open,
    /// It is there, and stands still when it is asked.
    Silent,
}

/// The colours that the desktop asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// The language that the desktop speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// What the caseworkers speak.
    Danish,
    /// What some of those who build it speak.
    English,
}

impl Language {
    pub(crate) fn locale(self) -> &'static str {
        match self {
            Language::Danish => "da_DK.UTF-8",
            Language::English => "en_GB.UTF-8",
        }
    }
}
