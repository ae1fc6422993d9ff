//! Small texts that a device keeps, such as the theme: `localStorage`.
//!
//! It may be full, forbidden or absent; then a keepsake lives as long as the page.

use std::cell::RefCell;
use std::collections::BTreeMap;

thread_local! {
    static MEMORY: RefCell<BTreeMap<String, String>> = const { RefCell::new(BTreeMap::new()) };
}

/// What was kept under a name, on this device or else by this page.
pub fn recall(name: &str) -> Option<String> {
    let kept = storage().and_then(|storage| storage.get_item(name).ok().flatten());
    kept.or_else(|| MEMORY.with_borrow(|memory| memory.get(name).cloned()))
}

/// Keeps a text under a name.
pub fn keep(name: &str, text: &str) {
    let is_kept = storage().is_some_and(|storage| storage.set_item(name, text).is_ok());
    MEMORY.with_borrow_mut(|memory| {
        if is_kept {
            memory.remove(name);
        } else {
            memory.insert(name.to_owned(), text.to_owned());
        }
    });
}

/// Forgets what was kept under a name.
pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        // Nothing to do if it fails: what can't be written can't be read either.
        let _ = storage.remove_item(name);
    }
    MEMORY.with_borrow_mut(|memory| memory.remove(name));
}

fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
