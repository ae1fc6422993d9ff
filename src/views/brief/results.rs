//! The tables of the brief: objectives with what serves them, and exposures.

use std::sync::Arc;

use causeway_insight::brief::{About, Section};
use causeway_model::NodeId;
use leptos::prelude::*;

use crate::i18n::{Key, say_with};
use crate::platform::clock;
use crate::state::brief::Page;
use crate::ui::{Mark, StatusMark};
use crate::views::brief::cell;
use crate::views::brief::opener::Openers;
use crate::views::brief::steps::without_shapes;

/// The objectives, and under each what serves it.
#[component]
pub(super) fn ResultTable(page: Arc<Page>, section: Section, openers: Openers) -> impl IntoView {
    let head = Head::of(&section);
    let rows = section.about.into_iter().zip(section.table.rows).map(|(about, row)| {
        let (mark, is_under) = match &about {
            About::Node { standing, is_under, .. } => (Some(Mark::from(standing.status)), *is_under),
            _ => (None, true),
        };
        let title = cell(&row, 0);
        let title = title.strip_prefix("– ").unwrap_or(&title).to_owned();
        let warning = Some(cell(&row, 4)).filter(|warning| !warning.is_empty());
        // A day that has passed warns of nothing: it says when the effect was due.
        let warning = warning.map(|date| match &about {
            About::Node { node, .. } if was_due(&page, node) => {
                say_with(Key::BriefWasDue, &[("date", &date)])
            }
            _ => date,
        });
        view! {
            <tr class=if is_under { "under" } else { "land-row" }>
                <th scope="row">{openers.button(&page, &about, title)}</th>
                <td>
                    {mark
                        .map(|mark| {
                            view! {
                                <span class="is" data-st=mark.state()>
                                    <StatusMark of=mark/>
                                    {without_shapes(&cell(&row, 1))}
                                </span>
                            }
                        })}
                </td>
                <td class="num strong" data-label=head.word(2)>{cell(&row, 2)}</td>
                <td class="num" data-label=head.word(3)>{cell(&row, 3)}</td>
                <td data-label=head.word(4)>
                    {warning.map(|warning| view! { <span class="chip" data-tone="overprint">{warning}</span> })}
                </td>
                <td data-label=head.word(5)>{cell(&row, 5)}</td>
            </tr>
        }
    });
    view! {
        <section aria-labelledby="brief-objectives">
            <h2 id="brief-objectives">{section.table.title}</h2>
            <table class="table results">
                {head.view()}
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
}

/// Whether the day has passed on which what a node is warned of was to arrive.
fn was_due(page: &Page, node: &NodeId) -> bool {
    let today = clock::today();
    page.findings.iter().any(|finding| {
        finding.code == "early-warning"
            && finding.subject.first().is_some_and(|subject| subject == node.as_str())
            && finding.arrives_on.is_some_and(|on| on < today)
    })
}

/// What costs, or will, the most first.
#[component]
pub(super) fn ExposureTable(page: Arc<Page>, section: Section, openers: Openers) -> impl IntoView {
    let head = Head::of(&section);
    let rows = section.about.into_iter().zip(section.table.rows).map(|(about, row)| {
        let (title, sum) = (cell(&row, 0), cell(&row, 1));
        view! {
            <tr>
                <th scope="row">{openers.button(&page, &about, title)}</th>
                <td class="num"><b>{sum}</b></td>
                <td class="nowrap">{cell(&row, 2)}</td>
            </tr>
        }
    });
    view! {
        <section aria-labelledby="brief-exposures">
            <h2 id="brief-exposures">{section.table.title}</h2>
            <table class="table">
                {head.view()}
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </section>
    }
}

/// The heads of a table's columns.
struct Head {
    words: Vec<String>,
    figures: &'static [usize],
}

impl Head {
    fn of(section: &Section) -> Self {
        Self { words: section.table.head.clone(), figures: section.table.figures }
    }

    /// What a column is called; a phone shows it beside the cell.
    fn word(&self, column: usize) -> String {
        cell(&self.words, column)
    }

    fn view(&self) -> impl IntoView + use<> {
        let figures = self.figures;
        let words = self.words.clone().into_iter().enumerate().map(move |(column, word)| {
            let class = figures.contains(&column).then_some("num");
            view! { <th scope="col" class=class>{word}</th> }
        });
        view! { <thead><tr>{words.collect_view()}</tr></thead> }
    }
}
