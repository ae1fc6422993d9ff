//! How much of a movement a link passes on: a word, or a share.

use causeway_model::{Json, Strength};
use leptos::prelude::*;

use crate::i18n::Key;
use crate::panels::inspector::spot::{Spot, number_json};
use crate::ui::{Choice, NumberField, NumberRule, SegmentField};

/// The choice that asks for a number.
const SHARE: &str = "share";

/// Weak, moderate, strong, or a number from 0 to 1.
#[component]
pub(crate) fn StrengthCell(
    spot: Spot,
    strength: Signal<Option<Strength>>,
    #[prop(optional)] bare: bool,
) -> impl IntoView {
    let value = Signal::derive(move || {
        match strength.get().unwrap_or(Strength::Moderate) {
            Strength::Weak => "weak",
            Strength::Moderate => "moderate",
            Strength::Strong => "strong",
            Strength::Share(_) => SHARE,
        }
        .to_owned()
    });
    let choices = Signal::derive(|| {
        vec![
            Choice::word("weak", Key::StrengthWeak),
            Choice::word("moderate", Key::StrengthModerate),
            Choice::word("strong", Key::StrengthStrong),
            Choice::word(SHARE, Key::StrengthShare),
        ]
    });
    let place = spot.clone();
    let commit = Callback::new(move |chosen: String| {
        let share = strength.get_untracked().unwrap_or(Strength::Moderate).share();
        let value = if chosen == SHARE { number_json(share) } else { Json::String(chosen) };
        place.put(Some(value));
    });
    let share = Signal::derive(move || match strength.get() {
        Some(Strength::Share(share)) => Some(share),
        _ => None,
    });
    let spot = StoredValue::new(spot);
    let put =
        Callback::new(move |share: Option<f64>| spot.with_value(|spot| spot.type_number(share)));
    view! {
        <div class="stack">
            <SegmentField label=Key::LinkStrength value choices commit bare/>
            <Show when=move || share.get().is_some()>
                <NumberField
                    label=Key::StrengthNumber
                    value=share
                    commit=put
                    rule=NumberRule::Share
                    bare
                />
            </Show>
        </div>
    }
}
