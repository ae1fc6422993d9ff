//! Fields: a label, a control, and beneath it what is wrong with what was typed.
//!
//! What is typed is written while it is typed: text at every stroke, everything else as soon as the
//! hand rests on something valid. What isn't valid stays in the field as it was typed.

mod choice;
mod date;
mod draft;
mod line;
mod number;
mod segment;
mod text;

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use crate::i18n::{Key, t};

pub use choice::{Choice, ChoiceField};
pub use date::DateField;
pub use line::LineField;
pub use number::{NumberField, NumberRule};
pub use segment::SegmentField;
pub use text::TextField;

/// An id for an element that another must name, such as a label's field.
pub fn fresh_id() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("f{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// The colour of the colleague who has just changed what a field holds, while that is shown.
#[derive(Clone, Copy)]
pub struct Echoed(pub Memo<Option<u8>>);

/// A label above a control.
#[component]
pub fn Labelled(
    /// What the control holds.
    label: Key,
    /// The control's id.
    id: String,
    /// What stands behind the label, such as the unit.
    #[prop(optional, into)]
    unit: Signal<String>,
    children: Children,
) -> impl IntoView {
    let echoed = use_context::<Echoed>();
    // A field that is going away may still be asked for its looks.
    let crew = move || echoed.and_then(|Echoed(crew)| crew.try_get().flatten());
    view! {
        <div
            class="field"
            data-echo=move || crew().map(|_| "")
            data-crew=move || crew().map(|crew| crew.to_string())
        >
            <label for=id>
                {t(label)}
                <span class="unit">
                    {move || unit.with(|unit| (!unit.is_empty()).then(|| format!(" ({unit})")))}
                </span>
            </label>
            {children()}
        </div>
    }
}
