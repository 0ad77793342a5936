//! Nobody may be named where others look: in a window's title, in what programs write, in a file that is not encrypted.

use personal_data::{named_below, named_in};

use crate::{Window, titlebar};

impl Window {
    /// What names a citizen where nobody may be named. Every window is looked through so before it goes.
    pub fn named(&self) -> Vec<String> {
        let mut named = self.named_in_titles();
        named.extend(named_below(self.place.folder()).unwrap_or_else(|error| vec![error.to_string()]));
        named
    }

    /// What names a citizen in a title, on the screen that stands there now.
    pub(crate) fn named_in_titles(&self) -> Vec<String> {
        let titles = titlebar::titles(self.place.display()).join("\n");
        let page = self.client.as_ref().map(|client| self.runtime.block_on(client.title()));
        let page = page.and_then(Result::ok).unwrap_or_default();
        let of = |place: &'static str, text: &str| {
            named_in(text).into_iter().map(move |found| format!("{place}:{found}")).collect::<Vec<_>>()
        };
        [of("the windows' titles", &titles), of("the page's title", &page)].concat()
    }
}
