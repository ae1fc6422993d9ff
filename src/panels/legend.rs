//! What the colour of the cards means while it says something besides their state, in a corner of the map.

use std::collections::BTreeMap;

use causeway_model::NodeId;
use causeway_model::order::Arrange as _;
use leptos::prelude::*;

use crate::i18n::{Key, say, say_count_with, t};
use crate::state::lens::Overlay;
use crate::views::map::{Atlas, Tint, Tints};

/// So many people are listed at most; the cards say who the others are.
const MOST_PEOPLE: usize = 6;

/// The legend of the chosen overlay: its scale or its people, of how many cards anything is known, and what to do
/// where it is of none.
#[component]
pub fn Legend(
    /// The map.
    atlas: Atlas,
) -> impl IntoView {
    let session = atlas.session();
    let overlay = session.lens.overlay;
    let tints = atlas.tints();
    let known = Memo::new(move |_| {
        tints.with(|tints| tints.values().filter(|tint| is_known(tint)).count())
    });
    // Of money nothing is said where there is none.
    let all = move || match overlay.get() {
        Overlay::Leverage | Overlay::Money => session.node_ids().with(Vec::len),
        _ => tints.with(|tints| tints.len()),
    };
    let scale = move || {
        if known.get() == 0 {
            return view! { <p role="status">{t(empty(overlay.get()))}</p> }.into_any();
        }
        let of = match overlay.get() {
            Overlay::Ownership => view! { <People tints/> }.into_any(),
            overlay => view! { <Scale overlay tints/> }.into_any(),
        };
        let count = say_count_with(Key::LegendKnown, known.get(), &[("all", &all().to_string())]);
        view! {
            {of}
            <p class="quiet" role="status">
                {count}
            </p>
        }
        .into_any()
    };
    view! {
        <section class="legend" aria-label=t(Key::LegendLabel)>
            <h2>{move || say(overlay.get().label())}</h2>
            {scale}
        </section>
    }
}

fn is_known(tint: &Tint) -> bool {
    tint.share.is_some() || tint.crew.is_some()
}

/// From empty to full, with what each end stands for.
#[component]
fn Scale(overlay: Overlay, tints: Signal<Tints>) -> impl IntoView {
    let fullest = move || tints.with(|tints| fullest(tints));
    let (least, most) = match overlay {
        Overlay::Maturity => ("0".to_owned(), Signal::derive(|| "5".to_owned())),
        Overlay::Freshness => {
            (say(Key::LegendOld).to_owned(), Signal::derive(|| say(Key::LegendToday).to_owned()))
        }
        _ => ("0".to_owned(), Signal::derive(fullest)),
    };
    view! {
        <div class="scale">
            <span class="bar" aria-hidden="true"></span>
            <span>{least}</span>
            <span>{most}</span>
        </div>
    }
}

/// What the fullest card says.
fn fullest(tints: &BTreeMap<NodeId, Tint>) -> String {
    let full = tints.values().filter(|tint| tint.share.is_some_and(|share| share >= 1.0));
    full.map(|tint| tint.words.clone()).next().unwrap_or_default()
}

/// Whose colour is which, and how much each owns; at the end what nobody owns.
#[component]
fn People(tints: Signal<Tints>) -> impl IntoView {
    let person = |(Whose { crew, name }, count): (Whose, usize)| {
        view! {
            <li>
                <span class="swatch" data-crew=crew.map(|crew| crew.to_string())></span>
                <span>{name}</span>
                <b>{count}</b>
            </li>
        }
    };
    move || {
        let people = tints.with(|tints| owners(tints));
        view! { <ul>{people.into_iter().map(person).collect_view()}</ul> }
    }
}

/// Somebody, or nobody, with the colour of their cards.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Whose {
    crew: Option<u8>,
    name: String,
}

/// Who owns how many, the most first; nobody is the last.
fn owners(tints: &BTreeMap<NodeId, Tint>) -> Vec<(Whose, usize)> {
    let mut counts = BTreeMap::new();
    for tint in tints.values() {
        let whose = Whose { crew: tint.crew, name: tint.words.clone() };
        *counts.entry(whose).or_insert(0_usize) += 1;
    }
    let (mut people, nobody): (Vec<_>, Vec<_>) =
        counts.into_iter().partition(|(whose, _)| whose.crew.is_some());
    people.arrange_by_key(|(_, count)| std::cmp::Reverse(*count));
    people.truncate(MOST_PEOPLE);
    people.extend(nobody);
    people
}

/// What to do where nothing is known of any card.
fn empty(overlay: Overlay) -> Key {
    match overlay {
        Overlay::Maturity => Key::LegendNoMaturity,
        Overlay::Ownership => Key::LegendNoOwners,
        Overlay::Leverage => Key::LegendNoLeverage,
        Overlay::Money => Key::LegendNoMoney,
        Overlay::Freshness | Overlay::Status => Key::LegendNoValues,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tint(share: Option<f64>, crew: Option<u8>, words: &str) -> Tint {
        Tint { share, crew, words: words.to_owned() }
    }

    fn painted(tints: impl IntoIterator<Item = Tint>) -> BTreeMap<NodeId, Tint> {
        let named = |(at, tint)| (format!("n{at}").parse().unwrap(), tint);
        tints.into_iter().enumerate().map(named).collect()
    }

    #[test]
    fn who_owns_most_comes_first_and_nobody_last() {
        let (ana, ben, nobody) =
            (tint(None, Some(1), "Ana"), tint(None, Some(2), "Ben"), tint(None, None, "no owner"));
        let all = painted([nobody.clone(), ana, ben.clone(), ben, nobody.clone(), nobody]);
        let told: Vec<_> =
            owners(&all).into_iter().map(|(whose, count)| (whose.name, count)).collect();
        assert_eq!(
            told,
            [("Ben".to_owned(), 2), ("Ana".to_owned(), 1), ("no owner".to_owned(), 3)]
        );
    }

    #[test]
    fn the_end_of_the_scale_is_what_the_fullest_card_says() {
        let all = painted([
            tint(Some(0.4), None, "40"),
            tint(Some(1.0), None, "100"),
            tint(None, None, "?"),
        ]);
        assert_eq!(fullest(&all), "100");
    }
}
