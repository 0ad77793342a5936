//! Prepares what the window is made of.

fn main() {
    if let Err(error) = tauri_build::try_build(tauri_build::Attributes::new()) {
        println!("cargo::error=The window cannot be prepared: {error:#}");
    }
}
