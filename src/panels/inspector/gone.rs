//! What was selected and is no longer there.

use causeway_document::Command;
use causeway_model::{LinkId, NodeId, Tombstone};
use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Key, say, say_with, t, title_or_nameless};
use crate::panels::inspector::close::{Beside, CloseButton, leave};
use crate::platform::focus;
use crate::state::session::Session;
use crate::ui::{Glyph, Icon, may_edit};

/// What is no longer there.
#[derive(Clone)]
pub(super) enum Lost {
    Node(NodeId),
    Link(LinkId),
}

/// What the document still knows of it.
#[derive(Clone)]
struct Remains {
    title: String,
    tombstone: Tombstone,
}

impl Lost {
    /// `None` for what was never there, or whose making was taken back: nothing can be restored then.
    fn remains(&self, session: Session) -> Option<Remains> {
        match self {
            Self::Node(id) => {
                let node = session.deleted_node(id)?;
                Some(Remains { title: title_or_nameless(&node.title), tombstone: node.deleted? })
            }
            Self::Link(id) => {
                let link = session.deleted_link(id)?;
                let end = |id: &NodeId| match session.node(id) {
                    Some(node) => node.with_untracked(|node| title_or_nameless(&node.title)),
                    None => say(Key::LinkEndGone).to_owned(),
                };
                let title = format!("{} → {}", end(&link.from), end(&link.to));
                Some(Remains { title, tombstone: link.deleted? })
            }
        }
    }

    fn restored(self) -> Command {
        match self {
            Self::Node(node) => Command::RestoreNodes { nodes: vec![node] },
            Self::Link(link) => Command::RestoreLinks { links: vec![link] },
        }
    }
}

/// Says what was deleted and by whom, and gives it back.
#[component]
pub(super) fn Gone(session: Session, lost: Lost) -> impl IntoView {
    let remains = lost.remains(session);
    let beside = use_context::<Beside>();
    let heading: NodeRef<html::H2> = NodeRef::new();
    Effect::new(move |_| {
        // Who was typing in the form that went is taken to what stands there now.
        if heading.get().is_some() && focus::is_nowhere() {
            focus::give(heading);
        }
    });
    let title = remains.as_ref().map(|remains| remains.title.clone());
    let title = move || title.clone().unwrap_or_else(|| say(Key::GoneTitle).to_owned());
    let can_be_restored = remains.is_some();
    let restore = move || {
        if let Some(Beside(main)) = beside {
            focus::give(main);
        }
        // A refusal is shown by the session; then this stays.
        let _ = session.dispatch(lost.clone().restored());
    };
    view! {
        <header>
            <div class="kind">
                {can_be_restored.then(|| view! { <span>{t(Key::GoneTitle)}</span> })}
                <CloseButton session/>
            </div>
            <h2 class="title" tabindex="-1" node_ref=heading>{title}</h2>
        </header>
        <div class="pane">
            <p role="status">{move || said(session, remains.as_ref())}</p>
            {(can_be_restored && may_edit()).then(|| view! {
                <div class="row">
                    <button
                        class="button"
                        data-rank="first"
                        type="button"
                        on:click=move |_| restore()
                    >
                        <Icon of=Glyph::Restore/>
                        {t(Key::GoneRestore)}
                    </button>
                </div>
            })}
            <div class="row">
                <button
                    class="button"
                    type="button"
                    on:click=move |_| leave(session, beside)
                >
                    {t(Key::InspectorClose)}
                </button>
            </div>
        </div>
    }
}

/// Who deleted it, as far as that is known.
fn said(session: Session, remains: Option<&Remains>) -> String {
    let Some(Remains { tombstone, .. }) = remains else { return say(Key::GoneAbsent).to_owned() };
    match tombstone.by.as_ref().and_then(|person| session.person_name(person)) {
        Some(name) => say_with(Key::GoneBy, &[("name", &name)]),
        None => say(Key::GoneSaid).to_owned(),
    }
}
