//! The tools of the map: kinds to add, steps to take back.

use leptos::prelude::*;

use super::archived::{ArchivedDialog, ArchivedTool};
use super::atlas::use_atlas;
use super::keyboard::hint;
use super::overlay_field::OverlayField;
use crate::actions::{self, Action, Context};
use crate::i18n::{Key, say, t};
use crate::ui::Icon;

const ADDING: [&str; 5] = ["add-objective", "add-kpi", "add-driver", "add-initiative", "add-risk"];
const STEPS: [&str; 5] = ["undo", "redo", "delete", "show-drivers", "trace-path"];

/// The strip of tools above the map.
#[component]
pub(super) fn Toolbar() -> impl IntoView {
    use_atlas().map(|atlas| {
        let context = Context::on(atlas);
        let session = atlas.session();
        let lists_archived = RwSignal::new(false);
        let named = |id: &&'static str| actions::by_id(id);
        let can_edit = Memo::new(move |_| context.can_edit());
        let steps = move || {
            let tools = STEPS.iter().filter_map(named);
            let tools = tools.map(|action| view! { <Tool action context/> });
            can_edit.get().then(|| tools.collect_view())
        };
        let adding = move || {
            let tools = ADDING.iter().filter_map(named);
            let tools = tools.map(|action| view! { <Tool action context is_named=true/> });
            can_edit.get().then(|| view! { {tools.collect_view()} <hr/> })
        };
        view! {
            <div class="strip" role="toolbar" aria-label=t(Key::MapTools)>
                {adding}
                {steps}
                <ArchivedTool session is_open=lists_archived/>
                <span class="push"></span>
                <OverlayField/>
            </div>
            <ArchivedDialog session is_open=lists_archived/>
        }
    })
}

/// A button that does an action.
#[component]
pub(super) fn Tool(
    /// What it does.
    action: &'static Action,
    /// What it is about.
    context: Context,
    /// Whether the name stands beside the icon.
    #[prop(optional)]
    is_named: bool,
) -> impl IntoView {
    let keys = action.shortcuts.iter().map(|key| key.spoken()).collect::<Vec<_>>().join(" ");
    view! {
        <button
            type="button"
            class="button"
            data-rank="bare"
            data-size="s"
            data-icon=(!is_named).then_some("")
            data-action=action.id
            aria-label=move || (!is_named).then(|| say(action.label))
            aria-keyshortcuts=(!keys.is_empty()).then_some(keys)
            title=move || hint(action)
            disabled=move || !(action.is_offered)(&context)
            on:click=move |_| {
                actions::run(action, &context);
            }
        >
            {action.glyph.map(|glyph| view! { <Icon of=Signal::derive(move || glyph)/> })}
            {is_named.then(|| view! { <span>{move || say(action.label)}</span> })}
        </button>
    }
}
