//! `causeway agenda`: the agenda of the next review, written by the findings.

use causeway_insight::agenda::{Agenda, Item};
use causeway_insight::words::Speaker;
use causeway_model::file;

use crate::arguments::{self, Format};
use crate::failure::Failure;
use crate::look::Look;
use crate::output;
use crate::page::{Block, Entry, Page, Tone};

/// Writes the agenda of one workspace.
pub(crate) fn run(arguments: &arguments::Agenda) -> Result<(), Failure> {
    let look = Look::at(&arguments.subject)?;
    let facts = look.facts();
    let agenda = Agenda::of(&facts, &look.findings(&facts), arguments.minutes);
    let speaker = look.speaker(&facts);
    match arguments.format {
        Format::Text => output::show(&page(&agenda, speaker)),
        Format::Json => output::print(&file::print(&agenda.to_json())),
        Format::Markdown => output::print(&agenda.to_markdown(speaker)),
    }
}

fn page(agenda: &Agenda, speaker: Speaker<'_, '_>) -> Page {
    let mut page = Page::titled(&agenda.heading(speaker));
    page.add(Block::Text(agenda.line(speaker)));
    let entries: Vec<Entry> = agenda.items.iter().map(|item| entry(item, speaker)).collect();
    if !entries.is_empty() {
        page.add(Block::Entries(entries));
    }
    for ending in agenda.endings(speaker) {
        page.add(Block::Text(ending));
    }
    page
}

fn entry(item: &Item, speaker: Speaker<'_, '_>) -> Entry {
    Entry {
        mark: (Tone::of(item.severity), format!("{} min", item.minutes)),
        title: item.title.clone(),
        aside: speaker.term(item.severity.said()),
        lines: vec![(Tone::Plain, item.text.clone()), (Tone::Faint, item.needs(speaker))],
    }
}
