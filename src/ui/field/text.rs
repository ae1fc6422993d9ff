//! Text that two people can type in at once.

use leptos::html;
use leptos::prelude::*;

use crate::i18n::Key;
use crate::ui::field::{Labelled, fresh_id};
use crate::ui::reading::{Reading, may_edit};
use crate::ui::typing::{Stroke, moved_caret, stroke};

/// A text, written at every stroke; a colleague's strokes appear in it, and the caret stays where it is.
#[component]
pub fn TextField(
    /// What it holds.
    label: Key,
    /// The text as it is in the document.
    #[prop(into)]
    text: Signal<String>,
    /// Hears every stroke.
    #[prop(into)]
    strike: Callback<Stroke>,
    /// Whether it is one line: Enter leaves it.
    #[prop(optional)]
    one_line: bool,
    /// Whether it is what people say or believe.
    #[prop(optional)]
    voice: bool,
    /// Whether the label is only spoken.
    #[prop(optional)]
    bare: bool,
    /// What an empty field asks.
    #[prop(default = None, into)]
    ask: Option<Key>,
) -> impl IntoView {
    if !may_edit() {
        return view! { <Reading label text voice bare/> }.into_any();
    }
    let id = fresh_id();
    let area: NodeRef<html::Textarea> = NodeRef::new();
    // What the browser shows: strokes are counted in it, though the document may be further on.
    let shown = StoredValue::new(text.get_untracked());
    let is_composing = StoredValue::new(false);
    let show = move |now: String| {
        let Some(area) = area.try_get_untracked().flatten() else { return };
        let before = area.value();
        // Writing into a composition breaks it off; its end shows what came meanwhile.
        if is_composing.get_value() || before == now {
            return;
        }
        let caret = |end: Option<u32>| moved_caret(&before, &now, end.unwrap_or(0) as usize);
        let start = area.selection_start().ok().flatten();
        let end = area.selection_end().ok().flatten();
        let (start, end) = (caret(start), caret(end));
        area.set_value(&now);
        let unit = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        // Refused only by fields that have no caret.
        let _ = area.set_selection_range(unit(start), unit(end));
        shown.set_value(now);
    };
    Effect::new(move |_| {
        let now = text.get();
        area.track();
        show(now);
    });
    let typed = move || {
        let Some(area) = area.try_get_untracked().flatten() else { return };
        let after = area.value();
        let caret = area.selection_end().ok().flatten().map_or(usize::MAX, |at| at as usize);
        if let Some(stroke) = stroke(&shown.get_value(), &after, caret) {
            shown.set_value(after);
            strike.try_run(stroke);
        }
    };
    let control = view! {
        <textarea
            id=id.clone()
            class="input"
            rows=if one_line { "1" } else { "2" }
            data-one-line=one_line.then_some("")
            data-voice=voice.then_some("")
            spellcheck="true"
            placeholder=move || ask.map(crate::i18n::say)
            aria-label=move || bare.then(|| crate::i18n::say(label))
            prop:value=text.get_untracked()
            node_ref=area
            on:input=move |_| typed()
            on:compositionstart=move |_| is_composing.set_value(true)
            on:compositionend=move |_| {
                // A composition also ends when the field goes away.
                is_composing.try_set_value(false);
                typed();
                if let Some(now) = text.try_get_untracked() {
                    show(now);
                }
            }
            on:keydown=move |event| {
                if one_line && event.key() == "Enter" && !event.is_composing() {
                    event.prevent_default();
                    if let Some(area) = area.get_untracked() {
                        let _ = area.blur();
                    }
                }
            }
        ></textarea>
    };
    if bare {
        control.into_any()
    } else {
        view! { <Labelled label id>{control}</Labelled> }.into_any()
    }
}
