//! The leader's page: the index and its movement, objectives, decisions needed, what changed, exposures.
//!
//! It says what `causeway brief` says, from the same words, and every row opens what it is about on the
//! map. It prints on two pages.

mod index;
mod opener;
mod results;
mod since;
mod steps;

use std::sync::Arc;

use causeway_insight::brief::{Section, Topic};
use leptos::prelude::*;

use crate::i18n::{Key, t};
use crate::platform::paper;
use crate::state::brief::{Page, write};
use crate::state::route::Router;
use crate::state::session::Session;
use crate::ui::{Glyph, Icon};

use index::IndexSection;
use opener::Openers;
use results::{ExposureTable, ResultTable};
use since::SinceBlock;
use steps::{ChangeList, DecisionList};

/// The page, as long as it is on the screen; it follows every change.
#[component]
pub fn BriefView(
    /// The open workspace.
    session: Session,
    /// The way to the map.
    router: Router,
) -> impl IntoView {
    let page = write(session);
    // What is equal stays as it is on the screen: someone may be reading it.
    let page = Memo::new(move |_| page.get());
    let openers = Openers { session, router };
    view! {
        <div class="scroller" tabindex="0" role="group" aria-label=t(Key::ScreenBrief)>
            <div class="screen brief" aria-busy=move || page.with(Option::is_none).to_string()>
                {move || match page.get() {
                    None => view! { <p class="quiet" role="status">{t(Key::BriefWriting)}</p> }.into_any(),
                    Some(page) => view! { <Written page openers/> }.into_any(),
                }}
            </div>
        </div>
    }
}

/// The page once it is written.
#[component]
fn Written(page: Arc<Page>, openers: Openers) -> impl IntoView {
    let (line, lead) = (page.brief.line.clone(), page.brief.lead.clone());
    let title = page.brief.title.clone();
    let is_viewing = move || !openers.session.can_edit();
    let show = {
        let page = Arc::clone(&page);
        move |topics: &[Topic]| {
            let shown =
                page.brief.sections.iter().filter(|section| topics.contains(&section.topic));
            shown.map(|section| shown_section(&page, section, openers)).collect_view()
        }
    };
    view! {
        <header class="brief-head">
            <p class="small quiet">{title}" · "{line}</p>
            <h1>{lead}</h1>
            <p class="row no-print">
                <button class="button" type="button" data-size="s" on:click=|_| paper::print()>
                    <Icon of=Glyph::Print/>
                    {t(Key::BriefPrint)}
                </button>
                <Show when=is_viewing>
                    <span class="chip">
                        <Icon of=Glyph::Eye/>
                        {t(Key::BriefViewing)}
                    </span>
                </Show>
            </p>
        </header>
        <SinceBlock openers/>
        {show(&[Topic::Index, Topic::Objectives])}
        <div class="halves">
            <div>{show(&[Topic::Decisions, Topic::Changes])}</div>
            <div>{show(&[Topic::Exposures])}</div>
        </div>
        <footer class="small quiet">{t(Key::BriefFoot)}</footer>
    }
}

fn shown_section(page: &Arc<Page>, section: &Section, openers: Openers) -> AnyView {
    let page = Arc::clone(page);
    let section = section.clone();
    match section.topic {
        Topic::Index => view! { <IndexSection page section/> }.into_any(),
        Topic::Objectives => view! { <ResultTable page section openers/> }.into_any(),
        Topic::Decisions => view! { <DecisionList page section openers/> }.into_any(),
        Topic::Changes => view! { <ChangeList page section openers/> }.into_any(),
        Topic::Exposures => view! { <ExposureTable page section openers/> }.into_any(),
    }
}

/// The cell of a row; empty where there is none.
fn cell(row: &[String], column: usize) -> String {
    row.get(column).cloned().unwrap_or_default()
}
