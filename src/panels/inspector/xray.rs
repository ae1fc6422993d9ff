//! The X-ray of a result over a period: what moved it, who holds its levers, what is missing, where it is exposed.
//!
//! The same as `causeway xray` prints. Each node that moved it, or could, shows on the map how it does.

use std::collections::BTreeSet;

use causeway_insight::Findings;
use causeway_insight::calendar::days_after;
use causeway_insight::table::Table;
use causeway_insight::words::Speaker;
use causeway_insight::xray::Xray;
use causeway_model::{Date, NodeId};
use leptos::context::Provider;
use leptos::prelude::*;

use crate::i18n::{Key, t};
use crate::panels::inspector::node::Subject;
use crate::panels::inspector::part::Part;
use crate::platform::clock;
use crate::state::session::Session;
use crate::state::signals::{Traced, breathe, gather, keep_up_with, language, search_in};
use crate::ui::{DateField, MayEdit};

/// How long the period is to begin with: a quarter, as on the command line.
const QUARTER: i64 = 92;

/// What the X-ray shows, with the way of each row.
#[derive(Clone, Debug, PartialEq)]
struct Film {
    line: String,
    tables: Vec<(Table, Vec<Option<Traced>>)>,
}

/// The part of the inspector; it is worked out while it is open.
#[component]
pub(super) fn XrayPart(subject: Subject) -> impl IntoView {
    let Subject { session, id, .. } = subject;
    let today = clock::today();
    let from = RwSignal::new(days_after(today, -QUARTER));
    let to = RwSignal::new(Some(today));
    let id = StoredValue::new(id);
    view! {
        <Part title=Key::PartXray>
            // The period is nobody's but the reader's; what stands beside it is not.
            <Provider value=MayEdit(true)>
                <div class="pair period">
                    <DateField label=Key::XrayFrom value=from commit=Callback::new(move |day| from.set(day))/>
                    <DateField label=Key::XrayTo value=to commit=Callback::new(move |day| to.set(day))/>
                </div>
            </Provider>
            <Shown session id from to/>
        </Part>
    }
}

#[component]
fn Shown(
    session: Session,
    id: StoredValue<NodeId>,
    from: RwSignal<Option<Date>>,
    to: RwSignal<Option<Date>>,
) -> impl IntoView {
    let follow = move || _ = (from.get(), to.get());
    let film = keep_up_with(session, follow, move || async move {
        let period = from.try_get_untracked()?.zip(to.try_get_untracked()?);
        match period.filter(|(from, to)| from <= to) {
            None => Some(None),
            Some((from, to)) => film(session, &id.try_get_value()?, from, to).await,
        }
    });
    // The map goes back to what it was.
    on_cleanup(move || {
        let is_ours = session.traced.try_with_untracked(|traced| {
            traced.as_ref().is_some_and(|traced| traced.is_of("xray"))
        });
        if is_ours == Some(true) {
            session.traced.try_set(None);
        }
    });
    // Only what it shows anew is shown anew: a button that was pressed keeps the focus.
    let film = Memo::new(move |_| film.get().map(|film| Option::<Film>::clone(&film)));
    move || match film.get() {
        None => ().into_any(),
        Some(None) => view! { <p class="empty">{t(Key::XrayEmpty)}</p> }.into_any(),
        Some(Some(Film { line, tables })) => {
            let tables =
                tables.into_iter().map(|(table, ways)| view! { <Rows session table ways/> });
            view! {
                <p>{line}</p>
                {tables.collect_view()}
            }
            .into_any()
        }
    }
}

/// One table; a row whose way is known is a button that shows it on the map.
#[component]
fn Rows(session: Session, table: Table, ways: Vec<Option<Traced>>) -> impl IntoView {
    let Table { title, head, rows, figures } = table;
    let is_figure = move |column: usize| figures.contains(&column);
    let heads = head.into_iter().enumerate().map(|(column, name)| {
        view! { <th scope="col" class:num=is_figure(column)>{name}</th> }
    });
    let body = rows.into_iter().zip(ways.into_iter().chain(std::iter::repeat(None))).map(
        |(cells, way)| {
            let cells =
                cells.into_iter().enumerate().map(|(column, text)| match (column, way.clone()) {
                    (0, Some(way)) => {
                        view! { <th scope="row"><Way session text way/></th> }.into_any()
                    }
                    (0, None) => view! { <th scope="row">{text}</th> }.into_any(),
                    _ if is_figure(column) => view! { <td class="num">{text}</td> }.into_any(),
                    _ => view! { <td>{text}</td> }.into_any(),
                });
            view! { <tr>{cells.collect_view()}</tr> }
        },
    );
    let body = body.collect_view();
    view! {
        <div class="film">
            <table>
                <caption>{title}</caption>
                <thead>
                    <tr>{heads.collect_view()}</tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        </div>
    }
}

/// Shows a way on the map, or takes it away again.
#[component]
fn Way(session: Session, text: String, way: Traced) -> impl IntoView {
    let way = StoredValue::new(way);
    let is_shown = Memo::new(move |_| {
        way.with_value(|way| session.traced.with(|traced| traced.as_ref() == Some(way)))
    });
    view! {
        <button
            type="button"
            aria-pressed=move || is_shown.get().to_string()
            on:click=move |_| {
                session.traced.set((!is_shown.get_untracked()).then(|| way.get_value()));
            }
        >
            {text}
        </button>
    }
}

/// The X-ray as the workspace is now, in slices: none where there is nothing to see through; `None` around
/// that once the session is closed.
async fn film(session: Session, id: &NodeId, from: Date, to: Date) -> Option<Option<Film>> {
    let read = session.reading()?;
    let facts = gather(&read.value, clock::today()).await;
    let place = facts.present().place(id.as_str()).filter(|place| facts.kind(*place).is_measured());
    let Some(place) = place else { return Some(None) };
    let found = search_in(&facts, &read.problems).await;
    breathe().await;
    let findings = Findings::with(&facts, found);
    breathe().await;
    let xray = Xray::of(&facts, &findings, place, from, to);
    let speaker = Speaker { facts: &facts, language: language() };
    let node_way = |node: usize| {
        let places = &xray.paths.get(&node)?.places;
        let named = places.iter().chain([&node, &place]);
        let nodes: BTreeSet<NodeId> =
            named.filter_map(|at| NodeId::new(facts.id(*at)).ok()).collect();
        Some(Traced::along("xray", vec![facts.id(node).to_owned(), id.to_string()], nodes))
    };
    let mut ways: Vec<Vec<Option<Traced>>> = vec![
        xray.direct.iter().map(|found| node_way(found.place)).collect(),
        xray.roots.iter().map(|found| node_way(found.place)).collect(),
        xray.levers.iter().map(|lever| node_way(lever.place)).collect(),
        xray.missing.iter().map(|_| None).collect(),
        xray.by_money.iter().map(|finding| Traced::of(session, finding)).collect(),
        xray.by_arrival.iter().map(|finding| Traced::of(session, finding)).collect(),
    ];
    if xray.unexplained.is_some() {
        ways[0].push(None);
    }
    // Tables without rows are left out, and so are their ways.
    ways.retain(|ways| !ways.is_empty());
    let tables = xray.tables(speaker).into_iter().zip(ways).collect();
    Some(Some(Film { line: xray.line(speaker), tables }))
}
