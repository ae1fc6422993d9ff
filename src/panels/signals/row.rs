//! One signal: how bad, what, why, what next; its path on the map at a click.

use causeway_insight::Finding;
use causeway_insight::finding::{Severity, State};
use leptos::html;
use leptos::prelude::*;

use crate::i18n::{Key, say, t};
use crate::platform::{focus, frame};
use crate::state::session::Session;
use crate::state::signals::{Traced, language};

/// One signal.
#[component]
pub(super) fn Row(session: Session, finding: Finding) -> impl IntoView {
    let drawing = match finding.severity {
        Severity::Low => "#sev-1",
        Severity::Medium => "#sev-2",
        Severity::High => "#sev-3",
        Severity::Critical => "#sev-4",
    };
    let severity = finding.severity.said();
    let settled = match finding.state {
        State::Open => None,
        State::Answered => Some(Key::SignalAnswered),
        State::Accepted => Some(Key::SignalAccepted),
    };
    let Finding { code, subject, title, why, next, .. } = finding.clone();
    let is_traced = Memo::new(move |_| {
        session.traced.with(|traced| traced.as_ref().is_some_and(|it| it.is(code, &subject)))
    });
    let row: NodeRef<html::Li> = NodeRef::new();
    let trace = move |_| {
        let is_news = !is_traced.get_untracked();
        session.traced.set(is_news.then(|| Traced::of(session, &finding)).flatten());
        // On a phone the list becomes low, and what was chosen stays in it.
        if is_news {
            frame::next_frame(move || focus::show(row));
        }
    };
    view! {
        <li node_ref=row>
            <article class="finding" data-settled=settled.map(|_| "")>
                <p class="sev">
                    <svg viewBox="0 0 20 20" aria-hidden="true">
                        <use href=drawing></use>
                    </svg>
                    <span>{move || severity.in_language(language())}</span>
                    {settled.map(|key| view! { <span class="quiet">{move || say(key)}</span> })}
                </p>
                <h4>
                    <button
                        type="button"
                        aria-pressed=move || is_traced.get().to_string()
                        title=t(Key::SignalTrace)
                        on:click=trace
                    >
                        {title}
                    </button>
                </h4>
                <p>{why}</p>
                <p class="next">{next}</p>
            </article>
        </li>
    }
}
