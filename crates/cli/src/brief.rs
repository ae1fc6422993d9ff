//! `causeway brief`: the leader's page.

use causeway_insight::brief::Brief;
use causeway_model::file;

use crate::arguments::{self, BriefFormat};
use crate::failure::Failure;
use crate::look::Look;
use crate::output;
use crate::page::{Block, Page};

/// Writes the brief of one workspace.
pub(crate) fn run(arguments: &arguments::Brief) -> Result<(), Failure> {
    let look = Look::at(&arguments.subject)?;
    let facts = look.facts();
    let then = look.facts_on(Brief::since(&facts));
    let brief = Brief::of(look.speaker(&facts), &look.findings(&facts), &then);
    match arguments.format {
        BriefFormat::Text => output::show(&page(&brief)),
        BriefFormat::Json => output::print(&file::print(&brief.to_json())),
        BriefFormat::Markdown => output::print(&brief.to_markdown()),
        BriefFormat::Html => output::print(&brief.to_html()),
    }
}

fn page(brief: &Brief) -> Page {
    let mut page = Page::titled(&brief.title);
    page.add(Block::Text(brief.line.clone()));
    page.add(Block::Strong(brief.lead.clone()));
    for table in brief.tables() {
        page.add(Block::Table(table.clone()));
    }
    page
}
