//! A dialog: the browser's own, so that focus, Escape and what lies behind are taken care of.

use leptos::prelude::*;
use leptos::{ev, html};

use crate::i18n::{Key, t};
use crate::ui::CrossButton;

/// What must be answered before going on.
///
/// It is open for as long as it is mounted; `close` is asked to unmount it.
#[component]
pub fn Dialog(
    /// Its heading.
    title: Key,
    /// Hears Escape, the closing button and a press outside.
    #[prop(into)]
    close: Callback<()>,
    /// Whether it can't be closed without an answer.
    #[prop(optional)]
    must_answer: bool,
    children: Children,
) -> impl IntoView {
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            // Fails only for an element that left the page meanwhile.
            let _ = dialog.show_modal();
        }
    });
    let ask = move || {
        if !must_answer {
            close.run(());
        }
    };
    view! {
        <dialog
            class="dialog"
            node_ref=dialog
            aria-labelledby="dialog-title"
            on:cancel=move |event: ev::Event| {
                event.prevent_default();
                ask();
            }
            on:mousedown=move |event| {
                let target = event.target();
                let own = dialog.get_untracked();
                if own.is_some_and(|own| target.as_ref() == Some(own.as_ref())) {
                    ask();
                }
            }
        >
            <div class="body">
                <header>
                    <h2 id="dialog-title">{t(title)}</h2>
                    {(!must_answer)
                        .then(|| {
                            view! {
                                <CrossButton label=t(Key::DialogClose) press=close/>
                            }
                        })}
                </header>
                {children()}
            </div>
        </dialog>
    }
}
