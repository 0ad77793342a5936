//! The title bar, which only a window manager draws: what stands in it, and what its cross does.

use x11rb::connection::Connection;
use x11rb::protocol::xproto::{AtomEnum, ClientMessageEvent, ConnectionExt, EventMask, Window};
use x11rb::rust_connection::RustConnection;

pub(crate) fn close(display: &str) {
    let (x, screen) = RustConnection::connect(Some(display)).expect("the display answers");
    let atom = |name: &[u8]| x.intern_atom(false, name).unwrap().reply().unwrap().atom;
    let (protocols, delete) = (atom(b"WM_PROTOCOLS"), atom(b"WM_DELETE_WINDOW"));
    let root = x.setup().roots[screen].root;
    let has_title_bar = |window: Window| {
        let asked =
            |property: u32, kind: AtomEnum| x.get_property(false, window, property, kind, 0, 32).ok()?.reply().ok();
        let viewable = x
            .get_window_attributes(window)
            .ok()
            .and_then(|cookie| cookie.reply().ok())
            .is_some_and(|a| a.map_state == x11rb::protocol::xproto::MapState::VIEWABLE);
        viewable
            && asked(protocols, AtomEnum::ATOM).is_some_and(|p| p.value32().is_some_and(|mut a| a.any(|a| a == delete)))
    };
    let windows = x.query_tree(root).unwrap().reply().unwrap().children;
    let window = windows.into_iter().find(|window| has_title_bar(*window)).expect("a window to close");
    let message = ClientMessageEvent::new(32, window, protocols, [delete, x11rb::CURRENT_TIME, 0, 0, 0]);
    x.send_event(false, window, EventMask::NO_EVENT, message).unwrap().check().unwrap();
}

/// The title of every window on the display.
pub(crate) fn titles(display: &str) -> Vec<String> {
    let (x, screen) = RustConnection::connect(Some(display)).expect("the display answers");
    let atom = |name: &[u8]| x.intern_atom(false, name).unwrap().reply().unwrap().atom;
    let kinds = [AtomEnum::WM_NAME.into(), AtomEnum::WM_ICON_NAME.into(), atom(b"_NET_WM_NAME")];
    let title = |window: Window, kind: u32| {
        // A window may be gone by now.
        let title = x.get_property(false, window, kind, AtomEnum::ANY, 0, 1024).ok()?.reply().ok()?.value;
        Some(String::from_utf8_lossy(&title).into_owned()).filter(|title| !title.is_empty())
    };
    let windows = x.query_tree(x.setup().roots[screen].root).unwrap().reply().unwrap().children;
    windows.into_iter().flat_map(|window| kinds.map(|kind| title(window, kind))).flatten().collect()
}
