//! Signals beside the map: what the engine finds, by question; what is merely not filled in, apart.

mod finish;
mod row;

use causeway_insight::Finding;
use causeway_insight::finding::{Group, Question, State};
use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Key, say, say_count, t};
use crate::platform::focus;
use crate::state::session::Session;
use crate::state::signals::{Found, seek};
use crate::ui::CrossButton;

use finish::ToFinish;
use row::Row;

/// The panel, for as long as it is open.
#[component]
pub fn Signals(
    /// The open workspace.
    session: Session,
    /// Whether it is open.
    is_open: RwSignal<bool>,
    /// What opened it, and gets the focus back.
    opener: NodeRef<html::Button>,
) -> impl IntoView {
    let found = seek(session);
    // The map goes back to what it was.
    on_cleanup(move || {
        session.traced.try_set(None);
    });
    let close = move || {
        focus::give(opener);
        is_open.set(false);
    };
    let count = move || {
        let open = found.with(|found| {
            found
                .as_ref()
                .map(|found| found.iter().filter(|finding| is_open_signal(finding)).count())
        });
        open.map_or_else(
            || say(Key::SignalsSeeking).to_owned(),
            |open| say_count(Key::SignalsCount, open),
        )
    };
    view! {
        <aside
            class="signals"
            id="signals"
            aria-labelledby="signals-title"
            data-low=move || session.traced.with(Option::is_some).then_some("")
            on:keydown=move |event| {
                if event.key() == "Escape" && !event.default_prevented() {
                    close();
                }
            }
        >
            <header>
                <h2 id="signals-title">{t(Key::SignalsTitle)}</h2>
                <CrossButton label=t(Key::SignalsClose) press=move |()| close() at_end=true/>
                <p class="quiet" role="status">
                    {count}
                </p>
            </header>
            {Question::ALL
                .iter()
                .map(|question| view! { <Answers session found question=*question/> })
                .collect_view()}
            <ToFinish session found/>
        </aside>
    }
}

/// The signals that answer one question, the worst first.
#[component]
fn Answers(session: Session, found: Signal<Found>, question: Question) -> impl IntoView {
    let answers = Memo::new(move |_| {
        found.with(|found| {
            let all = found.iter().flat_map(|found| found.iter());
            all.filter(|finding| is_signal(finding) && finding.question == question)
                .cloned()
                .collect::<Vec<_>>()
        })
    });
    let (id, title) = match question {
        Question::Driving => ("signals-driving", Key::QuestionDriving),
        Question::Missing => ("signals-missing", Key::QuestionMissing),
        Question::Exposed => ("signals-exposed", Key::QuestionExposed),
    };
    view! {
        <section aria-labelledby=id>
            <h3 id=id>{t(title)}</h3>
            <Show when=move || found.with(Option::is_some) && answers.with(Vec::is_empty)>
                <p class="quiet">{t(Key::SignalsNone)}</p>
            </Show>
            <ol class="findings">
                <For
                    each=move || answers.get()
                    key=identity
                    children=move |finding| view! { <Row session finding/> }
                />
            </ol>
        </section>
    }
}

/// What makes two findings the same row: all that the row shows.
fn identity(finding: &Finding) -> String {
    let Finding { code, severity, state, subject, title, why, next, .. } = finding;
    format!("{code} {severity:?} {state:?} {subject:?} {title} {why} {next}")
}

fn is_signal(finding: &Finding) -> bool {
    finding.group == Group::Signal
}

fn is_open_signal(finding: &Finding) -> bool {
    is_signal(finding) && finding.state == State::Open
}
