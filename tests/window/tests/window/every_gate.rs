//! Every screen before the desk, in both themes and both languages: as in `every_screen`, but of a live desk.

use window::{Language, Opening, Theme, Window};

use crate::every_screen::see;
use crate::{outside, way};

/// The warning comes after half of it, and stays for the other half.
const SHORT: &[&str] = &["--live", "--lock-after", "20"];
const PASSPHRASE: &str = "fire ord som ingen";

#[test]
fn in_danish_and_light() {
    see_every_gate(Theme::Light, Language::Danish, "da-light");
}

#[test]
fn in_danish_and_dark() {
    see_every_gate(Theme::Dark, Language::Danish, "da-dark");
}

#[test]
fn in_english_and_light() {
    see_every_gate(Theme::Light, Language::English, "en-light");
}

#[test]
fn in_english_and_dark() {
    see_every_gate(Theme::Dark, Language::English, "en-dark");
}

struct Walk {
    window: Window,
    language: Language,
    suffix: &'static str,
}

fn see_every_gate(theme: Theme, language: Language, suffix: &'static str) {
    let window = Window::open_as(Opening::of(theme, language).with(SHORT));
    let mut walk = Walk { window, language, suffix };
    walk.first_start();
    walk.settings();
    walk.lock();
    walk.window.close();
    outside::damage(&outside::live_desk(&walk.window.data()).join("outbox.db"));
    walk.window.reopen();
    walk.unlock();
    walk.trouble();
    walk.window.assert_within_policy();
}

impl Walk {
    fn first_start(&self) {
        let window = &self.window;
        window.wait_for("input[autocomplete=name]");
        if self.language == Language::English {
            window.script("document.querySelector('input[type=radio][value=en]').click()", vec![]);
        }
        window.wait_for_text(self.word("Gør Sagsbord klar", "Get Sagsbord ready"));
        self.see("first-start");
        self.say_who();
        for field in [0, 1] {
            self.focus_new_passphrase(field);
            window.type_text("kort");
        }
        window.press("Enter");
        window.wait_for_text(self.word("skal have mindst 12 tegn", "must have at least 12 characters"));
        self.focus_new_passphrase(1);
        window.type_text("ere");
        window.wait_for_text(self.word("De to er ikke ens", "The two are not the same"));
        self.see("first-start-refused");
        for field in [0, 1] {
            self.focus_new_passphrase(field);
            window.press("Ctrl+A");
            window.type_text(PASSPHRASE);
        }
        window.press("Enter");
        window.wait_for("nav");
        self.see("live-my-day");
    }

    fn say_who(&self) {
        self.window.type_into("input[autocomplete=name]", "Line Bjerre");
        self.window.type_into("input[autocomplete=username]", "line");
        if self.window.count("[role=combobox]") == 1 {
            self.window.click("[role=combobox]");
            self.window.type_text("75100");
            self.window.wait_for("[role=option][data-highlighted]");
            self.window.press("Enter");
            self.window.wait_until_gone("[role=option]");
        }
    }

    fn focus_new_passphrase(&self, nth: usize) {
        let script = "document.querySelectorAll('input[autocomplete=new-password]')[arguments[0]].focus()";
        self.window.script(script, vec![nth.into()]);
    }

    fn settings(&self) {
        let window = &self.window;
        window.click("header .me");
        window.wait_for_text(self.word("Lås efter", "Lock after"));
        self.see("settings-live");
        window.click_role("button", self.word("Skift adgangssætning", "Change passphrase"));
        window.wait_for("dialog[open] input");
        self.see("passphrase");
        window.press("Escape");
        window.wait_until_gone("dialog[open]");
    }

    fn lock(&self) {
        let window = &self.window;
        window.wait_for(".soon");
        self.see("locks-soon");
        window.press("Ctrl+L");
        window.wait_for_text(self.word("Låst siden", "Locked since"));
        self.see("locked-live");
    }

    fn unlock(&self) {
        let window = &self.window;
        way::wait_for_passphrase_field(window);
        self.see("unlock");
        window.type_text("fire ord som alle");
        window.press("Enter");
        window.wait_for_text(self.word("Adgangssætningen passer ikke", "The passphrase does not fit"));
        self.see("unlock-wrong");
        window.click_role("button", self.word("Glemt adgangssætningen?", "Forgotten the passphrase?"));
        window.wait_for_text(self.word("Begynd forfra på denne pc", "Begin anew at this desk"));
        self.see("forgotten");
        window.click_role("button", self.word("Tilbage", "Back"));
        way::wait_for_passphrase_field(window);
        window.type_text(PASSPHRASE);
        window.press("Enter");
    }

    fn trouble(&self) {
        let window = &self.window;
        window.wait_for_text(self.word("er beskadiget", "is damaged"));
        self.see("trouble-at-opening");
        window.click_role("button", self.word("Eksportér det, der kan læses", "Export what can be read"));
        window.wait_for("[role=alert], [role=status] .file");
        let anew = self.word("Begynd med en tom liste", "Begin with an empty list");
        window.click_role("button", anew);
        window.wait_for_text(self.word("Sæt flueben ud for det, du opgiver.", "Tick what you give up."));
        self.see("trouble-exported");
        window.click("input[type=checkbox]");
        window.click_role("button", anew);
        window.wait_for_text(self.word("Hvem er du?", "Who are you?"));
        self.see("who-are-you");
        self.say_who();
        window.press("Enter");
        window.wait_for_text(self.word("er begyndt forfra", "has begun anew"));
        self.see("found");
    }

    fn word(&self, da: &'static str, en: &'static str) -> &'static str {
        if self.language == Language::Danish { da } else { en }
    }

    fn see(&self, name: &str) {
        see(&self.window, name, self.suffix);
    }
}
