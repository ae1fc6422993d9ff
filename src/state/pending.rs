//! What is typed into a form that waits for its button, such as the next value of a measure.
//!
//! It isn't in the document yet, and a reload must not lose it either: it is kept on this device until
//! the button is pressed or the form is given up.

use causeway_sync::ids::DocumentId;
use leptos::prelude::*;
use serde_json::{Map, Value};

use crate::platform::keepsake;

const PENDING: &str = "causeway.pending.";

/// One text of such a form.
#[derive(Clone, Copy)]
pub struct Pending {
    document: DocumentId,
    place: StoredValue<String>,
    text: RwSignal<String>,
}

impl Pending {
    /// The text at a place of a workspace's forms, as it was left; `otherwise` where nothing was.
    pub fn at(document: DocumentId, place: &str, otherwise: String) -> Self {
        let kept = all(document).remove(place);
        let kept = kept.and_then(|text| text.as_str().map(str::to_owned));
        Self {
            document,
            place: StoredValue::new(place.to_owned()),
            text: RwSignal::new(kept.unwrap_or(otherwise)),
        }
    }

    /// Whether something was typed there and neither sent nor given up.
    pub fn is_kept(self) -> bool {
        self.place.with_value(|place| all(self.document).contains_key(place))
    }

    /// The text as it is now.
    pub fn get(self) -> String {
        self.text.get()
    }

    /// The text as it is now, without following it.
    pub fn get_untracked(self) -> String {
        self.text.get_untracked()
    }

    /// The same, or `None` where the form is gone.
    pub fn try_get_untracked(self) -> Option<String> {
        self.text.try_get_untracked()
    }

    /// It was typed in.
    pub fn set(self, text: String) {
        self.place.with_value(|place| {
            let mut all = all(self.document);
            all.insert(place.clone(), Value::String(text.clone()));
            keep(self.document, all);
        });
        self.text.set(text);
    }

    /// The form is sent or given up.
    pub fn clear(self) {
        self.place.with_value(|place| forget(self.document, place));
        self.text.set(String::new());
    }
}

/// Forgets what was typed at a place of a workspace's forms.
pub fn forget(document: DocumentId, place: &str) {
    let mut all = all(document);
    if all.remove(place).is_some() {
        keep(document, all);
    }
}

/// Forgets what was typed into the forms of a workspace that leaves this device.
pub fn forget_all(document: DocumentId) {
    keepsake::forget(&name(document));
}

fn all(document: DocumentId) -> Map<String, Value> {
    let kept = keepsake::recall(&name(document));
    kept.and_then(|kept| serde_json::from_str(&kept).ok()).unwrap_or_default()
}

fn keep(document: DocumentId, all: Map<String, Value>) {
    if all.is_empty() {
        forget_all(document);
    } else {
        keepsake::keep(&name(document), &Value::Object(all).to_string());
    }
}

fn name(document: DocumentId) -> String {
    format!("{PENDING}{document}")
}
