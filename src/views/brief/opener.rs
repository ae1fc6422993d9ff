//! The way from a row of the brief to what it is about.

use causeway_insight::Finding;
use causeway_insight::brief::About;
use causeway_model::NodeId;
use leptos::prelude::*;

use crate::i18n::{Key, t};
use crate::state::brief::Page;
use crate::state::route::{Place, Route, Router, Screen};
use crate::state::session::Session;
use crate::state::signals::Traced;

/// What opens a row on the map.
#[derive(Clone, Copy)]
pub(super) struct Openers {
    pub(super) session: Session,
    pub(super) router: Router,
}

impl Openers {
    /// Shows a node on the map; Back returns.
    pub(super) fn open_node(self, node: &NodeId) {
        if let Route::Workspace(place) = self.router.route().get_untracked() {
            let (screen, node) = (Some(Screen::Map), Some(node.clone()));
            self.router.go(Route::Workspace(Place { screen, node, ..place }));
        }
    }

    /// The words of a row as a button that opens what it is about; plain words where that is nothing.
    pub(super) fn button(self, page: &Page, about: &About, words: String) -> AnyView {
        match about {
            About::Nothing => view! { <span class="quiet">{words}</span> }.into_any(),
            About::Node { node, .. } => {
                let node = node.clone();
                self.press(move |openers| openers.open_node(&node), words)
            }
            About::Finding(at) => match page.findings.get(*at).cloned() {
                Some(finding) => self.press(move |openers| openers.trace(&finding), words),
                None => words.into_any(),
            },
        }
    }

    /// Shows what a finding is about: one that is traced leads to the map.
    pub(super) fn trace(self, finding: &Finding) {
        let traced = Traced::of(self.session, finding);
        self.session.traced.set(traced);
    }

    /// Words that open something.
    pub(super) fn press(self, open: impl Fn(Self) + 'static, words: String) -> AnyView {
        let open: Box<dyn Fn(Self)> = Box::new(open);
        let open = StoredValue::new_local(open);
        view! {
            <button
                class="opener"
                type="button"
                title=t(Key::SignalTrace)
                on:click=move |_| open.with_value(|open| open(self))
            >
                {words}
            </button>
        }
        .into_any()
    }
}
