//! A threshold: a number, or a low and a high limit where within them is better.

use causeway_model::{Bound, Contested, Json};
use leptos::prelude::*;
use serde_json::Map;

use crate::i18n::{Key, format_number, language, t};
use crate::panels::inspector::spot::{Spot, number_json};
use crate::ui::{Conflict, NumberField};

/// One threshold in the form that the direction asks for; one in the other form says so.
#[component]
pub(super) fn BoundCell(
    label: Key,
    spot: Spot,
    bound: Signal<Contested<Bound>>,
    is_range: Memo<bool>,
    unit: Signal<String>,
) -> impl IntoView {
    let values = Signal::derive(move || {
        bound.with(|bound| bound.values().iter().map(|value| shown(*value)).collect::<Vec<_>>())
    });
    let settled = spot.clone();
    let settle = Callback::new(move |at: usize| {
        if let Some(choice) = bound.with_untracked(|bound| bound.values().get(at).copied()) {
            settled.settle(json(choice));
        }
    });
    let one = Memo::new(move |_| bound.with(|bound| bound.one().copied()));
    let misfit = move || {
        let key = match (one.get()?, is_range.get()) {
            (Bound::At(_), true) => Key::BoundWantsRange,
            (Bound::Range { .. }, false) => Key::BoundWantsNumber,
            _ => return None,
        };
        Some(view! { <p class="hint quiet small">{t(key)}</p> })
    };
    // What stands there keeps its form until it is typed anew.
    let shows_range = Memo::new(move |_| match one.get() {
        Some(Bound::Range { .. }) => true,
        Some(Bound::At(_)) => false,
        None => is_range.get(),
    });
    let spot = StoredValue::new(spot);
    let fields = move || {
        if shows_range.get() {
            view! { <RangeFields label spot bound unit/> }.into_any()
        } else {
            let at = Signal::derive(move || one.get().and_then(Bound::at));
            let commit = Callback::new(move |at| spot.with_value(|spot| spot.type_number(at)));
            view! { <NumberField label value=at commit unit/> }.into_any()
        }
    };
    view! {
        <div class="stack">
            <Conflict label values settle/>
            {fields}
            {misfit}
        </div>
    }
}

/// The low and the high limit.
#[component]
fn RangeFields(
    label: Key,
    spot: StoredValue<Spot>,
    bound: Signal<Contested<Bound>>,
    unit: Signal<String>,
) -> impl IntoView {
    let limits = Signal::derive(move || match bound.with(|bound| bound.one().copied()) {
        Some(Bound::Range { low, high }) => (low, high),
        _ => (None, None),
    });
    // One limit is written by itself, so that whatever else stands beside it stays; only while there
    // is a conflict does what is typed take the place of the whole.
    let put = move |key: &str, limit: Option<f64>, whole: Bound| {
        spot.with_value(|spot| {
            if bound.with_untracked(Contested::is_conflict) {
                spot.type_value(limit.map(|_| json(whole)));
            } else {
                spot.at(key).type_number(limit);
            }
        });
    };
    let put_low = move |low| put("low", low, Bound::Range { low, high: None });
    let put_high = move |high| put("high", high, Bound::Range { low: None, high });
    view! {
        <fieldset class="field">
            <legend>{t(label)}</legend>
            <div class="pair">
                <NumberField
                    label=Key::BoundLow
                    value=Signal::derive(move || limits.get().0)
                    commit=Callback::new(put_low)
                    unit
                />
                <NumberField
                    label=Key::BoundHigh
                    value=Signal::derive(move || limits.get().1)
                    commit=Callback::new(put_high)
                    unit
                />
            </div>
        </fieldset>
    }
}

/// A threshold as the document holds it.
fn json(bound: Bound) -> Json {
    match bound {
        Bound::At(value) => number_json(value),
        Bound::Range { low, high } => {
            let limits = [("low", low), ("high", high)];
            let set = limits
                .into_iter()
                .filter_map(|(key, limit)| Some((key.to_owned(), number_json(limit?))));
            Json::Object(set.collect::<Map<_, _>>())
        }
    }
}

/// A threshold in a line.
fn shown(bound: Bound) -> String {
    let number = |value: f64| format_number(value, language());
    match bound {
        Bound::At(value) => number(value),
        Bound::Range { low, high } => {
            let limit = |limit: Option<f64>| limit.map_or_else(|| "?".to_owned(), number);
            format!("{}\u{2009}–\u{2009}{}", limit(low), limit(high))
        }
    }
}
