//! Printing.

/// Asks the browser to print what is on the screen.
pub fn print() {
    if let Some(window) = web_sys::window() {
        // Refused only to pages in a sandbox.
        let _ = window.print();
    }
}
