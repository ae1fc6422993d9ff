//! One link, from the rim of one card to the rim of another.

use std::sync::Arc;

use causeway_canvas::Route;
use causeway_model::{Link, LinkId, LinkKind, NodeId, Polarity};
use leptos::prelude::*;

use super::atlas::{Atlas, use_atlas};
use super::spoken::{is_untested, link_name, strength_step};
use crate::i18n::{Key, say_count};
use crate::state::signals::Traced;

/// One link. Repaints when the link or its way changes, not when other cards move.
#[component]
pub(super) fn LinkView(
    /// Which link; empty if it has just gone.
    id: LinkId,
) -> impl IntoView {
    let atlas = use_atlas()?;
    let link = atlas.session().link(&id)?;
    let route = atlas.route(&id);
    let is_selected = {
        let id = id.clone();
        let selection = atlas.session().selection;
        Memo::new(move |_| selection.with(|chosen| chosen.links.contains(&id)))
    };
    let is_aside = {
        let link = link.clone();
        let traced = atlas.session().traced;
        Memo::new(move |_| {
            let is_on = |it: &Traced| {
                link.with(|link| it.nodes.contains(&link.from) && it.nodes.contains(&link.to))
            };
            traced.with(|traced| traced.as_ref().is_some_and(|it| !is_on(it)))
        })
    };
    let is_traced = {
        let link = link.clone();
        let traced = atlas.session().traced;
        Memo::new(move |_| {
            link.with(|link| {
                traced.with(|traced| {
                    traced.as_ref().is_some_and(|it| it.leads_along(&link.from, &link.to))
                })
            })
        })
    };
    let look = {
        let link = link.clone();
        Memo::new(move |_| link.with(Look::of))
    };
    let name = {
        let link = link.clone();
        move || {
            let link = link.get();
            link_name(&link, &title(atlas, &link.from), &title(atlas, &link.to))
        }
    };
    let echo = {
        let (session, place) = (atlas.session(), format!("links/{id}"));
        Memo::new(move |_| Some(session.author(session.echoes.at(&place)?.by.as_ref()).1))
    };
    let zoom = Memo::new(move |_| atlas.session().camera.get().zoom());
    let ends = {
        let (id, route) = (id.clone(), route.clone());
        Memo::new(move |_| {
            let session = atlas.session();
            let is_only = session.selection.with(|chosen| chosen.only_link() == Some(&id));
            let can_edit = session.can_edit();
            let route = route.get().filter(|_| is_only && can_edit)?;
            Some([route.start(), route.tip()])
        })
    };
    let lag = Memo::new(move |_| {
        link.with(|link| link.lag_days.filter(|_| link.kind == LinkKind::Causes))
    });
    Some(view! {
        <g
            class="tie"
            role="listitem"
            aria-label=name
            data-link=id.to_string()
            data-type=move || look.get().says
            data-strength=move || look.get().strength
            data-untested=move || look.get().is_untested.then_some("")
            data-state=move || is_selected.get().then_some("selected")
            data-aside=move || is_aside.get().then_some("")
            data-traced=move || is_traced.get().then_some("")
            data-echo=move || echo.get().map(|_| "")
            data-crew=move || echo.get().map(|crew| crew.to_string())
        >
            {move || route.get().map(|route| view! { <Line route look lag/> })}
            {move || ends.get().map(|ends| ends.map(|end| view! {
                <circle class="end" cx=end.x cy=end.y r=move || 7.0 / zoom.get()></circle>
            }))}
        </g>
    })
}

/// What of a link is seen.
#[derive(Clone, Copy, PartialEq)]
struct Look {
    says: &'static str,
    strength: Option<&'static str>,
    sign: Option<&'static str>,
    is_untested: bool,
}

impl Look {
    fn of(link: &Arc<Link>) -> Self {
        let is_cause = link.kind == LinkKind::Causes;
        let sign = match link.polarity() {
            Some(Polarity::Plus) => "+",
            Some(Polarity::Minus) => "-",
            None => "?",
        };
        Self {
            says: link.kind.as_str(),
            strength: is_cause.then(|| strength_step(link.strength())),
            sign: is_cause.then_some(sign),
            is_untested: is_untested(link),
        }
    }
}

#[component]
fn Line(route: Arc<Route>, look: Memo<Look>, lag: Memo<Option<u32>>) -> impl IntoView {
    let path = route.path();
    let (sign, label) = (route.sign(), route.label());
    let at_label = format!("translate({:.1} {:.1})", label.x, label.y);
    view! {
        <path class="hit" d=path.clone()></path>
        <path class="halo" d=path.clone()></path>
        <path class="link" d=path></path>
        <path class="arrow" d=route.head()></path>
        {move || look.get().sign.map(|says| {
            let glyph = match says {
                "+" => "M-4.5 0h9M0-4.5v9",
                "-" => "M-4.5 0h9",
                _ => "M-2.6-2.4a2.6 2.6 0 1 1 3.6 2.4Q0 .6 0 1.8M0 4.6v.2",
            };
            view! {
                <g class="polarity" data-sign=says transform=format!("translate({:.1} {:.1})", sign.x, sign.y)>
                    <circle r="10.5"></circle>
                    <path d=glyph></path>
                </g>
            }
        })}
        {move || lag.get().map(|days| {
            let words = say_count(Key::MapDays, usize::try_from(days).unwrap_or(usize::MAX));
            // About as wide as its words: SVG can't measure before it paints.
            let half = 9.0 + 3.5 * f64::from(u32::try_from(words.chars().count()).unwrap_or(0));
            view! {
                <g class="lag" transform=at_label.clone()>
                    <rect x=-half y="-11" width=2.0 * half height="22" rx="11"></rect>
                    <text y="4.5">{words}</text>
                </g>
            }
        })}
    }
}

/// The title of a link's end, as it is now; followed by what reads it.
fn title(atlas: Atlas, id: &NodeId) -> String {
    let node = atlas.session().node(id);
    node.map(|node| node.with(|node| node.title.shown().into_owned())).unwrap_or_default()
}
