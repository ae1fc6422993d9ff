//! The index: its total, which is its weakest part, and how each part moved.

use std::cmp::Ordering;
use std::sync::Arc;

use causeway_insight::brief::Section;
use causeway_insight::findings::Part;
use leptos::prelude::*;

use crate::i18n::{Key, say_with, t};
use crate::state::brief::Page;
use crate::views::brief::cell;

/// The index and its four parts, each with what it was before.
#[component]
pub(super) fn IndexSection(page: Arc<Page>, section: Section) -> impl IntoView {
    let (now, before) = (page.brief.index, page.brief.before);
    let parts = Part::ALL.iter().zip(section.table.rows).map(|(part, row)| {
        let (now, before) = (now.part(*part), before.part(*part));
        let share = now.unwrap_or(0);
        view! {
            <li>
                <span>{cell(&row, 0)}</span>
                <b>{cell(&row, 1)}</b>
                <span class="bar" aria-hidden="true">
                    <i style:width=format!("{share}%")></i>
                </span>
                <small>{moved(now, before)}</small>
            </li>
        }
    });
    view! {
        <section class="index" aria-labelledby="brief-index">
            <div class="index-total">
                <h2 id="brief-index">{section.table.title}</h2>
                <p>
                    <b>{now.total().map_or_else(|| "–".to_owned(), |total| total.to_string())}</b>
                    " "
                    <span class="quiet">{t(Key::BriefOf100)}</span>
                </p>
                <p class="small quiet">{moved(now.total(), before.total())}</p>
            </div>
            <ul class="index-parts">{parts.collect_view()}</ul>
        </section>
    }
}

/// How a figure moved, in words.
fn moved(now: Option<u8>, before: Option<u8>) -> String {
    let (Some(now), Some(before)) = (now, before) else {
        return before.map_or_else(String::new, |before| said(Key::BriefBefore, before));
    };
    match now.cmp(&before) {
        Ordering::Equal => said(Key::BriefSame, before),
        Ordering::Greater => said(Key::BriefRose, before),
        Ordering::Less => said(Key::BriefFell, before),
    }
}

fn said(key: Key, before: u8) -> String {
    say_with(key, &[("before", &before.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_says_whether_it_rose_fell_or_stayed() {
        assert_eq!(moved(Some(62), Some(58)), "up from 58");
        assert_eq!(moved(Some(58), Some(62)), "down from 62");
        assert_eq!(moved(Some(62), Some(62)), "62 before as well");
        assert_eq!(moved(None, Some(62)), "62 before");
        assert_eq!(moved(Some(62), None), "");
    }
}
