//! What a test sees on the page and does to it.

use std::fmt::Debug;
use std::path::PathBuf;

use fantoccini::Locator;
use fantoccini::elements::Element;
use serde_json::{Value, json};

use crate::{PATIENCE, POLL, Window, keys};

/// Something that axe found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// The name of axe's rule.
    pub rule: String,
    /// What breaks it, as a CSS path.
    pub target: String,
    /// What axe would do about it.
    pub summary: String,
}

impl Window {
    /// Waits for an element and returns it.
    #[track_caller]
    pub fn find(&self, css: &str) -> Element {
        self.wait_for(css);
        self.run(self.client().find(Locator::Css(css)))
    }

    /// Waits for the element with this role and accessible name. A name that only one element *contains* will do.
    #[track_caller]
    pub fn find_role(&self, role: &str, name: &str) -> Element {
        let find = format!("{ROLES}{MARK_THE_ONE}");
        if !self.comes_true(&find, vec![json!(role), json!(name)]) {
            let all = self.script(&format!("{ROLES}return all.map(nameOf)"), vec![json!(role)]);
            self.fail(&format!("Waited {PATIENCE:?} in vain for one {role} named “{name}”. There are: {all}"));
        }
        self.run(self.client().find(Locator::Css("[data-found-by-test]")))
    }

    /// Waits until an element is there and can be seen.
    #[track_caller]
    pub fn wait_for(&self, css: &str) {
        self.wait_until(&format!("“{css}” is on the page"), IS_SEEN, vec![json!(css)]);
    }

    /// Waits until an element is no longer there, or can no longer be seen.
    #[track_caller]
    pub fn wait_until_gone(&self, css: &str) {
        self.wait_until(&format!("“{css}” is gone"), &format!("return !(() => {{{IS_SEEN}}})()"), vec![json!(css)]);
    }

    /// Waits until the page says `text`, in one piece and in sight.
    #[track_caller]
    pub fn wait_for_text(&self, text: &str) {
        self.wait_until(&format!("the page says “{text}”"), SAYS, vec![json!(text)]);
    }

    /// Waits until the body of a JavaScript function returns something true.
    #[track_caller]
    pub fn wait_until(&self, what: &str, script: &str, arguments: Vec<Value>) {
        if !self.comes_true(script, arguments) {
            self.fail(&format!("Waited {PATIENCE:?} in vain until {what}."));
        }
    }

    /// Clicks an element, when it is there.
    #[track_caller]
    pub fn click(&self, css: &str) {
        self.run(self.find(css).click());
    }

    /// Clicks what has this role and name, when it is there.
    #[track_caller]
    pub fn click_role(&self, role: &str, name: &str) {
        self.run(self.find_role(role, name).click());
    }

    /// Types into a field, after what stands in it.
    #[track_caller]
    pub fn type_into(&self, css: &str, text: &str) {
        self.run(self.find(css).send_keys(text));
    }

