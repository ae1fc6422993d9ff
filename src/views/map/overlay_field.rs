//! Chooses what the colour of the cards says.

use leptos::prelude::*;

use super::atlas::use_atlas;
use crate::i18n::{Key, say, t};
use crate::parts::tints_now;
use crate::platform::task;
use crate::state::lens::Overlay;

/// Keeps the atlas up to what the chosen overlay says of each node.
pub(super) fn keep(atlas: super::Atlas) {
    let session = atlas.session();
    Effect::new(move |_| {
        let overlay = session.lens.overlay.get();
        session.judged().track();
        session.crews().track();
        crate::i18n::language();
        task::spawn(async move {
            if let Some(tints) = tints_now(session, overlay).await
                && session.lens.overlay.try_get_untracked() == Some(overlay)
            {
                atlas.paint(tints);
            }
        });
    });
}

/// The list of overlays.
#[component]
pub(super) fn OverlayField() -> impl IntoView {
    use_atlas().map(|atlas| {
        let chosen = atlas.session().lens.overlay;
        view! {
            <label class="colour-by">
                <span>{t(Key::OverlayLabel)}</span>
                <select
                    class="input"
                    on:change=move |event| {
                        let word = event_target_value(&event);
                        let overlay = Overlay::ALL.into_iter().find(|overlay| overlay.word() == word);
                        chosen.set(overlay.unwrap_or_default());
                    }
                >
                    {Overlay::ALL
                        .map(|overlay| {
                            view! {
                                <option
                                    value=overlay.word()
                                    selected=move || chosen.get() == overlay
                                >
                                    {move || say(overlay.label())}
                                </option>
                            }
                        })
                        .collect_view()}
                </select>
            </label>
        }
    })
}
