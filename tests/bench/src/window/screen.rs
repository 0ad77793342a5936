//! What is painted on a display, and keys pressed on it.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use x11rb::{
    connection::Connection,
    protocol::{
        Event,
        damage::{ConnectionExt as _, Damage, ReportLevel},
        xproto::{
            AtomEnum, ChangeWindowAttributesAux, ClientMessageEvent, ConnectionExt as _, EventMask, ImageFormat,
            InputFocus, KEY_PRESS_EVENT, KEY_RELEASE_EVENT, Window,
        },
        xtest::ConnectionExt as _,
    },
    rust_connection::RustConnection,
};

use crate::Failure;

/// The part of the display that is looked at: the middle of the window, where the first frame says what can be done, the
/// list below the search field opens, and a citizen stands with name, number, facts and timeline. Clocks stand elsewhere.
const PART: (i16, i16, u16, u16) = (330, 205, 1_000, 395);
/// In the window, on nothing that looks different for it.
const POINTER: (i16, i16) = (800, 872);
/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(60);

pub const ENTER: u32 = 0xff0d;
pub const CONTROL: u32 = 0xffe3;

pub struct Screen {
    x: RustConnection,
    root: Window,
    damage: Damage,
    /// The key for each sign.
    keys: HashMap<u32, u8>,
}

/// What the part of the display looks like.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture(Vec<u8>);

impl Picture {
    /// Of one colour: no window, or one without a page.
    pub fn is_blank(&self) -> bool {
        let first = self.0.get(..4);
        self.0.chunks_exact(4).all(|pixel| Some(pixel) == first)
    }

    /// Whether both show the same, but for one pixel of a hundred: the line round what has the focus, which is not always
    /// drawn, and round corners.
    pub fn is_like(&self, other: &Self) -> bool {
        let others = self.0.chunks_exact(4).zip(other.0.chunks_exact(4)).filter(|(one, other)| one != other).count();
        others * 400 <= self.0.len()
    }
}

impl Screen {
    pub fn of(display: &str) -> Result<Self, Failure> {
        let (x, screen) = RustConnection::connect(Some(display))?;
        let setup = x.setup();
        let root = setup.roots.get(screen).ok_or("a display without a screen")?.root;
        let (first, last) = (setup.min_keycode, setup.max_keycode);
        let table = x.get_keyboard_mapping(first, last - first + 1)?.reply()?;
        let signs = table.keysyms.chunks(table.keysyms_per_keycode.max(1).into());
        let keys = (first..=last).zip(signs).rev().filter_map(|(key, signs)| Some((*signs.first()?, key))).collect();
        x.damage_query_version(1, 1)?.reply()?;
        let damage = x.generate_id()?;
        x.damage_create(damage, root, ReportLevel::NON_EMPTY)?.check()?;
        let of_windows = ChangeWindowAttributesAux::new().event_mask(EventMask::SUBSTRUCTURE_NOTIFY);
        x.change_window_attributes(root, &of_windows)?.check()?;
        x.warp_pointer(x11rb::NONE, root, 0, 0, 0, 0, POINTER.0, POINTER.1)?.check()?;
        Ok(Self { x, root, damage, keys })
    }

    pub fn picture(&self) -> Result<Picture, Failure> {
        let (left, top, width, height) = PART;
        let image = self.x.get_image(ImageFormat::Z_PIXMAP, self.root, left, top, width, height, u32::MAX)?;
        Ok(Picture(image.reply()?.data))
    }

    /// Waits until this picture is there.
    pub fn until_shows(&self, wanted: &Picture, begun: Instant) -> Result<(), Failure> {
        while self.picture()? != *wanted {
            if begun.elapsed() > PATIENCE {
                return Err("what was painted does not go".into());
            }
            self.was_painted()?;
        }
        Ok(())
    }

