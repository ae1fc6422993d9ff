//! The leader's page of an open workspace, written anew after every change, in slices.

use std::sync::Arc;

use causeway_insight::brief::Brief;
use causeway_insight::words::Speaker;
use causeway_insight::{Finding, Findings};
use leptos::prelude::*;

use crate::platform::clock;
use crate::state::session::Session;
use crate::state::signals::{breathe, gather, keep_up, language, prepare, search_in};

/// The page, and the findings that its rows name.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// What it says.
    pub brief: Brief,
    /// What was found.
    pub findings: Vec<Finding>,
}

/// Writes the page, and again after every change, for as long as the current owner lives; `None` until
/// it has been written once.
pub fn write(session: Session) -> Signal<Option<Arc<Page>>> {
    keep_up(session, move || compose(session))
}

/// The page as the workspace is now; `None` once the session is closed.
async fn compose(session: Session) -> Option<Page> {
    let read = session.reading()?;
    let facts = gather(&read.value, clock::today()).await;
    let found = search_in(&facts, &read.problems).await;
    let then = gather(&read.value, Brief::since(&facts)).await;
    prepare(&then).await;
    breathe().await;
    let findings = Findings::with(&facts, found);
    breathe().await;
    let speaker = Speaker { facts: &facts, language: language() };
    let brief = Brief::of(speaker, &findings, &then);
    Some(Page { brief, findings: findings.findings })
}
