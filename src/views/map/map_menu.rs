//! The menu of what lies under the pointer, or of what is chosen.

use causeway_canvas::{ScreenPoint, Target};
use leptos::prelude::*;

use super::atlas::{Atlas, use_atlas};
use crate::actions::{self, Action, Context};
use crate::parts::MenuPart;
use crate::views::action_menu::{ActionMenu, Groups, Spot};

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
    let place = context.session.camera.get_untracked().to_map(menu.at);
    let spot = Spot { at: menu.at, view: atlas.view().get_untracked() };
    let choose = Callback::new(move |action: &'static Action| {
        atlas.with_spot(place, || actions::run(action, &context));
    });
    let close = move |()| atlas.close_menu();
    view! { <ActionMenu context groups=groups(&menu.on) spot choose close/> }
}

fn groups(on: &Target) -> Groups {
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
