//! A menu of actions about what lies under the pointer or is chosen, for any screen.

use causeway_canvas::{ScreenPoint, ScreenSize};
use leptos::html;
use leptos::prelude::*;

use crate::actions::{self, Action, Context};
use crate::i18n::{Key, say, t};
use crate::platform::{focus, locale};
use crate::ui::{Glyph, Icon};

/// The ids of its actions, in groups.
pub type Groups = &'static [&'static [&'static str]];

/// About how large it is, in pixels: it is kept within the view.
const WIDTH: f64 = 270.0;
const ROW: f64 = 44.0;
const BETWEEN_GROUPS: f64 = 9.0;

/// Where a menu opens.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// In the view, in pixels.
    pub at: ScreenPoint,
    /// How large the view is.
    pub view: ScreenSize,
}

/// The actions of a menu that can be done now. Arrows walk them, Escape and Tab close it.
#[component]
pub fn ActionMenu(
    /// What the actions are about.
    context: Context,
    /// Which they are.
    groups: Groups,
    /// Where it opens.
    spot: Spot,
    /// Does what was chosen; the menu has closed.
    choose: Callback<&'static Action>,
    /// Closes it, and gives the focus back.
    #[prop(into)]
    close: Callback<()>,
) -> impl IntoView {
    let groups: Vec<Vec<&'static Action>> = groups
        .iter()
        .map(|ids| {
            let actions = ids.iter().filter_map(|id| actions::by_id(id));
            actions.filter(|action| untrack(|| (action.is_offered)(&context))).collect()
        })
        .filter(|group: &Vec<_>| !group.is_empty())
        .collect();
    let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
    let rows: f64 = groups.iter().map(|group| count(group.len())).sum();
    let leaf: NodeRef<html::Div> = NodeRef::new();
    Effect::new(move |_| {
        if let Some(leaf) = leaf.get() {
            focus::step_within(&leaf, focus::Step::First);
        }
    });
    let high = ROW * rows + BETWEEN_GROUPS * count(groups.len()) + 16.0;
    let x = spot.at.x.min(spot.view.width - WIDTH).max(4.0);
    let y = spot.at.y.min(spot.view.height - high).max(4.0);
    let choice = move |action| view! { <MenuRow action choose close/> };
    view! {
        <div
            class="leaf map-menu"
            role="menu"
            tabindex="-1"
            aria-label=t(Key::MapMenu)
            data-own-pointer
            node_ref=leaf
            style:transform=format!("translate({x:.0}px, {y:.0}px)")
            // The key that opened it asks the browser for its own menu when it is let go.
            on:contextmenu=move |event| event.prevent_default()
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
                        close.try_run(());
                        return;
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
                    // What goes away takes the focus out of what is already disposed.
                    close.try_run(());
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
    choose: Callback<&'static Action>,
    close: Callback<()>,
) -> impl IntoView {
    let key = action.shortcuts.first().map(|key| key.shown(locale::is_a_mac()));
    view! {
        <button
            class="choice"
            type="button"
            role="menuitem"
            tabindex="-1"
            data-action=action.id
            data-tone=action.id.ends_with("delete").then_some("act")
            on:click=move |_| {
                close.try_run(());
                choose.try_run(action);
            }
        >
            <Icon of=Signal::derive(move || action.glyph.unwrap_or(Glyph::Next))/>
            <span>{say(action.label)}</span>
            {key.map(|key| view! { <kbd>{key}</kbd> })}
        </button>
    }
}
