//! What changed since the reader looked last, worked out anew in the language of the screen.

use std::sync::Arc;

use causeway_document::{ActorSeed, Document};
use causeway_model::{Reading, Workspace};
use leptos::prelude::*;

use crate::platform::clock;
use crate::state::published::Before;
use crate::state::published::changes::{Changes, Side};
use crate::state::session::Session;
use crate::state::signals::{breathe, gather, keep_up, search_in};

/// What changed from a version to the one that is open; `None` until it has been worked out.
pub fn since(session: Session, before: Arc<Before>) -> Signal<Option<Arc<Changes>>> {
    // What can't be read tells nothing, and nothing is said of it.
    let document = Document::load(&before.snapshot, ActorSeed([0; 16])).ok();
    let read = document.map(|document| Arc::new(document.workspace()));
    let on = before.on;
    keep_up(session, move || compare(session, read.clone(), on))
}

async fn compare(
    session: Session,
    before: Option<Arc<Reading<Workspace>>>,
    on: causeway_model::Date,
) -> Option<Changes> {
    let before = before?;
    let now = session.reading()?;
    let was = gather(&before.value, on).await;
    let found_before = search_in(&was, &before.problems).await;
    let is = gather(&now.value, clock::today()).await;
    let found_now = search_in(&is, &now.problems).await;
    breathe().await;
    Some(Changes::between(
        Side { facts: &was, findings: &found_before },
        Side { facts: &is, findings: &found_now },
    ))
}
