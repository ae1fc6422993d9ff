//! The menu of what lies under the pointer, or of what is chosen.

use causeway_canvas::{MapPoint, ScreenPoint, Target};
use leptos::html;
use leptos::prelude::*;

use super::atlas::{Atlas, use_atlas};
use crate::actions::{self, Action, Context};
use crate::i18n::{Key, say, t};
use crate::parts::MenuPart;
use crate::platform::{focus, locale};
use crate::ui::{Glyph, Icon};

/// An open menu.
#[derive(Clone, Debug, PartialEq)]
pub struct MapMenu {
    /// Where it opens, in the view.
    pub at: ScreenPoint,
    /// What it is about.
    pub on: Target,
}

const ON_NODES: [&[&str]; 4] = [
    &["rename", "add-upstream", "add-sibling"],
    &["show-drivers", "fold", "trace-path"],
    &["copy", "cut", "duplicate"],
    &["delete"],
];
const ON_LINK: [&[&str]; 3] =
    [&["edit-link", "flip-sign", "stronger", "weaker"], &["turn-link"], &["delete"]];
const ON_WATER: [&[&str]; 4] = [
    &["add-objective", "add-kpi", "add-driver", "add-initiative", "add-risk"],
    &["paste", "select-all"],
    &["show-all", "show-loops", "lanes", "tidy"],
    &["fit", "minimap"],
];

/// About how large it is, in pixels: it is kept within the view.
const WIDTH: f64 = 270.0;
const ROW: f64 = 38.0;

/// The open menu, if one is.
#[component]
pub(super) fn MenuLayer() -> impl IntoView {
    let atlas = use_atlas()?;
    Some(move || atlas.menu().get().map(|menu| view! { <MenuPart atlas menu/> }))
}

/// The choices of an open menu.
#[component]
pub fn MenuChoices(
    /// The map.
    atlas: Atlas,
    /// What it is about, and where it opens.
    menu: MapMenu,
) -> impl IntoView {
    let context = Context::on(atlas);
    let groups: Vec<Vec<&'static Action>> = groups(&menu.on)
        .iter()
        .map(|ids| {
            let actions = ids.iter().filter_map(|id| actions::by_id(id));
            actions.filter(|action| untrack(|| (action.is_offered)(&context))).collect()
        })
        .filter(|group: &Vec<_>| !group.is_empty())
        .collect();
    let rows: usize = groups.iter().map(Vec::len).sum();
    let leaf: NodeRef<html::Div> = NodeRef::new();
    Effect::new(move |_| {
        if let Some(leaf) = leaf.get() {
            focus::step_within(&leaf, focus::Step::First);
        }
    });
    let close = move || atlas.close_menu();
    let spot = context.session.camera.get_untracked().to_map(menu.at);
    let view = atlas.view().get_untracked();
    let high = ROW * f64::from(u32::try_from(rows).unwrap_or(u32::MAX)) + 32.0;
    let x = menu.at.x.min(view.width - WIDTH).max(4.0);
    let y = menu.at.y.min(view.height - high).max(4.0);
    let choice = move |action| view! { <MenuRow action context spot/> };
    view! {
        <div
            class="leaf map-menu"
            role="menu"
            tabindex="-1"
            aria-label=t(Key::MapMenu)
            data-own-pointer
            node_ref=leaf
            style:transform=format!("translate({x:.0}px, {y:.0}px)")
            on:keydown=move |event| {
                let Some(leaf) = leaf.get_untracked() else { return };
                let step = match event.key().as_str() {
                    "ArrowDown" => focus::Step::Next,
                    "ArrowUp" => focus::Step::Previous,
                    "Home" => focus::Step::First,
                    "End" => focus::Step::Last,
                    "Escape" | "Tab" => {
                        event.prevent_default();
                        event.stop_propagation();
                        return close();
                    }
                    _ => return,
                };
                event.prevent_default();
                event.stop_propagation();
                focus::step_within(&leaf, step);
            }
            on:focusout=move |event| {
                let leaf = leaf.try_get_untracked().flatten();
                if !leaf.is_some_and(|leaf| focus::stays_within(&event, &leaf)) {
                    atlas.close_menu();
                }
            }
        >
            {groups
                .into_iter()
                .map(|group| {
                    view! {
                        <div role="group">{group.into_iter().map(choice).collect_view()}</div>
                    }
                })
                .collect_view()}
        </div>
    }
}

#[component]
fn MenuRow(
    action: &'static Action,
    context: Context,
    /// Where on the map the menu was opened.
    spot: MapPoint,
) -> impl IntoView {
    let key = action.shortcuts.first().map(|key| key.shown(locale::is_a_mac()));
    view! {
        <button
            class="choice"
            type="button"
            role="menuitem"
            tabindex="-1"
            data-action=action.id
            data-tone=(action.id == "delete").then_some("act")
            on:click=move |_| {
                if let Some(atlas) = context.atlas {
                    atlas.close_menu();
                    atlas.with_spot(spot, || actions::run(action, &context));
                }
            }
        >
            <Icon of=Signal::derive(move || action.glyph.unwrap_or(Glyph::Next))/>
            <span>{say(action.label)}</span>
            {key.map(|key| view! { <kbd>{key}</kbd> })}
        </button>
    }
}

fn groups(on: &Target) -> &'static [&'static [&'static str]] {
    match on {
        Target::Card(_) | Target::Rim(_) => &ON_NODES,
        Target::Link(_) | Target::End(..) => &ON_LINK,
        Target::Ground => &ON_WATER,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_choice_is_an_action() {
        let all = ON_NODES.iter().chain(&ON_LINK).chain(&ON_WATER).copied().flatten();
        for id in all {
            assert!(actions::by_id(id).is_some(), "{id}");
        }
    }
}
