//! The least that a window is: one static page with a field, and one command that answers what it is asked. The bench
//! measures Sagsbord's window beside it. Size, place and engine are those of Sagsbord's.

use tauri::{WebviewUrl, webview::WebviewWindowBuilder};

#[tauri::command]
fn echo(text: String) -> String {
    text
}

fn main() -> tauri::Result<()> {
    tauri::Builder::default()
        .invoke_handler(tauri::generate_handler![echo])
        .setup(|app| {
            WebviewWindowBuilder::new(app, "main", WebviewUrl::default())
                .title("bare")
                .inner_size(1366.0, 768.0)
                .center()
                .incognito(true)
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!())
}
