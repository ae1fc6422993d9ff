//! What the palette lists: actions that can be done now, and nodes.

use causeway_canvas::Selection;
use causeway_model::{NodeId, NodeKind};
use leptos::prelude::*;

use super::option_id;
use crate::actions::{self, Action, Context};
use crate::i18n::{Key, say, say_with, title_or_nameless};
use crate::platform::locale;
use crate::state::company;
use crate::ui::{Glyph, Icon};
use crate::views::map::kind_word;

/// Something that can be chosen.
#[derive(Clone, PartialEq)]
pub(super) struct Entry {
    what: What,
    /// What it is called.
    pub(super) label: String,
    /// Other words by which it is found.
    pub(super) words: String,
}

#[derive(Clone)]
enum What {
    Action(&'static Action),
    Node(NodeId, NodeKind),
    /// Where a colleague is, or whatever they see from now on.
    Colleague {
        word: String,
        follows: bool,
    },
}

impl PartialEq for What {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Action(one), Self::Action(other)) => one.id == other.id,
            (Self::Node(one, _), Self::Node(other, _)) => one == other,
            (
                Self::Colleague { word: one, follows: does },
                Self::Colleague { word: other, follows },
            ) => one == other && does == follows,
            _ => false,
        }
    }
}

/// Everything that can be chosen now, actions first.
pub(super) fn all(context: &Context) -> Vec<Entry> {
    let actions = actions::all()
        .filter(|action| action.id != "palette" && (action.is_offered)(context))
        .map(Entry::action);
    let nodes = context.session.node_ids().get_untracked();
    let nodes = nodes.into_iter().filter_map(|id| Entry::node(context, id));
    actions.chain(colleagues(context)).chain(nodes).collect()
}

/// The way to each colleague, and to going along with them.
fn colleagues(context: &Context) -> Vec<Entry> {
    let session = context.session;
    let peers = session.peers().get_untracked();
    let mine = untrack(|| session.own_words());
    let entries = peers.iter().flat_map(|peer| {
        let name = untrack(|| session.peer_name(peer));
        let entry = |key: Key, follows| Entry {
            what: What::Colleague { word: peer.word().to_owned(), follows },
            label: say_with(key, &[("name", &name)]),
            words: say(Key::ActionFollowWords).to_owned(),
        };
        let can_lead = !company::leads_back(&peers, peer.word(), &mine);
        let follow = can_lead.then(|| entry(Key::CrewFollow, true));
        [Some(entry(Key::CrewGoTo, false)), follow].into_iter().flatten()
    });
    entries.collect()
}

impl Entry {
    fn action(action: &'static Action) -> Self {
        let words = say(action.keywords).to_owned();
        Self { what: What::Action(action), label: action.name(), words }
    }

    fn node(context: &Context, id: NodeId) -> Option<Self> {
        let node = context.session.node(&id)?.get_untracked();
        let label = title_or_nameless(&node.title);
        let tags = node.tags.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
        let words = format!("{} {tags}", say(kind_word(node.kind)));
        Some(Self { what: What::Node(id, node.kind), label, words })
    }

    /// Whether it is what people seldom look for by name, such as a step of an arrow key.
    pub(super) fn is_a_step(&self) -> bool {
        let What::Action(action) = &self.what else { return false };
        ["walk-", "nudge-"].iter().any(|steps| action.id.starts_with(steps))
    }

    /// Does the action, or goes to the node.
    pub(super) fn choose(&self, context: &Context) {
        match &self.what {
            What::Action(action) => _ = actions::run(action, context),
            What::Colleague { word, follows: true } => context.session.company.follow(word),
            What::Colleague { word, .. } => context.session.company.visit(word),
            What::Node(id, _) => {
                context.session.selection.set(Selection::node(id.clone()));
                if let Some(atlas) = context.atlas {
                    atlas.unhide(id);
                    atlas.await_cards(vec![id.clone()]);
                    atlas.approach(id);
                }
            }
        }
    }

    fn glyph(&self) -> Glyph {
        match &self.what {
            What::Action(action) => action.glyph.unwrap_or(Glyph::Next),
            What::Node(_, kind) => Glyph::from(*kind),
            What::Colleague { .. } => Glyph::Person,
        }
    }

    /// What stands at the end of its row: the key of an action, the kind of a node.
    fn aside(&self) -> String {
        match &self.what {
            What::Action(action) => {
                let key = action.shortcuts.first();
                key.map(|key| key.shown(locale::is_a_mac())).unwrap_or_default()
            }
            What::Node(_, kind) => say(kind_word(*kind)).to_owned(),
            What::Colleague { .. } => String::new(),
        }
    }
}

/// One entry.
#[component]
pub(super) fn EntryRow(
    entry: Entry,
    /// Its place in the list.
    at: usize,
    /// The place that Enter means.
    chosen: RwSignal<usize>,
    choose: Callback<usize>,
) -> impl IntoView {
    let glyph = entry.glyph();
    let aside = entry.aside();
    let is_key = matches!(entry.what, What::Action(_)) && !aside.is_empty();
    view! {
        <li
            role="option"
            id=option_id(at)
            aria-selected=move || (chosen.get() == at).to_string()
            on:pointermove=move |_| {
                if chosen.get_untracked() != at {
                    chosen.set(at);
                }
            }
            on:click=move |_| choose.run(at)
        >
            <Icon of=Signal::derive(move || glyph)/>
            <span>{entry.label}</span>
            {if is_key {
                view! { <kbd>{aside}</kbd> }.into_any()
            } else {
                view! { <small>{aside}</small> }.into_any()
            }}
        </li>
    }
}