    /// Waits until something else is there than `before`, is what is wanted, and has not changed for a while. When the
    /// last change was, counted from `begun`.
    pub fn until_still(
        &self,
        before: &Picture,
        begun: Instant,
        while_long: Duration,
        is_wanted: impl Fn(&Picture) -> bool,
    ) -> Result<(Picture, Duration), Failure> {
        let (mut shown, mut changed) = (before.clone(), None);
        loop {
            if self.was_painted()? {
                let picture = self.picture()?;
                if picture != shown {
                    (shown, changed) = (picture, Some(begun.elapsed()));
                }
            }
            match changed {
                Some(at) if begun.elapsed() > at + while_long && is_wanted(&shown) => return Ok((shown, at)),
                Some(_) if begun.elapsed() > PATIENCE => return Err("what is painted is not what is waited for".into()),
                None if begun.elapsed() > PATIENCE => return Err("nothing is painted".into()),
                _ => {}
            }
        }
    }

    /// Whether anything was painted since the last time; where nothing was, after a moment.
    fn was_painted(&self) -> Result<bool, Failure> {
        let mut painted = false;
        while let Some(event) = self.x.poll_for_event()? {
            match event {
                Event::DamageNotify(_) => painted = true,
                // A new window gets the keys, as a desktop gives them to it.
                Event::MapNotify(new) if !new.override_redirect => {
                    self.x.set_input_focus(InputFocus::POINTER_ROOT, new.window, x11rb::CURRENT_TIME)?;
                }
                _ => {}
            }
        }
        self.x.flush()?;
        if painted {
            self.x.damage_subtract(self.damage, x11rb::NONE, x11rb::NONE)?.check()?;
        } else {
            moment(Duration::from_micros(500));
        }
        Ok(painted)
    }

    /// Presses keys together, and lets them go.
    pub fn press(&self, signs: &[u32]) -> Result<(), Failure> {
        let keys: Vec<u8> = signs.iter().filter_map(|sign| self.keys.get(sign).copied()).collect();
        if keys.len() != signs.len() {
            return Err("the display's keyboard lacks a key".into());
        }
        let down = keys.iter().map(|key| (KEY_PRESS_EVENT, *key));
        for (what, key) in down.chain(keys.iter().rev().map(|key| (KEY_RELEASE_EVENT, *key))) {
            self.x.xtest_fake_input(what, key, x11rb::CURRENT_TIME, self.root, 0, 0, 0)?;
        }
        Ok(self.x.flush()?)
    }

    pub fn type_text(&self, text: &str) -> Result<(), Failure> {
        text.chars().try_for_each(|letter| self.press(&[u32::from(letter)]))
    }

    /// Closes the window as its title bar does.
    pub fn close_window(&self) -> Result<(), Failure> {
        let atom = |name: &[u8]| -> Result<u32, Failure> { Ok(self.x.intern_atom(false, name)?.reply()?.atom) };
        let (protocols, delete) = (atom(b"WM_PROTOCOLS")?, atom(b"WM_DELETE_WINDOW")?);
        for window in self.x.query_tree(self.root)?.reply()?.children {
            let asked = self.x.get_property(false, window, protocols, AtomEnum::ATOM, 0, 32)?.reply();
            if asked.is_ok_and(|asked| asked.value32().is_some_and(|mut known| known.any(|one| one == delete))) {
                let message = ClientMessageEvent::new(32, window, protocols, [delete, x11rb::CURRENT_TIME, 0, 0, 0]);
                self.x.send_event(false, window, EventMask::NO_EVENT, message)?.check()?;
            }
        }
        Ok(())
    }
}

/// Lets time pass.
#[expect(clippy::disallowed_methods, reason = "a display is looked at again, and a memory is read after a rest")]
pub fn moment(long: Duration) {
    std::thread::sleep(long);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_colour_is_blank_and_two_are_not() {
        let blank = Picture([7, 7, 9, 0].repeat(50));
        assert!(blank.is_blank());
        let mut other = blank.clone();
        other.0[81] = 8;
        assert!(!other.is_blank());
    }

    #[test]
    fn one_pixel_of_a_hundred_may_be_another() {
        let one = Picture([7, 7, 9, 0].repeat(200));
        let mut other = one.clone();
        other.0[4..12].fill(1);
        assert!(one.is_like(&other));
        other.0[16] = 1;
        assert!(!one.is_like(&other));
    }
}
