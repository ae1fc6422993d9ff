//! A button that opens a leaf with a few choices.

use leptos::context::Provider;
use leptos::html;
use leptos::prelude::*;

use crate::platform::focus;
use crate::ui::{Glyph, Icon};

/// Says to the choices within how to close the leaf.
#[derive(Clone, Copy)]
struct CloseLeaf(Callback<()>);

/// A button with an icon; its leaf closes on a choice, on Escape, and when the focus leaves.
#[component]
pub fn Menu(
    /// What the button is called.
    #[prop(into)]
    label: Signal<String>,
    /// Its icon.
    glyph: Glyph,
    /// Whether it is small.
    #[prop(optional)]
    small: bool,
    /// Whether the leaf opens upwards.
    #[prop(optional)]
    up: bool,
    children: ChildrenFn,
) -> impl IntoView {
    view! {
        <FaceMenu label face=move || view! { <Icon of=glyph/> } small up children/>
    }
}

/// The same with something else on the button than an icon.
#[component]
pub fn FaceMenu(
    /// What the button is called.
    #[prop(into)]
    label: Signal<String>,
    /// What is on the button.
    #[prop(into)]
    face: ViewFn,
    /// Whether it is small.
    #[prop(optional)]
    small: bool,
    /// Whether the leaf opens upwards.
    #[prop(optional)]
    up: bool,
    /// Hears that the leaf is opened.
    #[prop(default = None, into)]
    opened: Option<Callback<()>>,
    children: ChildrenFn,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let button: NodeRef<html::Button> = NodeRef::new();
    let root: NodeRef<html::Div> = NodeRef::new();
    let close = Callback::new(move |()| {
        is_open.set(false);
        focus::give(button);
    });
    let children = StoredValue::new(children);
    view! {
        <div
            class="menu"
            node_ref=root
            on:keydown=move |event| {
                if event.key() == "Escape" && is_open.get_untracked() {
                    event.prevent_default();
                    event.stop_propagation();
                    close.run(());
                }
            }
            on:focusout=move |event| {
                // A screen that goes away takes the focus out of what is already disposed.
                let root = root.try_get_untracked().flatten();
                if !root.is_some_and(|root| focus::stays_within(&event, &root)) {
                    is_open.try_set(false);
                }
            }
        >
            <button
                class="button"
                type="button"
                data-rank="bare"
                data-icon
                data-size=small.then_some("s")
                node_ref=button
                aria-label=move || label.get()
                title=move || label.get()
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| {
                    is_open.update(|open| *open = !*open);
                    if is_open.get_untracked() && let Some(opened) = opened {
                        opened.run(());
                    }
                }
            >
                {face.run()}
            </button>
            <Show when=move || is_open.get()>
                <Provider value=CloseLeaf(close)>
                    // Focusable, so that a press between the choices doesn't take the focus out.
                    <div class="leaf" tabindex="-1" data-side=up.then_some("up")>
                        {children.with_value(|children| children())}
                    </div>
                </Provider>
            </Show>
        </div>
    }
}

/// One choice of a menu.
#[component]
pub fn MenuChoice(
    /// Its icon.
    #[prop(into)]
    glyph: Signal<Glyph>,
    /// What it does.
    #[prop(into)]
    label: Signal<String>,
    /// What more there is to know.
    #[prop(optional, into)]
    hint: Signal<Option<String>>,
    /// Whether it is the one of several that holds now.
    #[prop(optional, into)]
    is_chosen: Signal<bool>,
    /// Whether it takes something away.
    #[prop(optional)]
    grave: bool,
    /// Hears the choice; the leaf has closed.
    #[prop(into)]
    choose: Callback<()>,
) -> impl IntoView {
    let leaf = use_context::<CloseLeaf>();
    view! {
        <button
            class="choice"
            type="button"
            data-tone=grave.then_some("act")
            aria-current=move || is_chosen.get().then_some("true")
            on:click=move |_| {
                if let Some(CloseLeaf(close)) = leaf {
                    close.run(());
                }
                choose.run(());
            }
        >
            <Icon of=glyph/>
            <span>
                {move || label.get()}
                {move || hint.get().map(|hint| view! { <small>{hint}</small> })}
            </span>
        </button>
    }
}
