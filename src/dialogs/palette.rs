//! The palette: find a node, or do an action, by typing some of its letters.

mod entry;
mod rank;

use leptos::prelude::*;
use leptos::{ev, html};

use crate::actions::Context;
use crate::i18n::{Key, say_count, say_with, t};
use crate::platform::focus;
use crate::ui::{Glyph, Icon};

use entry::EntryRow;

/// So many entries are listed at most.
const MOST: usize = 40;

/// A field, and below it what fits what was typed. Arrows choose, Enter does, Escape closes.
#[component]
pub fn PaletteDialog(
    /// What the actions are about.
    context: Context,
    /// Is asked to unmount the palette.
    close: Callback<()>,
) -> impl IntoView {
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    let typed = RwSignal::new(String::new());
    let entries = StoredValue::new(entry::all(&context));
    let found = Memo::new(move |_| {
        typed.with(|typed| entries.with_value(|all| rank::best(all, typed, MOST)))
    });
    let chosen = RwSignal::new(0_usize);
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            // Fails only for an element that left the page meanwhile.
            let _ = dialog.show_modal();
        }
    });
    let leave = move || {
        // The browser gives the focus back to what had it.
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
        close.run(());
    };
    let choose = Callback::new(move |at: usize| {
        let entry = found.with_untracked(|found| found.get(at).cloned());
        if let Some(entry) = entry {
            leave();
            entry.choose(&context);
        }
    });
    let walk = move |event: ev::KeyboardEvent| {
        let count = found.with_untracked(Vec::len);
        let at = chosen.get_untracked();
        let next = match event.key().as_str() {
            "ArrowDown" => (at + 1) % count.max(1),
            "ArrowUp" => (at + count.max(1) - 1) % count.max(1),
            "Enter" if !event.is_composing() => {
                event.prevent_default();
                return choose.run(at);
            }
            _ => return,
        };
        event.prevent_default();
        chosen.set(next);
        focus::show_within(&option_id(next));
    };
    view! {
        <dialog
            class="dialog palette"
            node_ref=dialog
            aria-label=t(Key::ActionPalette)
            on:cancel=move |event: ev::Event| {
                event.prevent_default();
                leave();
            }
            on:mousedown=move |event| {
                let own = dialog.get_untracked();
                if own.is_some_and(|own| event.target().as_ref() == Some(own.as_ref())) {
                    leave();
                }
            }
        >
            <div class="ask">
                <Icon of=Glyph::Find/>
                <input
                    type="text"
                    role="combobox"
                    aria-expanded="true"
                    aria-controls="palette-found"
                    aria-activedescendant=move || {
                        found.with(|found| !found.is_empty()).then(|| option_id(chosen.get()))
                    }
                    aria-label=t(Key::ActionPalette)
                    placeholder=t(Key::PaletteAsk)
                    autocomplete="off"
                    spellcheck="false"
                    autofocus
                    on:input=move |event| {
                        typed.set(event_target_value(&event));
                        chosen.set(0);
                    }
                    on:keydown=walk
                />
            </div>
            <ul role="listbox" id="palette-found" aria-label=t(Key::PaletteFound)>
                {move || {
                    found
                        .get()
                        .into_iter()
                        .enumerate()
                        .map(|(at, entry)| {
                            view! { <EntryRow entry at chosen choose/> }
                        })
                        .collect_view()
                }}
            </ul>
            <p class="quiet" role="status">
                {move || found_so_many(found.with(Vec::len), &typed.read())}
            </p>
        </dialog>
    }
}

/// How many fit what was typed, and what to do if nothing does.
fn found_so_many(count: usize, typed: &str) -> String {
    match count {
        0 => say_with(Key::PaletteNone, &[("typed", typed.trim())]),
        count => say_count(Key::PaletteCount, count),
    }
}

/// The id of an option on the page.
fn option_id(at: usize) -> String {
    format!("palette-{at}")
}
