//! Who else works on a node.

use causeway_model::{Json, PersonId};
use leptos::prelude::*;

use crate::i18n::{Key, say_with, t};
use crate::panels::inspector::cells::{field, people_choices};
use crate::panels::inspector::node::Subject;
use crate::ui::{Choice, ChoiceField, Glyph, Icon, may_edit};

/// Contributors as chips, and a list to add one from.
#[component]
pub(super) fn Contributors(subject: Subject) -> impl IntoView {
    let Subject { session, node, spot, .. } = subject;
    let spot = spot.at("contributors");
    let everybody = people_choices(session);
    let chosen =
        field(node, |node| node.contributors.iter().map(PersonId::to_string).collect::<Vec<_>>());
    let others = Signal::derive(move || {
        let chosen = chosen.get();
        let mut others = everybody.get();
        others.retain(|choice| !chosen.contains(&choice.value));
        others
    });
    let added = spot.clone();
    let add = Callback::new(move |id: String| {
        if !id.is_empty() {
            added.key(id).put(Some(Json::Bool(true)));
        }
    });
    let may_edit = may_edit();
    let is_unread = Memo::new(move |_| !may_edit && chosen.with(Vec::is_empty));
    let chip = move |id: String| {
        let known = everybody.with(|all| all.iter().find(|choice| choice.value == id).cloned());
        let Choice { value, label } = known.unwrap_or(Choice { value: id.clone(), label: id });
        let place = spot.key(value);
        let spoken = say_with(Key::ChipRemove, &[("name", &label)]);
        view! {
            <li class="chip">
                <span>{label}</span>
                {may_edit.then(|| view! {
                    <button type="button" aria-label=spoken on:click=move |_| place.put(None)>
                        <Icon of=Glyph::Close/>
                    </button>
                })}
            </li>
        }
    };
    view! {
        <div class="field" hidden=move || is_unread.get()>
            <span class="label">{t(Key::NodeContributors)}</span>
            <ul class="chips">{move || chosen.get().into_iter().map(&chip).collect_view()}</ul>
            {may_edit.then(|| view! {
                <ChoiceField
                    label=Key::NodeContributorAdd
                    value=Signal::derive(String::new)
                    choices=others
                    none=Key::NodeContributorAdd
                    commit=add
                    bare=true
                />
            })}
        </div>
    }
}
