//! The lists of the brief: decisions needed, and what changed.

use std::sync::Arc;

use causeway_insight::brief::{About, Section};
use causeway_model::Date;
use leptos::prelude::*;

use crate::i18n::Key;
use crate::i18n::say_count;
use crate::state::brief::Page;
use crate::ui::{Mark, StatusMark};
use crate::views::brief::cell;
use crate::views::brief::opener::Openers;

/// What someone must decide, the earliest day first.
#[component]
pub(super) fn DecisionList(page: Arc<Page>, section: Section, openers: Openers) -> impl IntoView {
    let as_of = page.brief.as_of;
    let rows = section.about.into_iter().zip(section.table.rows).map(|(about, row)| {
        let late = match &about {
            About::Finding(at) => {
                page.findings.get(*at).and_then(|found| late(found.next_by, as_of))
            }
            _ => None,
        };
        // The last row may say how many more there are, in its first cell.
        let is_rest = about == About::Nothing;
        let (due, what) = if is_rest { (String::new(), 0) } else { (cell(&row, 0), 1) };
        view! {
            <li>
                <p class="due">
                    <b>{due}</b>
                    {late
                        .map(|days| {
                            view! {
                                <span class="is" data-st="act">
                                    <StatusMark of=Mark::Act/>
                                    {say_count(Key::BriefLate, days)}
                                </span>
                            }
                        })}
                </p>
                <div>
                    <h3>{openers.button(&page, &about, cell(&row, what))}</h3>
                    <p>{(!is_rest).then(|| cell(&row, 2))}</p>
                </div>
            </li>
        }
    });
    view! {
        <section aria-labelledby="brief-decisions">
            <h2 id="brief-decisions">{section.table.title}</h2>
            <ol class="decide">{rows.collect_view()}</ol>
        </section>
    }
}

/// What stands otherwise than it did, the worst first.
#[component]
pub(super) fn ChangeList(page: Arc<Page>, section: Section, openers: Openers) -> impl IntoView {
    let rows = section.about.into_iter().zip(section.table.rows).map(|(about, row)| {
        let mark = match &about {
            About::Node { standing, .. } => Some(Mark::from(standing.status)),
            _ => None,
        };
        view! {
            <li>
                <span class="is" data-st=mark.map(Mark::state)>
                    {mark.map(|mark| view! { <StatusMark of=mark/> })}
                    {openers.button(&page, &about, cell(&row, 0))}
                </span>
                <b>{cell(&row, 1)}</b>
                <span class="quiet">{without_shapes(&cell(&row, 2))}</span>
            </li>
        }
    });
    view! {
        <section aria-labelledby="brief-changes">
            <h2 id="brief-changes">{section.table.title}</h2>
            <ul class="changed">{rows.collect_view()}</ul>
        </section>
    }
}

/// How many days late it is, if it is.
fn late(due: Option<Date>, as_of: Date) -> Option<usize> {
    let days = (as_of - due?).num_days();
    usize::try_from(days).ok().filter(|days| *days > 0)
}

/// A status without the letters that stand for its shape: here the shape is drawn.
pub(super) fn without_shapes(text: &str) -> String {
    let words = text.split(' ').filter(|word| !matches!(*word, "●" | "▲" | "◆" | "○"));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use causeway_model::time::parse_date;

    use super::*;

    #[test]
    fn only_what_is_past_its_day_is_late() {
        let day = |text| parse_date(text);
        let today = day("2026-03-31").unwrap();
        assert_eq!(late(day("2026-03-02"), today), Some(29));
        assert_eq!(late(day("2026-03-31"), today), None);
        assert_eq!(late(day("2026-05-29"), today), None);
        assert_eq!(late(None, today), None);
    }

    #[test]
    fn a_status_keeps_its_words() {
        assert_eq!(without_shapes("● ok → ◆ in act, worsening"), "ok → in act, worsening");
    }
}
