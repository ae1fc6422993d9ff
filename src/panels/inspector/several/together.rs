//! What several nodes have in common, edited for all of them in one step.

use std::collections::BTreeSet;

use causeway_document::Command;
use causeway_model::{Json, Node, NodeId, Path, PersonId, Tag};
use leptos::prelude::*;

use crate::i18n::{Key, say, say_count, say_with, t};
use crate::panels::inspector::cells::{function_choices, people_choices};
use crate::state::session::Session;
use crate::ui::field::fresh_id;
use crate::ui::{Choice, ChoiceField, Glyph, Icon};

/// What stands for values that differ.
const VARIOUS: &str = "\u{1}various";

/// Owner, function, contributors and tags of all selected nodes.
#[component]
pub(super) fn Together(session: Session) -> impl IntoView {
    let nodes = Memo::new(move |_| {
        session.selection.with(|chosen| chosen.nodes.iter().cloned().collect::<Vec<_>>())
    });
    let said = RwSignal::new(String::new());
    // One step for all, and one to take it back.
    let give = move |command: &dyn Fn(NodeId) -> Command| {
        let all: Vec<Command> = nodes.get_untracked().into_iter().map(command).collect();
        let count = all.len();
        if session.dispatch(Command::All(all)).is_ok() {
            said.set(say_count(Key::TogetherSaid, count));
        }
    };
    let owner = common(session, nodes, |node| node.owner.one().map(ToString::to_string));
    let set_owner = Callback::new(move |chosen: String| {
        let Ok(owner) = (!chosen.is_empty()).then(|| PersonId::new(&chosen)).transpose() else {
            return;
        };
        give(&|node| Command::SetOwner { node, owner: owner.clone() });
    });
    let function = common(session, nodes, |node| node.function.as_ref().map(ToString::to_string));
    let set_function = Callback::new(move |chosen: String| {
        give(&|node| {
            let path = path(&node, ["function"]);
            match chosen.as_str() {
                "" => Command::ClearField { path },
                chosen => Command::SetField { path, value: chosen.into() },
            }
        });
    });
    let add_contributor = Callback::new(move |chosen: String| {
        if !chosen.is_empty() {
            give(&|node| yes(path(&node, ["contributors", &chosen])));
        }
    });
    view! {
            <div class="pane">
                <Common label=Key::NodeOwner value=owner choices=people_choices(session) none=Key::FieldNobody commit=set_owner/>
                <Common label=Key::NodeFunction value=function choices=function_choices(session) none=Key::NodeFunctionOfOwner commit=set_function/>
                <ChoiceField
                    label=Key::NodeContributors
                    value=Signal::derive(String::new)
                    choices=people_choices(session)
                    none=Key::NodeContributorAdd
                    commit=add_contributor
                />
                <Tags
                    tags=Signal::derive(move || tags(session, &nodes.get()))
                    add=Callback::new(move |tag: String| give(&|node| yes(path(&node, ["tags", &tag]))))
                    take=Callback::new(move |tag: String| {
                        give(&|node| Command::ClearField { path: path(&node, ["tags", &tag]) });
                    })
                />
                <p class="vh" role="status">
                    {move || said.get()}
                </p>
            </div>
    }
}

fn path<const N: usize>(node: &NodeId, keys: [&str; N]) -> Path {
    Path::of(["nodes", node.as_str()].into_iter().chain(keys).map(str::to_owned))
}

fn yes(path: Path) -> Command {
    Command::SetField { path, value: Json::Bool(true) }
}

/// What all have, `VARIOUS` where they differ.
fn common(
    session: Session,
    nodes: Memo<Vec<NodeId>>,
    read: fn(&Node) -> Option<String>,
) -> Signal<String> {
    Signal::derive(move || {
        let nodes = nodes.get();
        let values = nodes
            .iter()
            .filter_map(|id| Some(session.node(id)?.with(|node| read(node).unwrap_or_default())));
        let values: BTreeSet<String> = values.collect();
        let mut values = values.into_iter();
        match (values.next(), values.next()) {
            (Some(one), None) => one,
            (None, _) => String::new(),
            _ => VARIOUS.to_owned(),
        }
    })
}

/// Every tag that one of them has, with how many have it.
fn tags(session: Session, nodes: &[NodeId]) -> Vec<(String, usize)> {
    let mut counts = std::collections::BTreeMap::new();
    for id in nodes {
        let Some(node) = session.node(id) else { continue };
        let own = node.with(|node| node.tags.iter().map(Tag::to_string).collect::<Vec<_>>());
        for tag in own {
            *counts.entry(tag).or_insert(0) += 1;
        }
    }
    counts.into_iter().collect()
}

/// A list; where the nodes differ it says so until one is chosen for all.
#[component]
fn Common(
    label: Key,
    value: Signal<String>,
    choices: Signal<Vec<Choice>>,
    none: Key,
    commit: Callback<String>,
) -> impl IntoView {
    let offered = Signal::derive(move || {
        let mut offered = choices.get();
        if value.with(|value| value == VARIOUS) {
            offered.insert(
                0,
                Choice { value: VARIOUS.to_owned(), label: say(Key::TogetherVarious).to_owned() },
            );
        }
        offered
    });
    let choose = Callback::new(move |chosen: String| {
        if chosen != VARIOUS {
            commit.run(chosen);
        }
    });
    view! { <ChoiceField label value choices=offered none commit=choose/> }
}

/// The tags of all, and a field that gives one to each.
#[component]
fn Tags(
    tags: Signal<Vec<(String, usize)>>,
    add: Callback<String>,
    take: Callback<String>,
) -> impl IntoView {
    let id = fresh_id();
    let typed = RwSignal::new(String::new());
    let give = move || {
        let tag = typed.get_untracked().trim().to_owned();
        if !tag.is_empty() {
            add.run(tag);
            typed.set(String::new());
        }
    };
    let chip = move |(tag, count): (String, usize)| {
        let spoken = say_with(Key::ChipRemove, &[("name", &tag)]);
        let taken = tag.clone();
        view! {
            <li class="chip">
                <span>{format!("{tag} ×{count}")}</span>
                <button type="button" aria-label=spoken on:click=move |_| take.run(taken.clone())>
                    <Icon of=Glyph::Close/>
                </button>
            </li>
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{t(Key::NodeTags)}</label>
            <ul class="chips">{move || tags.get().into_iter().map(chip).collect_view()}</ul>
            <input
                id=id
                class="input"
                autocomplete="off"
                placeholder=move || say(Key::NodeTagAsk)
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
                on:keydown=move |event| {
                    if event.key() == "Enter" && !event.is_composing() {
                        event.prevent_default();
                        give();
                    }
                }
            />
        </div>
    }
}
