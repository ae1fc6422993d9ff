//! One line for each workspace: a digest of all that the engine says of it.
//!
//! Natively and in a browser the lines must be the same: then so are the bytes.

use std::fmt::Write as _;

use causeway_insight::agenda::Agenda;
use causeway_insight::brief::Brief;
use causeway_insight::words::Speaker;
use causeway_insight::xray::Xray;
use causeway_insight::{Facts, Findings, Language};
use causeway_model::node::NodeKind;
use causeway_model::{Json, read, time::parse_date};

#[path = "../../tests/properties/random.rs"]
mod random;

/// How many random workspaces there are.
const SEEDS: u64 = 300;
const AS_OF: &str = "2026-03-31";
/// Where the X-rays begin.
const FROM: &str = "2025-10-01";

/// The worked cases.
const CASES: [(&str, &str); 4] = [
    ("green-dashboard", include_str!("../../tests/cases/green-dashboard/workspace.json")),
    ("saas-retention", include_str!("../../tests/cases/saas-retention/workspace.json")),
    (
        "savings-against-speed",
        include_str!("../../tests/cases/savings-against-speed/workspace.json"),
    ),
    ("trade-off-decided", include_str!("../../tests/cases/trade-off-decided/workspace.json")),
];

/// A line for each case and each random workspace.
pub(crate) fn lines() -> String {
    let mut text = String::new();
    for (name, source) in CASES {
        let tree: Json = serde_json::from_str(source).unwrap();
        writeln!(text, "{name} {:016x}", digest(&tree)).unwrap();
    }
    for seed in 0..SEEDS {
        writeln!(text, "seed-{seed} {:016x}", digest(&random::workspace(seed))).unwrap();
    }
    text
}

/// A digest of the findings with status and index, the agenda, the brief and all X-rays, in both languages.
fn digest(tree: &Json) -> u64 {
    let reading = read::workspace(tree);
    let facts = Facts::of(&reading.value, parse_date(AS_OF).unwrap());
    let then = Facts::of(&reading.value, Brief::since(&facts));
    let mut hash = Fnv::default();
    for language in Language::ALL {
        let speaker = Speaker { facts: &facts, language };
        let found = Findings::from_facts(&facts, &reading.problems, language);
        said(speaker, &found, &then, &mut hash);
    }
    hash.0
}

fn said(speaker: Speaker<'_, '_>, found: &Findings, then: &Facts<'_>, hash: &mut Fnv) {
    hash.add(&found.to_json().to_string());
    let agenda = Agenda::of(speaker.facts, found, 60);
    hash.add(&agenda.to_json().to_string());
    hash.add(&agenda.to_markdown(speaker));
    let brief = Brief::of(speaker, found, then);
    hash.add(&brief.to_json().to_string());
    hash.add(&brief.to_html());
    for kpi in speaker.facts.of_kind(NodeKind::Kpi) {
        let xray = Xray::of(speaker.facts, found, kpi, parse_date(FROM).unwrap(), found.as_of);
        hash.add(&xray.to_json(speaker.facts).to_string());
        hash.add(&xray.to_markdown(speaker));
    }
}

/// The hash of Fowler, Noll and Vo, 64 bits: the same everywhere, and enough to tell texts apart.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn add(&mut self, text: &str) {
        for byte in text.bytes() {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
