//! Nothing panics and no figure is anything but a number, whatever a document holds.

use std::collections::BTreeSet;

use causeway_insight::{
    Facts, Findings, Language, agenda::Agenda, brief::Brief, words::Speaker, xray::Xray,
};
use causeway_model::{Date, Json, read};
use causeway_testkit::strategy;
use proptest::prelude::*;

use crate::{SEEDS, findings, random::workspace, scale};

/// Everything that is derived from a tree on a day, as one text.
fn everything(tree: &Json, as_of: Date, language: Language) -> String {
    let reading = read::workspace(tree);
    let facts = Facts::of(&reading.value, as_of);
    let found = Findings::from_facts(&facts, &reading.problems, language);
    let speaker = Speaker { facts: &facts, language };
    let then = Facts::of(&reading.value, Brief::since(&facts));
    let brief = Brief::of(speaker, &found, &then);
    let mut all = [found.to_json().to_string(), found.to_markdown(speaker)].concat();
    for minutes in [0, 1, 60, u32::MAX] {
        let agenda = Agenda::of(&facts, &found, minutes);
        all.extend([agenda.to_json().to_string(), agenda.to_markdown(speaker)]);
    }
    all.extend([brief.to_json().to_string(), brief.to_markdown(), brief.to_html()]);
    for place in facts.places().filter(|place| facts.kind(*place).is_measured()) {
        for from in [Date::MIN, as_of] {
            let xray = Xray::of(&facts, &found, place, from, as_of);
            all.extend([xray.to_json(&facts).to_string(), xray.to_markdown(speaker)]);
        }
    }
    all
}

/// Days at both ends of the calendar, and those that the random workspaces speak of.
fn days() -> impl Strategy<Value = Date> {
    let within = (2023_i32..2029, 1_u32..=12, 1_u32..=28)
        .prop_map(|(year, month, day)| Date::from_ymd_opt(year, month, day).unwrap());
    prop_oneof![8 => within, 1 => Just(Date::MIN), 1 => Just(Date::MAX)]
}

fn languages() -> impl Strategy<Value = Language> {
    prop::sample::select(&Language::ALL[..])
}

/// A figure that is not a number would be `null` or a word.
fn has_absurd_figure(text: &str) -> bool {
    let mut words = text.split(|letter: char| !letter.is_alphabetic());
    words.any(|word| word == "NaN" || word == "inf")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_document_that_follows_the_model_has_findings(tree in strategy::workspace(), on in days(), language in languages()) {
        everything(&tree, on, language);
    }

    #[test]
    fn a_document_that_breaks_the_model_has_findings_too(tree in strategy::broken_workspace(), on in days(), language in languages()) {
        everything(&tree, on, language);
    }

    #[test]
    fn a_busy_document_with_a_broken_part_has_findings_without_absurd_figures(
        seed in any::<u64>(), struck in any::<prop::sample::Index>(), value in strategy::json(), on in days(), language in languages()
    ) {
        let mut tree = workspace(seed);
        let nodes = tree["nodes"].as_object_mut().unwrap();
        let id = nodes.keys().nth(struck.index(nodes.len())).unwrap().clone();
        let key = ["metric", "contract", "owner", "initiative", "maturity", "kind"][struck.index(6)];
        nodes[&id][key] = value;
        prop_assert!(!has_absurd_figure(&everything(&tree, on, language)));
    }
}

#[test]
fn nothing_panics_and_every_figure_is_finite() {
    let mut seen = BTreeSet::new();
    for seed in 0..SEEDS * 2 {
        let found = findings(&workspace(seed));
        let finite = |figure: Option<f64>| figure.is_none_or(f64::is_finite);
        assert!(found.leakage.is_finite());
        assert!(found.status.values().all(|standing| finite(standing.value)), "seed {seed}");
        for finding in &found.findings {
            seen.insert(finding.code);
            assert!(finite(finding.money), "seed {seed}");
            let text = format!("{} {} {}", finding.title, finding.why, finding.next);
            assert!(
                !text.contains(['{', '}']) && !text.contains("NaN"),
                "seed {seed}: {} {text}",
                finding.code
            );
        }
    }
    assert!(seen.len() >= 40, "the random workspaces reach {} rules only: {seen:?}", seen.len());
}

#[test]
fn absurd_figures_stay_finite() {
    for seed in 0..SEEDS {
        let mut tree = workspace(seed);
        for node in tree["nodes"].as_object_mut().unwrap().values_mut() {
            for by in [1e306, 1e-306] {
                let mut metric = node["metric"].take();
                scale(&mut metric, if seed % 2 == 0 { by } else { 1e306 });
                node["metric"] = metric;
            }
        }
        let found = findings(&tree);
        assert!(found.leakage.is_finite(), "seed {seed}");
        assert!(
            found.findings.iter().all(|finding| finding.money.is_none_or(f64::is_finite)),
            "seed {seed}"
        );
        let words = found
            .findings
            .iter()
            .flat_map(|finding| finding.why.split(|letter: char| !letter.is_alphabetic()));
        assert!(words.into_iter().all(|word| word != "NaN" && word != "inf"), "seed {seed}");
    }
}
