//! What a node moves, what moves it, what it serves, what it needs; and a way to link without the mouse.

use causeway_canvas::Selection;
use causeway_document::{Command, NewLink};
use causeway_model::{Link, LinkId, LinkKind, NodeId, Polarity};
use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Key, say, say_count, t, title_or_nameless};
use crate::panels::inspector::cells::node_choices;
use crate::panels::inspector::node::Subject;
use crate::panels::inspector::part::Part;
use crate::panels::inspector::words::choices;
use crate::state::session::Session;
use crate::ui::{ChoiceField, Glyph, Icon, may_edit};

/// The links of a node, by what they say.
#[component]
pub(super) fn Ties(subject: Subject) -> impl IntoView {
    let Subject { session, id, .. } = subject;
    let own = id.clone();
    let links = Memo::new(move |_| {
        // The list is redrawn when a link comes, goes or changes its ends.
        let shown = session.link_ids().get();
        let mut links = session.links_of(&own);
        links.retain(|link| shown.binary_search(link).is_ok());
        links
    });
    let sum = Signal::derive(move || match links.with(Vec::len) {
        0 => String::new(),
        count => say_count(Key::TiesSum, count),
    });
    let group = {
        let own = id.clone();
        move |title: Key, belongs: fn(&Link, &NodeId) -> bool| {
            let here = own.clone();
            let own = own.clone();
            let members = Memo::new(move |_| {
                let mut members = links.get();
                members.retain(|id| {
                    session.link(id).is_some_and(|link| link.with(|link| belongs(link, &own)))
                });
                members
            });
            view! {
                <Show when=move || !members.with(Vec::is_empty)>
                    <div class="field">
                        <span class="label">{t(title)}</span>
                        <ul class="ties">
                            <For
                                each=move || members.get()
                                key=LinkId::clone
                                children={
                                    let here = here.clone();
                                    move |link| view! { <Tie session here=here.clone() link/> }
                                }
                            />
                        </ul>
                    </div>
                </Show>
            }
        }
    };
    let groups = move || {
        [
            (
                Key::TiesMoves,
                (|link, own| link.kind == LinkKind::Causes && link.from == *own)
                    as fn(&Link, &NodeId) -> bool,
            ),
            (Key::TiesMovedBy, |link, own| link.kind == LinkKind::Causes && link.to == *own),
            (Key::TiesServes, |link, own| link.kind == LinkKind::Serves && link.from == *own),
            (Key::TiesServedBy, |link, own| link.kind == LinkKind::Serves && link.to == *own),
            (Key::TiesNeeds, |link, own| link.kind == LinkKind::DependsOn && link.from == *own),
            (Key::TiesNeededBy, |link, own| link.kind == LinkKind::DependsOn && link.to == *own),
        ]
        .map(|(title, belongs)| group(title, belongs))
        .collect_view()
    };
    view! {
        <Part title=Key::PartTies sum>
            <p class="empty" hidden=move || !links.with(Vec::is_empty)>
                {t(Key::TiesEmpty)}
            </p>
            {groups()}
            {may_edit().then(|| view! { <AddTie session from=id.clone()/> })}
        </Part>
    }
}

/// One link, seen from the node at one of its ends.
#[component]
fn Tie(session: Session, here: NodeId, link: LinkId) -> impl IntoView {
    let Some(record) = session.link(&link) else { return ().into_any() };
    let other = record
        .with_untracked(|link| if link.from == here { link.to.clone() } else { link.from.clone() });
    let other = session.node(&other);
    let title = move || {
        other.as_ref().map_or_else(String::new, |other| title_or_nameless(&other.get().title))
    };
    let record: Signal<std::sync::Arc<Link>> = record.into();
    let sign = move || {
        record.with(|link| match (link.kind, link.polarity()) {
            (LinkKind::Causes, Some(Polarity::Plus)) => ("+", "+"),
            (LinkKind::Causes, Some(Polarity::Minus)) => ("-", "\u{2212}"),
            (LinkKind::Causes, None) => ("-", "?"),
            (kind, _) => (kind.as_str(), "\u{2192}"),
        })
    };
    let lag =
        move || record.with(|link| link.lag_days).map(|days| say_count(Key::TieLag, days as usize));
    let hypothesis = move || {
        let said = record.with(|link| link.hypothesis.shown().into_owned());
        (!said.is_empty()).then(|| view! { <span class="voice">{said}</span> })
    };
    view! {
        <li>
            <button
                type="button"
                on:click=move |_| session.selection.set(Selection::link(link.clone()))
            >
                <span class="sign" data-sign=move || sign().0>
                    {move || sign().1}
                </span>
                <span>{title}</span>
                <span class="quiet nowrap">{lag}</span>
                {hypothesis}
            </button>
        </li>
    }
    .into_any()
}

/// Draws a link to a node that is chosen by name.
#[component]
fn AddTie(session: Session, from: NodeId) -> impl IntoView {
    let kind = RwSignal::new(LinkKind::Causes.as_str().to_owned());
    let to = RwSignal::new(String::new());
    let own = from.clone();
    let targets = node_choices(session, move |id, _| *id != own);
    let targets = Signal::derive(move || targets.get());
    let from = StoredValue::new(from);
    let draw = move |_| {
        let kind = kind.with_untracked(|kind| LinkKind::parse(kind));
        let target = to.with_untracked(|to| NodeId::new(to).ok());
        if let (Some(kind), Some(target)) = (kind, target) {
            let link = NewLink::between(kind, from.get_value(), target);
            if session.dispatch(Command::LinkNodes(link)).is_ok() {
                to.set(String::new());
            }
        }
    };
    // A list of all nodes is drawn only for who wants to choose from it.
    let (details, is_open) = (NodeRef::<html::Details>::new(), RwSignal::new(false));
    let form = move || {
        view! {
            <div class="stack">
                <ChoiceField
                    label=Key::TieKind
                    value=kind
                    choices=Signal::derive(choices::<LinkKind>)
                    commit=Callback::new(move |chosen| kind.set(chosen))
                />
                <ChoiceField
                    label=Key::TieTo
                    value=to
                    choices=targets
                    none=Key::TieToAsk
                    commit=Callback::new(move |chosen| to.set(chosen))
                />
                <div>
                    <button class="button" type="button" data-size="s" on:click=draw>
                        <Icon of=Glyph::Link/>
                        {move || say(Key::TieDraw)}
                    </button>
                </div>
            </div>
        }
    };
    view! {
        <details
            class="add-tie"
            node_ref=details
            on:toggle=move |_| is_open.set(details.get_untracked().is_some_and(|details| details.open()))
        >
            <summary class="small">{t(Key::TieAdd)}</summary>
            {move || is_open.get().then(form)}
        </details>
    }
}