    /// Types where the focus is.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        for letter in text.chars() {
            self.run(self.client().perform_actions(keys::letter(letter)));
        }
    }

    /// Presses keys together where the focus is: `"Ctrl+Alt+K"`, `"Escape"`, `"Shift+Tab"`.
    #[track_caller]
    pub fn press(&self, chord: &str) {
        self.run(self.client().perform_actions(keys::chord(chord)));
        self.run(self.client().release_actions());
    }

    /// The text of an element, as it is seen.
    #[track_caller]
    pub fn text(&self, css: &str) -> String {
        self.run(self.find(css).text())
    }

    /// What stands in a field.
    pub fn value(&self, css: &str) -> String {
        self.run(self.find(css).prop("value")).unwrap_or_default()
    }

    /// An attribute of an element.
    pub fn attribute(&self, css: &str, name: &str) -> Option<String> {
        self.run(self.find(css).attr(name))
    }

    /// How many elements there are now.
    pub fn count(&self, css: &str) -> usize {
        self.run(self.client().find_all(Locator::Css(css))).len()
    }

    /// What has the focus: its role or tag, and its name.
    pub fn focused(&self) -> String {
        self.script(FOCUSED, vec![]).as_str().unwrap_or_default().to_owned()
    }

    /// Everything that the page says.
    pub fn page_text(&self) -> String {
        self.script("return document.body.innerText", vec![]).as_str().unwrap_or_default().to_owned()
    }

    /// Runs the body of a JavaScript function and returns its answer.
    #[track_caller]
    pub fn script(&self, body: &str, arguments: Vec<Value>) -> Value {
        self.run(self.client().execute(body, arguments))
    }

    /// The same for a function that answers later: `body` is awaited.
    #[track_caller]
    pub fn script_async(&self, body: &str, arguments: Vec<Value>) -> Result<Value, String> {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             (async function () {{{body}}}).apply(null, arguments)
                 .then((good) => done({{ good: good ?? null }}), (bad) => done({{ bad: typeof bad === 'string' ? bad : bad?.message ?? JSON.stringify(bad) }}))"
        );
        let answer = self.run(self.client().execute_async(&script, arguments));
        match answer.get("bad") {
            Some(bad) => Err(bad.as_str().unwrap_or_default().to_owned()),
            None => Ok(answer["good"].clone()),
        }
    }

    /// Asks the desk, as the page does.
    #[track_caller]
    pub fn ask(&self, operation: &str, request: Value) -> Result<Value, Value> {
        let answer = self.script_async(
            "return window.__TAURI_INTERNALS__.invoke('ask', { operation: arguments[0], request: arguments[1] })
                 .then((ok) => ({ ok }), (refused) => ({ refused }))",
            vec![json!(operation), request],
        );
        match answer {
            Ok(Value::Object(mut answer)) => match answer.remove("refused") {
                Some(refused) => Err(refused),
                None => Ok(answer.remove("ok").unwrap_or_default()),
            },
            other => self.fail(&format!("The page could not ask: {other:?}")),
        }
    }

    /// Makes the window this large, as far as its least size lets it.
    pub fn resize(&self, width: u32, height: u32) {
        self.run(self.client().set_window_size(width, height));
    }

    /// Draws the window as it stands now, in `target/pictures/NAME.png`.
    pub fn screenshot(&self, name: &str) -> PathBuf {
        self.painted();
        let picture = self.run(self.client().screenshot());
        let folder = crate::program().parent().and_then(|p| p.parent()).expect("a build folder").join("pictures");
        std::fs::create_dir_all(&folder).expect("a folder for pictures");
        let file = folder.join(name).with_extension("png");
        std::fs::write(&file, picture).expect("a picture");
        file
    }

    /// Waits until what was changed has been drawn: the frame after the next one.
    #[track_caller]
    pub fn painted(&self) {
        let frames = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))";
        self.run(self.client().execute_async(frames, vec![]));
    }

    /// What axe finds wrong on the page as it stands now.
    pub fn axe(&self) -> Vec<Violation> {
        self.painted();
        let axe = concat!(env!("CARGO_MANIFEST_DIR"), "/../../ui/node_modules/axe-core/axe.min.js");
        let axe = std::fs::read_to_string(axe).expect("axe-core is installed; `./dev test` does that first");
        self.script(&axe, vec![]);
        match self.script_async(RUN_AXE, vec![]) {
            Ok(Value::Array(found)) => found.iter().map(violation).collect(),
            other => self.fail(&format!("axe did not answer: {other:?}")),
        }
    }

    /// Fails when axe finds something wrong, or a title names a citizen.
    #[track_caller]
    pub fn assert_accessible(&self) {
        assert_eq!(self.named_in_titles(), [""; 0]);
        let found = self.axe();
        if !found.is_empty() {
            let list: Vec<String> = found
                .iter()
                .map(|v| format!("{} at {}\n  {}", v.rule, v.target, v.summary.replace('\n', "\n  ")))
                .collect();
            self.fail(&format!("axe found {}:\n{}", found.len(), list.join("\n")));
        }
    }

    /// What the content policy has blocked since the page was opened.
    pub fn policy_violations(&self) -> Vec<String> {
        let found = self.script("return window.policyViolations", vec![]);
        found.as_array().into_iter().flatten().map(|v| v.as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Fails when the content policy has blocked something.
    #[track_caller]
    pub fn assert_within_policy(&self) {
        let found = self.policy_violations();
        if !found.is_empty() {
            self.fail(&format!("The policy blocked:\n{}", found.join("\n")));
        }
    }

    fn comes_true(&self, script: &str, arguments: Vec<Value>) -> bool {
        let script = format!("return Boolean((function () {{{script}}}).apply(null, arguments))");
        let waited = self.block(async {
            tokio::time::timeout(PATIENCE, async {
                // A page that is just being exchanged answers with an error: ask again.
                while self.client().execute(&script, arguments.clone()).await.ok() != Some(Value::Bool(true)) {
                    tokio::time::sleep(POLL).await;
                }
            })
            .await
        });
        waited.is_ok()
    }

    fn block<T>(&self, future: impl Future<Output = T>) -> T {
        self.runtime.block_on(future)
    }

    #[track_caller]
    fn run<T, E: Debug>(&self, future: impl Future<Output = Result<T, E>>) -> T {
        match self.block(async { tokio::time::timeout(PATIENCE * 3, future).await }) {
            Ok(Ok(answer)) => answer,
            Ok(Err(error)) => self.fail(&format!("{error:?}")),
            Err(_) => panic!("The window does not answer.\n{}", self.log()),
        }
    }

    /// Says what went wrong, with the text of the page and what the program wrote.
    #[track_caller]
    fn fail(&self, what: &str) -> ! {
        let page = self.block(async {
            tokio::time::timeout(PATIENCE, self.client().execute("return document.body.innerText", vec![])).await
        });
        let page = match page {
            Ok(Ok(Value::String(text))) => text,
            other => format!("(no answer: {other:?})"),
        };
        panic!("{what}\n--- the page ---\n{page}\n--- the log ---\n{}", self.log())
    }
}

const IS_SEEN: &str = "const e = document.querySelector(arguments[0]);
return e !== null && e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';";

const SAYS: &str = "const plain = (text) => text.replace(/\\s+/g, ' ');
return plain(document.body.innerText).includes(plain(arguments[0]));";

const FOCUSED: &str = "const e = document.activeElement;
return `${e.getAttribute('role') ?? e.tagName.toLowerCase()} ${
    e.getAttribute('aria-label') ?? e.labels?.[0]?.innerText ?? e.innerText ?? ''}`.trim();";

const ROLES: &str = r#"
const [role, name] = arguments;
const tags = {
  button: 'button,summary,input[type=submit],input[type=button]', link: 'a[href]', textbox: 'input:not([type]),input[type=text],input[type=password],textarea',
  searchbox: 'input[type=search]', checkbox: 'input[type=checkbox]', radio: 'input[type=radio]', combobox: 'select,input[list]',
  heading: 'h1,h2,h3,h4,h5,h6', table: 'table', row: 'tr', cell: 'td', columnheader: 'th', list: 'ul,ol', listitem: 'li',
  dialog: 'dialog[open]', main: 'main', navigation: 'nav', region: 'section', form: 'form', img: 'img', option: 'option', status: 'output', article: 'article',
};
const plain = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
const nameOf = (e) => {
  const by = (e.getAttribute('aria-labelledby') ?? '').split(/\s+/).map((id) => id && document.getElementById(id)).filter(Boolean);
  if (by.length > 0) return plain(by.map((e) => e.innerText ?? e.textContent).join(' '));
  return plain(e.getAttribute('aria-label')) || plain([...(e.labels ?? [])].map((l) => l.innerText).join(' '))
    || plain(e.getAttribute('alt')) || plain(e.innerText) || plain(e.value) || plain(e.title) || plain(e.placeholder);
};
const seen = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden' && !e.closest('[aria-hidden=true],[inert]');
const all = [...document.querySelectorAll(`[role=${role}]`), ...document.querySelectorAll(tags[role] ? tags[role].split(',').map((t) => `${t}:not([role])`).join(',') : 'none')].filter(seen);
"#;

// An exact name first: “Gem” is not “Gem på Mette Hansen”.
const MARK_THE_ONE: &str = r#"
const exact = all.filter((e) => nameOf(e) === plain(name));
const found = exact.length > 0 ? exact : all.filter((e) => nameOf(e).includes(plain(name)));
document.querySelectorAll('[data-found-by-test]').forEach((e) => e.removeAttribute('data-found-by-test'));
if (found.length !== 1) return false;
found[0].setAttribute('data-found-by-test', '');
return true;
"#;

const RUN_AXE: &str = "const result = await axe.run(document, { resultTypes: ['violations'] });
return result.violations.flatMap((v) => v.nodes.map((n) => ({ rule: v.id, target: n.target.join(' '), summary: n.failureSummary })));";

fn violation(found: &Value) -> Violation {
    let text = |name: &str| found[name].as_str().unwrap_or_default().to_owned();
    Violation { rule: text("rule"), target: text("target"), summary: text("summary") }
}
