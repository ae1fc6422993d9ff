//! A number, typed with a comma or a point.

use leptos::prelude::*;

use crate::i18n::{Key, format_number, language, parse_number, say, say_with};
use crate::ui::Fault;
use crate::ui::field::draft::Draft;
use crate::ui::field::{Labelled, fresh_id};
use crate::ui::reading::{Reading, may_edit};

/// What a number must be.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum NumberRule {
    /// Any number.
    #[default]
    Any,
    /// A whole number that isn't negative.
    Count,
    /// A whole number.
    Whole,
    /// From 0 to 1.
    Share,
    /// Above 0.
    Positive,
}

impl NumberRule {
    /// The largest whole number that the model takes.
    const MOST: f64 = 1_000_000.0;

    /// The number that was typed, or a sentence that says what it should be.
    fn read(self, typed: &str) -> Result<f64, String> {
        let language = language();
        let value = parse_number(typed, language).ok_or_else(|| {
            say_with(Key::FaultNumber, &[("example", &format_number(12.5, language))])
        })?;
        let is_whole = value.fract() == 0.0;
        let (is_met, said) = match self {
            Self::Any => (true, Key::FaultNumber),
            Self::Count => (is_whole && (0.0..=Self::MOST).contains(&value), Key::FaultCount),
            Self::Whole => (is_whole && value.abs() <= Self::MOST, Key::FaultWhole),
            Self::Share => ((0.0..=1.0).contains(&value), Key::FaultShare),
            Self::Positive => (value > 0.0, Key::FaultPositive),
        };
        if is_met { Ok(value) } else { Err(say(said).to_owned()) }
    }
}

/// A number; what isn't one stays as it was typed, and the field says what it should be.
#[component]
pub fn NumberField(
    /// What it holds.
    label: Key,
    /// The number as it is in the document.
    #[prop(into)]
    value: Signal<Option<f64>>,
    /// Hears the new number whenever the hand rests, and that there is none when the field is left.
    #[prop(into)]
    commit: Callback<Option<f64>>,
    /// What it must be.
    #[prop(optional)]
    rule: NumberRule,
    /// What stands behind the label, such as the unit.
    #[prop(optional, into)]
    unit: Signal<String>,
    /// Whether the label is only spoken.
    #[prop(optional)]
    bare: bool,
) -> impl IntoView {
    if !may_edit() {
        let text = Signal::derive(move || {
            value.get().map(|value| format_number(value, language())).unwrap_or_default()
        });
        return view! { <Reading label text unit bare/> }.into_any();
    }
    let id = fresh_id();
    let fault_id = format!("{id}-fault");
    let has_left = RwSignal::new(false);
    let read = move |typed: &str| match typed.trim() {
        "" => Ok(None),
        typed => rule.read(typed).map(Some),
    };
    let draft = Draft::new(value, Callback::new(move |typed: String| read(&typed).ok()), commit);
    let fault = Signal::derive(move || {
        let typed = draft.typed().filter(|_| has_left.get())?;
        read(&typed).err()
    });
    let leave = move || {
        let is_number = draft.leave();
        has_left.try_set(!is_number);
    };
    let shown = move || {
        let written = || value.get().map(|value| format_number(value, language()));
        draft.typed().or_else(written).unwrap_or_default()
    };
    let control = view! {
        <input
            id=id.clone()
            class="input"
            inputmode="decimal"
            autocomplete="off"
            aria-label=move || bare.then(|| say(label))
            aria-invalid=move || fault.with(Option::is_some).then_some("true")
            aria-describedby=fault_id.clone()
            prop:value=shown
            on:input=move |event| draft.type_in(event_target_value(&event))
            on:change=move |_| leave()
            on:blur=move |_| leave()
            on:keydown=move |event| {
                match event.key().as_str() {
                    "Enter" => leave(),
                    "Escape" if draft.is_shown() => {
                        event.stop_propagation();
                        draft.cancel();
                        has_left.set(false);
                    }
                    _ => {}
                }
            }
        />
        <Fault id=fault_id text=fault/>
    };
    if bare {
        control.into_any()
    } else {
        view! { <Labelled label id unit>{control}</Labelled> }.into_any()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_takes_what_the_model_takes() {
        assert_eq!(NumberRule::Any.read("-1.5"), Ok(-1.5));
        assert_eq!(NumberRule::Count.read("48"), Ok(48.0));
        assert!(NumberRule::Count.read("48.5").is_err());
        assert!(NumberRule::Count.read("-1").is_err());
        assert!(NumberRule::Count.read("1000001").is_err());
        assert_eq!(NumberRule::Whole.read("-3"), Ok(-3.0));
        assert!(NumberRule::Share.read("1.1").is_err());
        assert!(NumberRule::Positive.read("0").is_err());
        assert!(NumberRule::Any.read("many").is_err());
    }
}
