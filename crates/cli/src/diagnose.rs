//! `causeway diagnose`: what drives the results, what is missing, where the strategy is exposed.

use causeway_insight::finding::{Finding, Group};
use causeway_insight::findings::{Findings, SECTIONS};
use causeway_insight::words::{Said, Speaker, Word, fill};
use causeway_model::file;

use crate::arguments::{Diagnose, Format};
use crate::failure::Failure;
use crate::look::Look;
use crate::output;
use crate::page::{Block, Entry, Page, Tone};

const AS_OF: Said = Said { en: "As of {day}.", pt: "Posição de {day}." };
const NONE: Said = Said { en: "Nothing was found.", pt: "Nada foi encontrado." };

/// Diagnoses one workspace; fails where an open finding is as severe as was asked.
pub(crate) fn run(arguments: &Diagnose) -> Result<(), Failure> {
    let look = Look::at(&arguments.subject)?;
    let facts = look.facts();
    let findings = look.findings(&facts);
    let speaker = look.speaker(&facts);
    let written = match arguments.format {
        Format::Text => output::show(&page(&findings, speaker)),
        Format::Json => output::print(&file::print(&findings.to_json())),
        Format::Markdown => output::print(&findings.to_markdown(speaker)),
    };
    // Whether a strategy passes doesn't depend on who reads on.
    if arguments.fail_on().is_some_and(|severity| findings.has_open(severity)) {
        return match written {
            Ok(()) | Err(Failure::ReaderGone) => Err(Failure::Found),
            Err(failure) => Err(failure),
        };
    }
    written
}

fn page(findings: &Findings, speaker: Speaker<'_, '_>) -> Page {
    let as_of = fill(speaker.language_text(AS_OF), |name| {
        (name == "day").then(|| speaker.say(&Word::Day(Some(findings.as_of))))
    });
    let index = findings.index_in_words(speaker);
    let leakage = findings.leakage_in_words(speaker);
    let mut page = Page::titled(&findings.title);
    page.add(Block::Text(format!("{as_of} {index} {leakage}")));
    for section in SECTIONS {
        let found = findings.findings.iter().filter(|finding| section.holds(finding));
        let entries: Vec<Entry> = found.map(|finding| entry(finding, speaker)).collect();
        if !entries.is_empty() {
            let count = entries.len();
            page.add(Block::Heading(format!("{} ({count})", speaker.term(section.title))));
            page.add(Block::Entries(entries));
        }
    }
    if findings.findings.is_empty() {
        page.add(Block::Text(speaker.term(NONE)));
    }
    page
}

/// A finding: why and what next, or only what next for what is merely not filled in yet.
fn entry(finding: &Finding, speaker: Speaker<'_, '_>) -> Entry {
    let why = (finding.group == Group::Signal).then(|| (Tone::Plain, finding.why.clone()));
    let next = (Tone::Strong, format!("→ {}", finding.next));
    let answer = finding.answer_in_words(speaker).map(|answer| (Tone::Good, answer));
    Entry {
        mark: (Tone::of(finding.severity), speaker.term(finding.severity.said())),
        title: finding.title.clone(),
        aside: finding.code.to_owned(),
        lines: why.into_iter().chain([next]).chain(answer).collect(),
    }
}
