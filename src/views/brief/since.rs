//! What changed in a publication since its reader looked last.

use std::sync::Arc;

use causeway_insight::words::figure;
use causeway_insight::{Finding, Status};
use causeway_model::{NodeId, Text};
use leptos::prelude::*;

use crate::i18n::{Key, day, say, say_count, say_with, t, title_or_nameless};
use crate::state::published::changes::{Changed, Changes};
use crate::state::published::since::since;
use crate::state::published::{Before, Published};
use crate::state::signals::language;
use crate::ui::{Glyph, Icon, Mark, StatusMark};
use crate::views::brief::opener::Openers;

/// So many rows of a kind are shown; the rest is a number.
const SHOWN: usize = 6;

/// The block; nothing in a workspace that is no publication, and nothing on a first look.
#[component]
pub(super) fn SinceBlock(openers: Openers) -> impl IntoView {
    use_context::<Published>().map(|published| {
        move || published.before().get().map(|before| view! { <Since published before openers/> })
    })
}

/// What changed from one version to the one that is shown.
#[component]
fn Since(published: Published, before: Arc<Before>, openers: Openers) -> impl IntoView {
    let changes = since(openers.session, Arc::clone(&before));
    let changes = Memo::new(move |_| changes.get());
    let title = {
        let before = Arc::clone(&before);
        move || {
            let sequence = before.sequence.to_string();
            say_with(Key::SinceTitle, &[("date", &day(before.on)), ("sequence", &sequence)])
        }
    };
    view! {
        <section class="since notice" aria-labelledby="brief-since">
            <div>
                <h2 id="brief-since">{title}</h2>
                {move || {
                    changes
                        .get()
                        .map(|changes| {
                            if changes.is_empty() {
                                view! { <p class="quiet">{t(Key::SinceNothing)}</p> }.into_any()
                            } else {
                                view! { <ul class="since-list">{rows(&changes, openers)}</ul> }.into_any()
                            }
                        })
                }}
                <p class="row no-print">
                    <button
                        class="button"
                        type="button"
                        data-size="s"
                        on:click=move |_| published.settle()
                    >
                        <Icon of=Glyph::Check/>
                        {t(Key::SinceSeen)}
                    </button>
                </p>
            </div>
        </section>
    }
}

/// One entry for each kind of change that there is.
fn rows(changes: &Changes, openers: Openers) -> Vec<AnyView> {
    let statuses = changes.statuses.iter().map(|changed| status_row(changed, openers));
    let values = changes.values.iter().map(|changed| value_row(changed, openers));
    let found = changes.found.iter().map(|finding| finding_row(finding, openers));
    let settled = changes.settled.iter().map(|finding| plain(finding.title.clone()));
    let came = changes.came.iter().map(|(node, title)| openers.node(node, named(title)));
    let went = changes.went.iter().map(|title| plain(named(title)));
    let kinds = [
        kind(Key::SinceStatuses, statuses.collect()),
        kind(Key::SinceFound, found.collect()),
        kind(Key::SinceSettled, settled.collect()),
        kind(Key::SinceValues, values.collect()),
        kind(Key::SinceCame, came.collect()),
        kind(Key::SinceWent, went.collect()),
        kind(Key::SinceLinked, changes.linked.iter().map(link_row).collect()),
        kind(Key::SinceUnlinked, changes.unlinked.iter().map(link_row).collect()),
    ];
    kinds.into_iter().flatten().collect()
}

/// A kind of change with its rows; nothing where there are none.
fn kind(title: Key, mut rows: Vec<AnyView>) -> Option<AnyView> {
    let count = rows.len();
    if count == 0 {
        return None;
    }
    rows.truncate(SHOWN);
    let rest = count.saturating_sub(SHOWN);
    let rows = rows.into_iter().map(|row| view! { <li>{row}</li> }).collect_view();
    Some(
        view! {
            <li>
                <h3>{move || say_count(title, count)}</h3>
                <ul>
                    {rows}
                    {(rest > 0)
                        .then(|| {
                            view! { <li class="quiet">{move || say_count(Key::SinceMore, rest)}</li> }
                        })}
                </ul>
            </li>
        }
        .into_any(),
    )
}

fn status_row(changed: &Changed<Status>, openers: Openers) -> AnyView {
    let (was, is) = (Mark::from(changed.was), Mark::from(changed.is));
    let title = openers.node(&changed.node, named(&changed.title));
    view! {
        {title}
        " "
        <span class="quiet">{move || say_with(Key::SinceWas, &[("was", say(was.word()))])}</span>
        " "
        <span class="is" data-st=is.state()>
            <StatusMark of=is/>
            {t(is.word())}
        </span>
    }
    .into_any()
}

fn value_row(changed: &Changed<Option<f64>>, openers: Openers) -> AnyView {
    let title = openers.node(&changed.node, named(&changed.title));
    let (was, is, unit) = (changed.was, changed.is, changed.unit.clone());
    let said = move |value: Option<f64>| match value {
        Some(value) => format!("{}\u{a0}{unit}", figure(value, language())).trim_end().to_owned(),
        None => say(Key::SinceNoValue).to_owned(),
    };
    let was_said = {
        let said = said.clone();
        move || say_with(Key::SinceWas, &[("was", &said(was))])
    };
    view! {
        {title}
        " "
        <span class="quiet">{was_said}</span>
        " "
        <b class="num">{move || said(is)}</b>
    }
    .into_any()
}

fn finding_row(finding: &Finding, openers: Openers) -> AnyView {
    openers.finding(finding.clone(), finding.title.clone())
}

fn link_row((from, to): &(Text, Text)) -> AnyView {
    plain(format!("{} → {}", named(from), named(to)))
}

fn plain(words: String) -> AnyView {
    view! { <span>{words}</span> }.into_any()
}

fn named(title: &Text) -> String {
    title_or_nameless(title)
}

impl Openers {
    /// A node's title, which shows it on the map.
    fn node(self, node: &NodeId, words: String) -> AnyView {
        let node = node.clone();
        self.press(move |openers| openers.open_node(&node), words)
    }

    /// A finding's title, which shows what it is about.
    fn finding(self, finding: Finding, words: String) -> AnyView {
        self.press(move |openers| openers.trace(&finding), words)
    }
}
