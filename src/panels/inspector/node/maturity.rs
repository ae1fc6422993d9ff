//! How well a driver is understood and steered, dimension by dimension.

use causeway_model::{Assessment, Dimension, Level};
use leptos::prelude::*;

use crate::i18n::{Key, say, say_count, t};
use crate::panels::inspector::cells::{DateCell, TextCell, field};
use crate::panels::inspector::node::Subject;
use crate::panels::inspector::part::Part;
use crate::panels::inspector::spot::Spot;
use crate::panels::inspector::words::{LEVELS, Word};
use crate::ui::field::fresh_id;
use crate::ui::{CrossButton, Reading, may_edit};

/// Strategy, process, technology and people: where each stands, and where it should get.
#[component]
pub(super) fn Maturity(subject: Subject) -> impl IntoView {
    let node = subject.node;
    let sum = Signal::derive(move || {
        let assessed = node.with(|node| {
            let maturity = node.maturity.as_ref();
            let has_level = |dimension: &&Dimension| {
                maturity.and_then(|maturity| maturity.of(**dimension)?.level).is_some()
            };
            Dimension::ALL.iter().filter(has_level).count()
        });
        if assessed == 0 { String::new() } else { say_count(Key::MaturitySum, assessed) }
    });
    view! {
        <Part title=Key::PartMaturity sum>
            {Dimension::ALL
                .iter()
                .map(|dimension| {
                    view! { <DimensionFields subject=subject.clone() dimension=*dimension/> }
                })
                .collect_view()}
        </Part>
    }
}

/// One dimension.
#[component]
fn DimensionFields(subject: Subject, dimension: Dimension) -> impl IntoView {
    let Subject { node, spot, .. } = subject;
    let spot = spot.at("maturity").key(dimension.word());
    let assessment = field(node, move |node| {
        let found = node.maturity.as_ref().and_then(|maturity| maturity.of(dimension));
        found.cloned().unwrap_or_else(Assessment::default)
    });
    view! {
        <section class="dimension" aria-label=t(dimension.label())>
            <h4>{t(dimension.label())}</h4>
            <Rungs
                label=Key::MaturityLevel
                spot=spot.at("level")
                level=Signal::derive(move || assessment.with(|found| found.level))
            />
            <Rungs
                label=Key::MaturityTarget
                spot=spot.at("target")
                level=Signal::derive(move || assessment.with(|found| found.target))
                is_target=true
            />
            <TextCell
                label=Key::MaturityEvidence
                spot=spot.at("evidence")
                text=Signal::derive(move || assessment.with(|found| found.evidence.clone()))
                ask=Key::MaturityEvidenceAsk
            />
            <DateCell
                label=Key::MaturityAssessed
                spot=spot.at("assessed")
                day=Signal::derive(move || assessment.with(|found| found.assessed))
            />
        </section>
    }
}

/// The five levels, filled like water up to the one that is chosen.
#[component]
fn Rungs(
    label: Key,
    spot: Spot,
    level: Signal<Option<Level>>,
    #[prop(optional)] is_target: bool,
) -> impl IntoView {
    let name = fresh_id();
    let number = Memo::new(move |_| level.get().map(Level::get));
    let said = move || match number.get().and_then(|n| LEVELS.get(usize::from(n) - 1)) {
        Some(level) => say(*level).to_owned(),
        None => say(Key::MaturityNone).to_owned(),
    };
    if !may_edit() {
        let text = Signal::derive(move || number.get().map(|_| said()).unwrap_or_default());
        return view! { <Reading label text/> }.into_any();
    }
    let clear = spot.clone();
    let rung = |at: u8| {
        let spot = spot.clone();
        let title = LEVELS[usize::from(at) - 1];
        view! {
            <label title=t(title)>
                <input
                    type="radio"
                    name=name.clone()
                    value=at.to_string()
                    aria-label=move || format!("{at}, {}", say(title))
                    prop:checked=move || number.get() == Some(at)
                    on:change=move |_| spot.put(Some(at.into()))
                />
                {at}
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend>
                {t(label)}
                <span class="unit">" · "{said}</span>
            </legend>
            <div class="rungs" data-role=is_target.then_some("target")>
                {(1..=5).map(rung).collect_view()}
                <CrossButton
                    label=t(Key::MaturityClear)
                    press=move |()| clear.put(None)
                    has_tip=true
                    is_idle=Signal::derive(move || number.get().is_none())
                />
            </div>
        </fieldset>
    }
    .into_any()
}
