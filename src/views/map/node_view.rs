//! One card: its silhouette is its kind, its rim is its state.

use std::sync::Arc;

use causeway_canvas::{CARD_WIDTH, Selection, card_height, outline};
use causeway_model::{LinkKind, Node, NodeId, NodeKind};
use leptos::html;
use leptos::prelude::*;

use super::atlas::{Atlas, use_atlas};
use super::peer_layer::{Held, Holds};
use super::reading::{Reading, reading_words};
use super::spoken::{CardWords, card_name, kind_word, lever_word, untitled};
use super::tint::Tint;
use super::title_editor::TitleEditor;
use crate::i18n::{Key, say, say_count};
use crate::ui::{Glyph, Icon, Mark, StatusMark, initials};

/// About so many letters of a title stand in two lines.
const TWO_LINES: usize = 42;

/// One card, where it lies. Empty if the node has just gone.
#[component]
pub(super) fn NodeView(
    /// Whose card.
    id: NodeId,
    /// The card that is the map's tab stop.
    stop: Memo<Option<NodeId>>,
) -> impl IntoView {
    let atlas = use_atlas()?;
    let node = atlas.session().node(&id)?;
    let place = atlas.place(&id)?;
    let kind = {
        let node = node.clone();
        Memo::new(move |_| node.with(|node| node.kind))
    };
    let at = move || {
        let placed = place.get();
        let rect = placed.rect();
        format!("translate({:.1}px, {:.1}px)", rect.left, rect.top)
    };
    let is_selected = {
        let id = id.clone();
        let selection = atlas.session().selection;
        Memo::new(move |_| selection.with(|chosen| chosen.nodes.contains(&id)))
    };
    let is_aside = {
        let id = id.clone();
        let traced = atlas.session().traced;
        Memo::new(move |_| {
            traced.with(|traced| traced.as_ref().is_some_and(|it| !it.nodes.contains(&id)))
        })
    };
    let is_traced = {
        let id = id.clone();
        let traced = atlas.session().traced;
        Memo::new(move |_| {
            traced.with(|traced| traced.as_ref().is_some_and(|it| it.nodes.contains(&id)))
        })
    };
    let folded = {
        let id = id.clone();
        Memo::new(move |_| atlas.folded_at(&id))
    };
    let unfolded = id.clone();
    let is_edited = {
        let id = id.clone();
        let editing = atlas.session().editing;
        Memo::new(move |_| editing.with(|edited| edited.as_ref() == Some(&id)))
    };
    let hold = {
        let id = id.clone();
        let holds = use_context::<Holds>();
        Memo::new(move |_| holds.and_then(|holds| holds.at(&id)))
    };
    let echo = echo_of(atlas, &id);
    let title = node.clone();
    let editor_of = id.clone();
    Some(view! {
        <li
            style:transform=at
            data-state=move || is_selected.get().then_some("selected")
            data-aside=move || is_aside.get().then_some("")
            data-traced=move || is_traced.get().then_some("")
            data-folded=move || folded.get().is_some().then_some("")
        >
            <CardButton id node kind stop is_selected/>
            {move || is_edited.get().then(|| {
                view! { <TitleEditor id=editor_of.clone() node=title.clone()/> }
            })}
            {move || folded.get().map(|count| {
                let id = unfolded.clone();
                view! {
                    <button
                        type="button"
                        class="fold"
                        tabindex="-1"
                        data-own-pointer
                        aria-label=say_count(Key::MapUnfold, count)
                        on:click=move |_| atlas.session().lens.fold(id.clone())
                    >
                        {format!("+{count}")}
                    </button>
                }
            })}
            {move || hold.try_get().flatten().map(|Held { name, crew, is_typed }| view! {
                <svg class="hold" data-crew=crew.to_string() viewBox=view_box(kind.get()) aria-hidden="true">
                    <path d=outline(kind.get(), 12.0)></path>
                </svg>
                <span class="tag" data-crew=crew.to_string() data-typing=is_typed.then_some("")>{name}</span>
            })}
            {move || echo.try_get().flatten().map(|(name, crew, _)| view! {
                <svg class="hold echo" data-crew=crew.to_string() viewBox=view_box(kind.get()) aria-hidden="true">
                    <path d=outline(kind.get(), 12.0)></path>
                </svg>
                {hold.try_with(Option::is_none).unwrap_or_default().then(|| view! {
                    <span class="tag echo" data-crew=crew.to_string() aria-hidden="true">{name}</span>
                })}
            })}
        </li>
    })
}

