//! The way from a row of the brief to what it is about.

use causeway_insight::brief::About;
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
    /// The words of a row as a button that opens what it is about; plain words where that is nothing.
    pub(super) fn button(self, page: &Page, about: &About, words: String) -> AnyView {
        let open: Box<dyn Fn()> = match about {
            About::Nothing => return view! { <span class="quiet">{words}</span> }.into_any(),
            About::Node { node, .. } => {
                let place = Place {
                    screen: Some(Screen::Map),
                    node: Some(node.clone()),
                    ..Place::of(self.session.document())
                };
                Box::new(move || self.router.go(Route::Workspace(place.clone())))
            }
            About::Finding(at) => {
                let Some(finding) = page.findings.get(*at).cloned() else {
                    return words.into_any();
                };
                // A finding that is traced leads to the map.
                Box::new(move || {
                    let traced = Traced::of(self.session, &finding);
                    self.session.traced.set(traced);
                })
            }
        };
        let open = StoredValue::new_local(open);
        view! {
            <button
                class="opener"
                type="button"
                title=t(Key::SignalTrace)
                on:click=move |_| open.with_value(|open| open())
            >
                {words}
            </button>
        }
        .into_any()
    }
}
