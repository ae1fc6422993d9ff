//! `causeway xray`: what moved one result, who holds its levers, and what is missing.

use causeway_insight::calendar::days_after;
use causeway_insight::xray::Xray;
use causeway_insight::{Facts, words::Speaker};
use causeway_model::{Date, file};

use crate::arguments::{self, Format};
use crate::failure::Failure;
use crate::look::Look;
use crate::output;
use crate::page::{Block, Page};

/// How long the period is when nobody says: a quarter.
const QUARTER: i64 = 92;
/// How many ids a message offers.
const OFFERED: usize = 5;

/// Takes apart one result of one workspace.
pub(crate) fn run(arguments: &arguments::Xray) -> Result<(), Failure> {
    let look = Look::at(&arguments.subject)?;
    let facts = look.facts();
    let place = place(&facts, &arguments.node)?;
    let (from, to) = period(arguments, look.as_of)?;
    let xray = Xray::of(&facts, &look.findings(&facts), place, from, to);
    let speaker = look.speaker(&facts);
    match arguments.format {
        Format::Text => output::show(&page(&xray, speaker)),
        Format::Json => output::print(&file::print(&xray.to_json(&facts))),
        Format::Markdown => output::print(&xray.to_markdown(speaker)),
    }
}

fn page(xray: &Xray, speaker: Speaker<'_, '_>) -> Page {
    let mut page = Page::titled(&xray.title(speaker));
    page.add(Block::Text(xray.line(speaker)));
    for table in xray.tables(speaker) {
        page.add(Block::Table(table));
    }
    page
}

/// The kpi or driver with this id, if it is there on that day.
fn place(facts: &Facts<'_>, node: &str) -> Result<usize, Failure> {
    let Some(place) = facts.present().place(node) else {
        return Err(Failure::new(
            format_args!("There is no node {node} on {}.", facts.as_of()),
            "Nothing was written.",
            &format!("Name one by its id: {}.", offered(facts)),
        ));
    };
    let kind = facts.kind(place);
    if kind.is_measured() {
        return Ok(place);
    }
    Err(Failure::new(
        format_args!("{node} is of the kind {}, which has no metric.", kind.as_str()),
        "Nothing was written.",
        &format!("Name a kpi or driver: {}.", offered(facts)),
    ))
}

/// The first ids that would do.
fn offered(facts: &Facts<'_>) -> String {
    let measured = facts.places().filter(|place| facts.kind(*place).is_measured());
    let mut ids: Vec<&str> = measured.map(|place| facts.id(place)).collect();
    if ids.is_empty() {
        return "there is none yet".to_owned();
    }
    if ids.len() > OFFERED {
        ids.truncate(OFFERED);
        ids.push("…");
    }
    ids.join(", ")
}

/// The period asked for; a day before it is over can't be known.
fn period(arguments: &arguments::Xray, as_of: Date) -> Result<(Date, Date), Failure> {
    let to = arguments.to.unwrap_or(as_of);
    let from = arguments.from.or_else(|| days_after(to, -QUARTER)).unwrap_or(to);
    let refused = |happened: String, advice: &str| {
        Err(Failure::new(happened, "Nothing was written.", advice))
    };
    if from > to {
        return refused(
            format!("The period would end on {to}, before it begins on {from}."),
            "Give --from a day that is not after --to.",
        );
    }
    if to > as_of {
        return refused(
            format!("The period ends on {to}, but nothing after {as_of} is read."),
            "Give --to an earlier day, or --as-of a later one.",
        );
    }
    Ok((from, to))
}