/// The card itself.
#[component]
fn CardButton(
    id: NodeId,
    node: ArcReadSignal<Arc<Node>>,
    kind: Memo<NodeKind>,
    stop: Memo<Option<NodeId>>,
    is_selected: Memo<bool>,
) -> impl IntoView {
    let atlas = use_atlas()?;
    let session = atlas.session();
    let status = session.status_of(&id);
    let mark = Memo::new(move |_| Mark::from(status.get().status));
    let button: NodeRef<html::Button> = NodeRef::new();
    follow_selection(atlas, id.clone(), button);
    let title = {
        let node = node.clone();
        Memo::new(move |_| node.with(|node| node.title.shown().into_owned()))
    };
    let owner = owner_of(atlas, node.clone());
    let head = {
        let node = node.clone();
        Memo::new(move |_| node.with(head_words))
    };
    let served = {
        let id = id.clone();
        Memo::new(move |_| served_by(atlas, &id))
    };
    let tint = {
        let id = id.clone();
        Memo::new(move |_| atlas.tint(&id))
    };
    let name = {
        let node = node.clone();
        move || {
            let reading = node.with(|node| reading_words(node, status.get(), served.get()));
            let (title, owner) = (title.get(), owner.get());
            let said = card_name(&CardWords {
                head: &head.get(),
                title: if title.is_empty() { say(untitled(kind.get())) } else { &title },
                reading: &reading,
                status: status.get(),
                mark: mark.get(),
                owner: owner.as_ref().map(|(name, _)| name.as_str()),
            });
            match tint.get() {
                Some(tint) => format!("{said}. {}", tint.words),
                None => said,
            }
        }
    };
    let (stop_here, focused) = (id.clone(), id.clone());
    let chosen = id.clone();
    Some(view! {
        <button
            type="button"
            class="card"
            node_ref=button
            data-node=id.to_string()
            data-kind=move || kind.get().as_str()
            data-st=move || mark.get().state()
            data-crew=move || tint.with(|tint| tint.as_ref().and_then(|tint| tint.crew).map(|crew| crew.to_string()))
            aria-pressed=move || is_selected.get().to_string()
            tabindex=move || if stop.with(|stop| stop.as_ref() == Some(&stop_here)) { "0" } else { "-1" }
            aria-label=name
            on:focus=move |_| select_if_new(atlas, &focused)
            on:blur=move |_| _ = atlas.focused().try_set(None)
            on:click=move |_| session.selection.set(Selection::node(chosen.clone()))
        >
            <Shape kind tint/>
            <span class="badge"><StatusMark of=mark/></span>
            <span class="head">
                <Icon of=Signal::derive(move || Glyph::from(kind.get()))/>
                <span class="kind">{head}</span>
                {move || status.with(|status| status.stale).then(|| view! {
                    <span class="stale"><Icon of=Signal::derive(|| Glyph::Clock)/></span>
                })}
                {move || {
                    owner
                        .get()
                        .map(|(name, crew)| {
                            view! {
                                <span
                                    class="person"
                                    data-crew=crew.to_string()
                                    data-initials=initials(&name)
                                    title=name
                                ></span>
                            }
                        })
                }}
            </span>
            // The words are apart for those who match what they see with what is spoken.
            {" "}
            <span
                class="name"
                data-state=move || title.with(String::is_empty).then_some("untitled")
                data-long=move || title.with(|title| title.chars().count() > TWO_LINES).then_some("")
            >
                {move || {
                    let title = title.get();
                    if title.is_empty() { say(untitled(kind.get())).to_owned() } else { title }
                }}
            </span>
            {" "}
            <Reading node status served/>
            // Drawn and not written, as initials are: the name of the card ends with it.
            {move || tint.get().map(|tint| view! { <span class="tint" data-words=tint.words></span> })}
        </button>
    })
}

