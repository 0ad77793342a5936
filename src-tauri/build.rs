//! Names the window's only commands. Without the list every command would be open to every page.

fn main() {
    let attributes =
        tauri_build::Attributes::new().app_manifest(tauri_build::AppManifest::new().commands(&["ask", "leave"]));
    if let Err(error) = tauri_build::try_build(attributes) {
        println!("cargo::error=The window cannot be prepared: {error:#}");
    }
}
