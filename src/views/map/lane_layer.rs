//! The map in lanes, one for each function.

use std::collections::BTreeMap;

use causeway_canvas::{LaneCard, MapRect, lanes};
use causeway_model::order::{Arrange as _, gathered};
use causeway_model::{FunctionId, NodeId};
use leptos::prelude::*;

use super::atlas::{Atlas, use_atlas};
use crate::i18n::{Key, say};
use crate::platform::locale;
use crate::state::session::Session;

/// A lane: whose it is, what it is called, and where it lies.
#[derive(Clone, Debug, PartialEq)]
pub struct Lane {
    /// The function; `None` for what belongs to none.
    pub function: Option<FunctionId>,
    /// Its name.
    pub title: String,
    /// The rectangle that it takes up.
    pub band: MapRect,
}

/// Keeps the cards in lanes for as long as the lens asks for them.
pub(super) fn keep(atlas: Atlas) {
    let session = atlas.session();
    let membership =
        Memo::new(move |_| session.lens.in_lanes.get().then(|| membership(session, atlas)));
    Effect::new(move |_| {
        let Some(membership) = membership.get() else { return atlas.leave_lanes() };
        let links = session.with_workspace(|workspace| {
            workspace
                .links
                .values()
                .map(|link| (link.from.clone(), link.to.clone()))
                .collect::<Vec<_>>()
        });
        atlas.shown_links().track();
        let Membership { titles, cards } = membership;
        let (places, bands) = lanes(&cards, &links.unwrap_or_default());
        let lane = |(at, band): (usize, MapRect)| {
            let (function, title) = titles.get(at)?.clone();
            Some(Lane { function, title, band })
        };
        atlas.enter_lanes(places, bands.into_iter().filter_map(lane).collect());
    });
}

/// Which lanes there are, and which card lies in which.
#[derive(Clone, Debug, PartialEq)]
struct Membership {
    titles: Vec<(Option<FunctionId>, String)>,
    cards: Vec<LaneCard>,
}

/// Functions by name; what belongs to none comes last.
fn membership(session: Session, atlas: Atlas) -> Membership {
    let mut titles: Vec<(Option<FunctionId>, String)> = session.functions().with(|functions| {
        let titled = |(id, function): (&FunctionId, &causeway_model::Function)| {
            (Some(id.clone()), function.name.clone().unwrap_or_else(|| id.to_string()))
        };
        functions.iter().map(titled).collect()
    });
    titles.arrange_by_key(|(_, title)| locale::lower(title));
    titles.push((None, say(Key::LaneNone).to_owned()));
    let number: BTreeMap<Option<FunctionId>, usize> =
        gathered(titles.iter().enumerate().map(|(at, (function, _))| (function.clone(), at)));
    let card = |id: NodeId| {
        let node = session.node(&id)?.get();
        let owners = || {
            let owner = node.owner.one()?;
            session.people().with(|people| people.get(owner)?.function.clone())
        };
        let function = node.function.clone().or_else(owners);
        let lane = number.get(&function).or(number.get(&None)).copied()?;
        Some(LaneCard { id, kind: node.kind, lane })
    };
    let cards = atlas.shown_nodes().get().into_iter().filter_map(card).collect();
    Membership { titles, cards }
}

/// The lanes, in the place of the water.
#[component]
pub(super) fn LaneLayer() -> impl IntoView {
    use_atlas().map(|atlas| {
        view! {
            <svg class="lanes" aria-hidden="true">
                {move || {
                    atlas
                        .lanes()
                        .get()
                        .into_iter()
                        .map(|Lane { title, band, .. }| {
                            view! {
                                <rect x=band.left y=band.top width=band.width height=band.height></rect>
                                <text x=band.left + 16.0 y=band.top + 30.0>
                                    {title}
                                </text>
                            }
                        })
                        .collect_view()
                }}
            </svg>
        }
    })
}
