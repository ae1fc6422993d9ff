//! Words to find a node by.

use causeway_model::{Json, Tag};
use leptos::prelude::*;

use crate::i18n::{Key, say, say_with, t};
use crate::panels::inspector::cells::field;
use crate::panels::inspector::node::Subject;
use crate::state::pending::Pending;
use crate::ui::field::fresh_id;
use crate::ui::{Glyph, Icon, may_edit};

/// Tags as chips, and a field to add one.
#[component]
pub(super) fn Tags(subject: Subject) -> impl IntoView {
    let Subject { session, id, node, spot, .. } = subject;
    let spot = spot.at("tags");
    let tags = field(node, |node| node.tags.iter().map(Tag::to_string).collect::<Vec<_>>());
    let typed = Pending::at(session.document(), &format!("{id}/tag"), String::new());
    let added = spot.clone();
    let add = move || {
        // The field is left, too, when it goes away; by then there is nothing to read.
        let Some(tag) = typed.try_get_untracked().filter(|tag| !tag.is_empty()) else { return };
        let tag = tag.trim().to_owned();
        if !tag.is_empty() && !tags.with_untracked(|tags| tags.contains(&tag)) {
            added.key(tag).put(Some(Json::Bool(true)));
        }
        typed.clear();
    };
    let left = add.clone();
    let may_edit = may_edit();
    let chip = move |tag: String| {
        let place = spot.key(tag.clone());
        let spoken = say_with(Key::ChipRemove, &[("name", &tag)]);
        view! {
            <li class="chip">
                <span>{tag}</span>
                {may_edit.then(|| view! {
                    <button type="button" aria-label=spoken on:click=move |_| place.put(None)>
                        <Icon of=Glyph::Close/>
                    </button>
                })}
            </li>
        }
    };
    let id = fresh_id();
    if !may_edit {
        let is_empty = Memo::new(move |_| tags.with(Vec::is_empty));
        return view! {
            <div class="field" hidden=move || is_empty.get()>
                <span class="label">{t(Key::NodeTags)}</span>
                <ul class="chips">{move || tags.get().into_iter().map(&chip).collect_view()}</ul>
            </div>
        }
        .into_any();
    }
    view! {
        <div class="field">
            <label for=id.clone()>{t(Key::NodeTags)}</label>
            <ul class="chips">{move || tags.get().into_iter().map(&chip).collect_view()}</ul>
            <input
                id=id
                class="input"
                autocomplete="off"
                placeholder=move || say(Key::NodeTagAsk)
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
                on:blur=move |_| left()
                on:keydown=move |event| {
                    if event.key() == "Enter" && !event.is_composing() {
                        event.prevent_default();
                        add();
                    }
                }
            />
        </div>
    }
    .into_any()
}
