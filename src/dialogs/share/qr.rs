//! A link as a code for the cameras of a room.

use fast_qr::QRBuilder;
use leptos::prelude::*;
use leptos::{ev, html};

use crate::i18n::{Key, say, t};
use crate::state::session::Session;
use crate::ui::{CrossButton, Glyph, Icon};

/// Light modules around the code, without which cameras don't find it.
const MARGIN: usize = 4;

/// The code, and the same code as large as the screen.
#[component]
pub(super) fn QrCode(session: Session, address: Memo<String>) -> impl IntoView {
    let is_wall = RwSignal::new(false);
    let drawn = Memo::new(move |_| address.with(|address| draw(address)));
    view! {
        <div class="qr-line">
            <Drawing drawn/>
            <div class="stack">
                <p class="hint">{t(Key::ShareQrSaid)}</p>
                <div>
                    <button class="button" type="button" data-size="s" on:click=move |_| is_wall.set(true)>
                        <Icon of=Glyph::Fit/>
                        {t(Key::ShareQrWall)}
                    </button>
                </div>
            </div>
        </div>
        <Show when=move || is_wall.get()>
            <Wall session drawn close=Callback::new(move |()| is_wall.set(false))/>
        </Show>
    }
}

/// The code on the whole screen, for the back of the room.
#[component]
fn Wall(session: Session, drawn: Memo<Option<Drawn>>, close: Callback<()>) -> impl IntoView {
    let dialog: NodeRef<html::Dialog> = NodeRef::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            // Fails only for an element that left the page meanwhile.
            let _ = dialog.show_modal();
        }
    });
    view! {
        <dialog
            class="wall"
            node_ref=dialog
            aria-labelledby="wall-title"
            on:cancel=move |event: ev::Event| {
                event.prevent_default();
                event.stop_propagation();
                close.run(());
            }
        >
            <header>
                <h2 id="wall-title">
                    {move || session.title().with(|title| title.shown().into_owned())}
                </h2>
                <CrossButton label=t(Key::DialogClose) press=close/>
            </header>
            <Drawing drawn/>
        </dialog>
    }
}

/// The code itself.
#[component]
fn Drawing(drawn: Memo<Option<Drawn>>) -> impl IntoView {
    move || match drawn.get() {
        Some(Drawn { size, path }) => view! {
            <svg
                class="qr"
                viewBox=format!("0 0 {size} {size}")
                shape-rendering="crispEdges"
                role="img"
                aria-label=t(Key::ShareQr)
            >
                <path d=path></path>
            </svg>
        }
        .into_any(),
        None => view! { <p class="hint">{move || say(Key::ShareQrTooLong)}</p> }.into_any(),
    }
}

/// A code: how many modules a side has, with the margin, and its dark modules.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Drawn {
    size: usize,
    path: String,
}

/// The code of an address; none if it is too long for one.
fn draw(address: &str) -> Option<Drawn> {
    use std::fmt::Write as _;
    let code = QRBuilder::new(address).build().ok()?;
    let mut path = String::new();
    for y in 0..code.size {
        for x in 0..code.size {
            if code[y][x].value() {
                // Writing to a string can't fail.
                let _ = write!(path, "M{} {}h1v1h-1z", x + MARGIN, y + MARGIN);
            }
        }
    }
    Some(Drawn { size: code.size + 2 * MARGIN, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_a_light_margin_and_its_three_eyes() {
        let Drawn { size, path } = draw("https://plan.example/#/w/abc").unwrap();
        let far = size - MARGIN - 7;
        for eye in [(MARGIN, MARGIN), (far, MARGIN), (MARGIN, far)] {
            assert!(path.contains(&format!("M{} {}h1", eye.0, eye.1)), "{eye:?}");
        }
        assert!(!path.contains("M0 ") && !path.contains(&format!("M{} ", size - 1)));
    }

    #[test]
    fn an_endless_address_has_no_code() {
        assert_eq!(draw(&"x".repeat(10_000)), None);
    }
}
