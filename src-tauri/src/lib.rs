//! The window: one page from the binary, and one command that hands each request to the desk.

mod exercise;
mod frame;
mod leaving;
mod live;
mod start;

use std::path::{Path, PathBuf};

use ::desk::door::DeskError;
use ::desk::{Gate, Place, Policy};
use serde_json::Value;
use tauri::webview::WebviewWindowBuilder;
use tauri::{App, Emitter, Manager, RunEvent, State, WebviewUrl, WindowEvent};

use frame::Frame;
use leaving::Leaving;
pub use start::{Desk, Mode, Start, USAGE};

/// Where what is exported goes: the caseworker is told of it.
const EXPORTS: &str = "eksport";

/// No personal data, ever: a title is read by everything that lists windows.
fn title(mode: Mode) -> &'static str {
    match mode {
        Mode::Exercise => "[ØVELSE] Sagsbord",
        Mode::Live => "Sagsbord",
    }
}

/// The page's only command: one operation of the gate or of the desk behind it. They read files and wait for locks, so
/// that never runs on the window's own thread.
#[tauri::command]
async fn ask(gate: State<'_, Gate>, operation: String, request: Value) -> Result<Value, DeskError> {
    let gate = gate.inner().clone();
    let answer = tauri::async_runtime::spawn_blocking(move || gate.ask(&operation, request));
    answer.await.unwrap_or(Err(DeskError::Malformed))
}

/// Opens the window and returns when it has been closed.
///
/// # Errors
///
/// A sentence, when the window cannot be opened.
pub fn open(desk: Desk) -> Result<(), String> {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![ask, leaving::leave])
        .setup(move |app| {
            let data = match desk.data {
                Some(data) => data,
                None => app.path().app_local_data_dir()?,
            };
            start::make_folder(&data)?;
            // Where the system has no folder for downloads, the desk writes in its own.
            let policy = Policy { scope: desk.scope, files: app.path().download_dir().ok() };
            let house = match desk.mode {
                Mode::Exercise => exercise::house(&data, policy),
                Mode::Live => live::house(&data, policy),
            };
            let (appearance, exports) = (data.join("appearance.json"), data.join(EXPORTS));
            open_gate(app, Place { house, appearance, exports, lock_after: desk.lock_after });
            show(app, &data, title(desk.mode))?;
            Ok(())
        })
        .build(tauri::generate_context!())
        .map_err(|error| format!("The window cannot be opened: {error}."))?
        .run(|app, event| {
            if let RunEvent::Exit = event {
                app.state::<Gate>().close();
            }
        });
    Ok(())
}

/// Opens the desk beside the window, which is on the screen meanwhile. What the desk tells goes to the page as it is.
fn open_gate(app: &App, place: Place) {
    let page = app.handle().clone();
    let gate = Gate::before(place, move |event| {
        // A page that is gone hears nothing, and misses nothing.
        let _ = page.emit("desk", event);
    });
    app.manage(gate.clone());
    tauri::async_runtime::spawn_blocking(move || gate.open());
}

/// Takes away the switch by which another program could drive the window. Must run before any thread is started.
#[cfg(not(any(debug_assertions, feature = "automation")))]
#[allow(unsafe_code)]
pub fn refuse_automation() {
    // SAFETY: called first thing in `main`, so no other thread reads the environment.
    unsafe { std::env::remove_var(AUTOMATION) }
}

const AUTOMATION: &str = "TAURI_WEBVIEW_AUTOMATION";

/// From the first line of the page on, a driven window notes what the policy blocked.
const NOTE_VIOLATIONS: &str = r#"
window.policyViolations = [];
document.addEventListener("securitypolicyviolation", (event) => window.policyViolations.push(
    `${event.violatedDirective} blocked ${event.blockedURI}: ${event.sample} (${event.sourceFile}:${event.lineNumber})`));
"#;

fn show(app: &mut App, data: &Path, title: &str) -> tauri::Result<()> {
    let kept: PathBuf = data.join("window.json");
    let frame = Frame::read(&kept);
    let (width, height) = frame.inner_size();
    let mut window = WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
        .title(title)
        .min_inner_size(frame::LEAST.0, frame::LEAST.1)
        .inner_size(width, height)
        .maximized(frame.maximized);
    window = match frame.position {
        Some((x, y)) if on_a_screen(app, x, y)? => window.position(x, y),
        _ => window.center(),
    };
    // The web engine keeps nothing of what it shows. It cannot be driven then either, so a test lets it have a folder.
    let driven = std::env::var_os(AUTOMATION).is_some();
    window = if driven {
        window.data_directory(data.join("web")).initialization_script(NOTE_VIOLATIONS)
    } else {
        window.incognito(true)
    };
    let window = window.build()?;
    #[cfg(target_os = "linux")]
    if !driven {
        window.with_webview(|page| draw_by_processor(&page.inner()))?;
    }

    let (watched, leaving) = (window.clone(), Leaving::default());
    app.manage(leaving.clone());
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            // A window that opens at its first size again is no reason to keep it from closing.
            let _ = Frame::of(&watched, frame).and_then(|frame| frame.write(&kept));
            if leaving.asks(&watched) {
                api.prevent_close();
            }
        }
    });
    Ok(())
}

/// A page of forms and lists moves little. The engine's layers for a graphics processor would cost it a third of a second
/// at the start and as much memory again; where there is no such processor, as on a remote desktop, they are imitated too.
/// A driven window keeps them: without, some of the driver's questions are not answered before something else is painted.
#[cfg(target_os = "linux")]
fn draw_by_processor(page: &webkit2gtk::WebView) {
    use webkit2gtk::{HardwareAccelerationPolicy, SettingsExt, WebViewExt};

    if let Some(settings) = page.settings() {
        settings.set_hardware_acceleration_policy(HardwareAccelerationPolicy::Never);
    }
}

/// The screen on which the window last stood may be gone.
fn on_a_screen(app: &App, x: f64, y: f64) -> tauri::Result<bool> {
    Ok(app.available_monitors()?.iter().any(|screen| {
        let place = screen.position().to_logical::<f64>(screen.scale_factor());
        let size = screen.size().to_logical::<f64>(screen.scale_factor());
        (place.x..place.x + size.width).contains(&x) && (place.y..place.y + size.height).contains(&y)
    }))
}
