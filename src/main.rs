//! Mounts the app.

fn main() {
    causeway_app::app::mount();
}
