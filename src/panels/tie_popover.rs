//! Sign, strength and lag of a link, on the link itself.

use std::sync::Arc;

use causeway_model::{Link, LinkId, LinkKind, Polarity};
use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Key, say, t};
use crate::panels::inspector::{NumberCell, SegmentCell, Spot, StrengthCell, field};
use crate::platform::focus;
use crate::ui::NumberRule;
use crate::views::map::Atlas;

/// About how large it is, in pixels: it is kept within the view.
const WIDTH: f64 = 340.0;
const HEIGHT: f64 = 200.0;

/// The fields beside the middle of a link that says what moves what.
#[component]
pub fn TiePopover(
    /// The map that the link is on.
    atlas: Atlas,
    /// Which link.
    id: LinkId,
) -> impl IntoView {
    let session = atlas.session();
    let link = session.link(&id)?;
    let route = atlas.route(&id);
    let spot = Spot::link(session, &id);
    let link: Signal<Arc<Link>> = link.into();
    let is_cause = Memo::new(move |_| link.with(|link| link.kind == LinkKind::Causes));
    let leaf: NodeRef<html::Div> = NodeRef::new();
    let at = move || {
        let label = route.get()?.label();
        let (at, view) = (session.camera.get().to_screen(label), atlas.view().get());
        let x = (at.x - WIDTH / 2.0).min(view.width - WIDTH - 8.0).max(8.0);
        let below = at.y + 22.0;
        let y = if below + HEIGHT > view.height { at.y - HEIGHT - 22.0 } else { below };
        Some(format!("translate({x:.0}px, {:.0}px)", y.max(8.0)))
    };
    let wanted = atlas.link_fields_asked();
    Effect::new(move |before: Option<u32>| {
        let times = wanted.get();
        if before.is_some_and(|before| before != times)
            && let Some(leaf) = leaf.get_untracked()
        {
            focus::step_within(&leaf, focus::Step::First);
        }
        times
    });
    Some(view! {
        <Show when=move || is_cause.get()>
            <div
                class="tie-popover"
                role="group"
                aria-label=t(Key::PartLink)
                data-own-pointer
                node_ref=leaf
                style:transform=at.clone()
                on:keydown=move |event| {
                    if event.key() == "Escape" {
                        event.prevent_default();
                        event.stop_propagation();
                        atlas.take_focus();
                    }
                }
            >
                <fieldset class="contents" prop:disabled=move || session.read_only().with(Option::is_some)>
                    <SegmentCell
                        label=Key::LinkPolarity
                        spot=spot.at("polarity")
                        word=field(link, |link| link.polarity.clone())
                        default=Some(Polarity::Plus)
                    />
                    <NumberCell
                        label=Key::LinkLag
                        spot=spot.at("lag_days")
                        number=field(link, |link| link.lag_days.map(f64::from))
                        rule=NumberRule::Count
                        unit=Signal::derive(|| say(Key::UnitDays).to_owned())
                    />
                    <StrengthCell spot=spot.at("strength") strength=field(link, |link| link.strength)/>
                </fieldset>
            </div>
        </Show>
    })
}
