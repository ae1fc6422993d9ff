//! Keeps the card that is chosen in sight, when the inspector takes its room from the map.

use causeway_canvas::gesture::Preview;
use leptos::prelude::*;

use super::Atlas;
use crate::platform::timer::{self, Timer};

/// How long after a choice the map moves, in milliseconds: the second tap of a pair finds what the first
/// found, and the sheet of a phone has risen.
const AFTER_CHOICE_MS: u32 = 320;

/// Follows the selection and the view's size.
pub(super) fn keep(atlas: Atlas) {
    let session = atlas.session();
    let chosen = Memo::new(move |_| session.selection.with(|chosen| chosen.only_node().cloned()));
    let waiting = StoredValue::new_local(None::<Timer>);
    Effect::new(move |_| {
        atlas.view().track();
        let timer = chosen.get().map(|chosen| {
            timer::after(AFTER_CHOICE_MS, move || {
                // A hand that moves the map, or the card, knows where it wants it; so does whom one follows.
                let preview = atlas.preview();
                let is_led = session.company.is_following();
                let is_still = preview.try_with_untracked(|shown| *shown == Preview::None);
                if is_still == Some(true) && !is_led {
                    atlas.approach(&chosen);
                }
            })
        });
        waiting.set_value(timer);
    });
}
