//! Keys by the names that are printed on them: `"Ctrl+Alt+K"`, `"Escape"`, `"a"`.

use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::key::Key;

/// All keys of a chord go down in order, and up in the reverse order.
pub(crate) fn chord(keys: &str) -> KeyActions {
    let keys: Vec<char> = names(keys).into_iter().map(value).collect();
    let down = keys.iter().map(|key| KeyAction::Down { value: *key });
    let up = keys.iter().rev().map(|key| KeyAction::Up { value: *key });
    down.chain(up).fold(KeyActions::new("keyboard".to_owned()), KeyActions::then)
}

/// One letter as it is typed, whatever keys that takes.
pub(crate) fn letter(letter: char) -> KeyActions {
    KeyActions::new("keyboard".to_owned()).then(KeyAction::Down { value: letter }).then(KeyAction::Up { value: letter })
}

/// The plus sign is both a key and what stands between keys.
fn names(keys: &str) -> Vec<&str> {
    match keys.strip_suffix("+") {
        Some("") => vec!["+"],
        Some(rest) => rest.trim_end_matches('+').split('+').chain(["+"]).collect(),
        None => keys.split('+').collect(),
    }
}

fn value(name: &str) -> char {
    let key = match name {
        "Ctrl" => Key::Control,
        "Alt" => Key::Alt,
        "Shift" => Key::Shift,
        "Enter" => Key::Enter,
        "Escape" => Key::Escape,
        "Tab" => Key::Tab,
        "Backspace" => Key::Backspace,
        "Delete" => Key::Delete,
        "Up" => Key::Up,
        "Down" => Key::Down,
        "Left" => Key::Left,
        "Right" => Key::Right,
        "Home" => Key::Home,
        "End" => Key::End,
        "PageUp" => Key::PageUp,
        "PageDown" => Key::PageDown,
        "F1" => Key::F1,
        "F2" => Key::F2,
        "F3" => Key::F3,
        "F4" => Key::F4,
        "F5" => Key::F5,
        "F6" => Key::F6,
        "F10" => Key::F10,
        "Space" => return ' ',
        letter => {
            let mut letters = letter.chars();
            match (letters.next(), letters.next()) {
                // Shift is a key of its own: "Ctrl+K" means the key on which a K is printed.
                (Some(letter), None) => return letter.to_lowercase().next().unwrap_or(letter),
                _ => panic!("“{name}” is no key that these tests know."),
            }
        }
    };
    key.into()
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_plus_sign_is_a_key_too() {
        assert_eq!(names("Ctrl+Alt+K"), ["Ctrl", "Alt", "K"]);
        assert_eq!(names("+"), ["+"]);
        assert_eq!(names("Ctrl++"), ["Ctrl", "+"]);
    }
}
