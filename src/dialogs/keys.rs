//! The sheet of keys: what every key and every movement of the hand does on the map.

use leptos::prelude::*;

use crate::actions::{self, Group};
use crate::i18n::{Key, t};
use crate::platform::locale;
use crate::ui::Dialog;

/// What hands do on the map, and what comes of it.
const BY_HAND: [(Key, Key); 9] = [
    (Key::HandClick, Key::HandClickDoes),
    (Key::HandShift, Key::HandShiftDoes),
    (Key::HandMark, Key::HandMarkDoes),
    (Key::HandDrag, Key::HandDragDoes),
    (Key::HandRim, Key::HandRimDoes),
    (Key::HandDouble, Key::HandDoubleDoes),
    (Key::HandPan, Key::HandPanDoes),
    (Key::HandWheel, Key::HandWheelDoes),
    (Key::HandPinch, Key::HandPinchDoes),
];

/// All keys under their headings, then the hand.
#[component]
pub fn KeysDialog(
    /// Is asked to unmount the sheet.
    close: Callback<()>,
) -> impl IntoView {
    view! {
        <Dialog title=Key::ActionKeys close>
            <div class="keys">
                {actions::GROUPS.iter().map(|group| view! { <Keys group/> }).collect_view()}
                <section>
                    <h3>{t(Key::KeysByHand)}</h3>
                    <dl>
                        {BY_HAND
                            .map(|(hand, does)| {
                                view! {
                                    <div>
                                        <dt>{t(does)}</dt>
                                        <dd>{t(hand)}</dd>
                                    </div>
                                }
                            })
                            .collect_view()}
                    </dl>
                </section>
            </div>
        </Dialog>
    }
}

/// The actions of a group that have keys.
#[component]
fn Keys(group: &'static Group) -> impl IntoView {
    let rows = group.actions.iter().filter(|action| !action.shortcuts.is_empty());
    let row = |action: &'static actions::Action| {
        let keys = action.shortcuts.iter();
        let keys = keys.map(|key| view! { <kbd>{key.shown(locale::is_a_mac())}</kbd> " " });
        view! {
            <div>
                <dt>{move || action.name()}</dt>
                <dd>{keys.collect_view()}</dd>
            </div>
        }
    };
    view! {
        <section>
            <h3>{t(group.title)}</h3>
            <dl>{rows.map(row).collect_view()}</dl>
        </section>
    }
}