/// The silhouette, with the rim by which links are drawn.
#[component]
fn Shape(kind: Memo<NodeKind>, tint: Memo<Option<Tint>>) -> impl IntoView {
    let level = Memo::new(move |_| tint.with(|tint| tint.as_ref().and_then(|tint| tint.share)));
    move || {
        let kind = kind.get();
        let half = (CARD_WIDTH / 2.0).to_string();
        view! {
            <svg class="shape" viewBox=view_box(kind) aria-hidden="true">
                <path class="ring" d=outline(kind, 8.0)></path>
                <path class="body" d=outline(kind, 0.0)></path>
                {move || level.get().map(|level| view! {
                    <path
                        class="level"
                        style:clip-path=format!("inset({:.1}% 0 0 0)", (1.0 - level.clamp(0.0, 1.0)) * 100.0)
                        d=outline(kind, -1.0)
                    ></path>
                })}
                <path class="rim" d=outline(kind, 0.0)></path>
                <circle class="grip" cx=half cy="0" r="6"></circle>
            </svg>
        }
    }
}

fn view_box(kind: NodeKind) -> String {
    let height = card_height(kind);
    format!("{} {} {CARD_WIDTH} {height}", -CARD_WIDTH / 2.0, -height / 2.0)
}

/// The one selected card has the focus, unless something beside the map has it.
fn follow_selection(atlas: Atlas, id: NodeId, button: NodeRef<html::Button>) {
    let session = atlas.session();
    Effect::new(move |before: Option<bool>| {
        let is_only = session.selection.with(|chosen| chosen.only_node() == Some(&id));
        let is_typed = session.editing.get().is_some();
        let Some(button) = button.get() else { return false };
        if is_only && !is_typed && before != Some(true) && super::keyboard::may_take_focus(&button)
        {
            super::keyboard::focus(&button);
        }
        is_only && !is_typed
    });
}

/// Focus that comes by Tab or by a screen reader selects.
fn select_if_new(atlas: Atlas, id: &NodeId) {
    atlas.focused().set(Some(id.clone()));
    let selection = atlas.session().selection;
    if selection.with_untracked(Selection::is_empty) {
        selection.set(Selection::node(id.clone()));
        atlas.reveal([id]);
    }
}

/// The kind, and the lever where there is one.
fn head_words(node: &Arc<Node>) -> String {
    let kind = say(kind_word(node.kind));
    match node.metric.as_ref().and_then(|metric| metric.lever).filter(|_| node.kind.is_measured()) {
        Some(lever) => format!("{kind} · {}", say(lever_word(lever))),
        None => kind.to_owned(),
    }
}

/// The name and the colour of the one owner; where several are in conflict, that is said in their place.
fn owner_of(atlas: Atlas, node: ArcReadSignal<Arc<Node>>) -> Memo<Option<(String, u8)>> {
    let session = atlas.session();
    Memo::new(move |_| {
        let owner = node.with(|node| node.owner.clone());
        if owner.is_conflict() {
            return Some((say(Key::MapOwnersConflict).to_owned(), 6));
        }
        let owner = owner.one().cloned()?;
        let name = session.person_name(&owner);
        let crew = session.crew_of(owner.as_str());
        Some((name.unwrap_or_else(|| owner.to_string()), crew))
    })
}

/// How many kpis and objectives serve an objective.
fn served_by(atlas: Atlas, id: &NodeId) -> usize {
    atlas.rested().track();
    atlas
        .with_scene(|scene| {
            let serving = |(_, tie): &(_, &causeway_canvas::Tie)| {
                tie.to == *id && tie.kind == LinkKind::Serves
            };
            scene.links_at(id).filter(serving).count()
        })
        .unwrap_or(0)
}

/// The name and colour of the colleague who has just changed a card, and which of their edits it is.
fn echo_of(atlas: Atlas, id: &NodeId) -> Memo<Option<(String, u8, u64)>> {
    let session = atlas.session();
    let place = format!("nodes/{id}");
    Memo::new(move |_| {
        let echo = session.echoes.at(&place)?;
        let (name, crew) = session.author(echo.by.as_ref());
        Some((name, crew, echo.number))
    })
}
