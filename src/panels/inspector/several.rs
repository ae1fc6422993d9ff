//! Several nodes and links at once.

mod together;

use causeway_canvas::Selection;
use causeway_document::Command;
use causeway_model::{LinkId, LinkKind, Path, Polarity, Strength};
use leptos::prelude::*;

use crate::i18n::{Key, say_count, t};
use crate::panels::inspector::close::{Beside, CloseButton, leave};
use crate::panels::inspector::words::choices;
use crate::state::session::Session;
use crate::ui::{Choice, Glyph, Icon, SegmentField, may_edit};

use together::Together;

/// Says how much is selected, and what can be done with all of it.
#[component]
pub(super) fn SeveralInspector(session: Session) -> impl IntoView {
    let counts = Memo::new(move |_| {
        session.selection.with(|chosen| (chosen.nodes.len(), chosen.links.len()))
    });
    let said = move || match counts.get() {
        (nodes, 0) => say_count(Key::SeveralNodes, nodes),
        (0, links) => say_count(Key::SeveralLinks, links),
        (nodes, links) => {
            format!(
                "{} · {}",
                say_count(Key::SeveralNodes, nodes),
                say_count(Key::SeveralLinks, links)
            )
        }
    };
    let beside = use_context::<Beside>();
    let delete = move |_| {
        let Selection { nodes, links } = session.selection.get_untracked();
        let all = Command::All(vec![
            Command::DeleteNodes { nodes: nodes.into_iter().collect() },
            Command::DeleteLinks { links: links.into_iter().collect() },
        ]);
        if session.dispatch(all).is_ok() {
            leave(session, beside);
        }
    };
    view! {
        <header>
            <div class="kind">
                <span>{t(Key::SeveralTitle)}</span>
                <CloseButton session/>
            </div>
            <h2>
                <span role="status">{said}</span>
            </h2>
        </header>
        {may_edit().then(|| view! {
            <Show when=move || counts.get().0 != 0>
                <Together session/>
            </Show>
            <div class="pane">
                <p class="quiet">{t(Key::SeveralHint)}</p>
                <LinkFields session/>
                <div class="row">
                    <button class="button" type="button" data-tone="act" on:click=delete>
                        <Icon of=Glyph::Delete/>
                        {t(Key::SeveralDelete)}
                    </button>
                </div>
            </div>
        })}
    }
}

/// Sign and strength of all chosen links that say what moves what.
#[component]
fn LinkFields(session: Session) -> impl IntoView {
    let links = Memo::new(move |_| {
        let is_cause =
            |id: &LinkId| session.link(id).is_some_and(|link| link.get().kind == LinkKind::Causes);
        session.selection.with(|chosen| {
            chosen.links.iter().filter(|id| is_cause(id)).cloned().collect::<Vec<_>>()
        })
    });
    let sign = shared(move || {
        let sign = |id: &LinkId| {
            session.link(id).map(|link| link.get().polarity().map(|sign| sign.as_str().to_owned()))
        };
        links.with(|links| links.iter().filter_map(sign).collect())
    });
    let strength = shared(move || {
        let word = |id: &LinkId| {
            let strength = session.link(id)?.get().strength();
            let at = [Strength::Weak, Strength::Moderate, Strength::Strong]
                .iter()
                .position(|word| *word == strength);
            Some(at.and_then(|at| Strength::WORDS.get(at)).map(ToString::to_string))
        };
        links.with(|links| links.iter().filter_map(word).collect())
    });
    let set = move |key: &'static str| {
        Callback::new(move |word: String| {
            let paths =
                links.get_untracked().into_iter().map(|id| Path::of(["links", id.as_str(), key]));
            give(session, paths.map(|path| set_to(path, &word)).collect());
        })
    };
    let strengths = || {
        vec![
            Choice::word("weak", Key::StrengthWeak),
            Choice::word("moderate", Key::StrengthModerate),
            Choice::word("strong", Key::StrengthStrong),
        ]
    };
    view! {
        <Show when=move || links.with(|links| !links.is_empty())>
            <SegmentField
                label=Key::LinkPolarity
                value=sign
                choices=Signal::derive(choices::<Polarity>)
                commit=set("polarity")
            />
            <SegmentField
                label=Key::LinkStrength
                value=strength
                choices=Signal::derive(strengths)
                commit=set("strength")
            />
        </Show>
    }
}

/// The value that all have; empty where they have none, or different ones.
fn shared(all: impl Fn() -> Vec<Option<String>> + Send + Sync + 'static) -> Signal<String> {
    Signal::derive(move || {
        let mut all = all().into_iter();
        let first = all.next().flatten().unwrap_or_default();
        if all.all(|other| other.as_deref() == Some(&first)) { first } else { String::new() }
    })
}

fn set_to(path: Path, word: &str) -> Command {
    match word {
        "" => Command::ClearField { path },
        word => Command::SetField { path, value: word.into() },
    }
}

/// Gives all commands as one step; a refusal is shown by the session.
fn give(session: Session, all: Vec<Command>) {
    let _ = session.dispatch(Command::All(all));
}
