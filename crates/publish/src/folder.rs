//! A publication as a folder, for any static host under any path.

use std::borrow::Cow;

use crate::app::{self, Files, INDEX, Unfit};
use crate::latest::Latest;
use crate::policy;

/// The file that names the newest version.
pub const LATEST: &str = "latest.json";

/// No [`LATEST`] of ours has so many bytes: what is larger isn't read.
pub const LARGEST_LATEST: u64 = 1 << 20;

/// Files with their names, in the order in which they are to be written.
pub type InOrder<'a> = Vec<(String, Cow<'a, [u8]>)>;

/// What the page of a publication says of itself.
const MARK: &str = "<meta name=\"causeway-publication\" content=\"latest.json\" />";

/// The files of the folder, made of the app's own.
///
/// They are to be written in this order: what others name first, then `index.html`, and
/// [`LATEST`] last, so that a page which is opened meanwhile finds everything that it asks for.
///
/// # Errors
/// When the app's files are not complete, or not as the build makes them.
pub fn folder<'a>(
    app: &Files<'a>,
    latest: &Latest,
    snapshot: &'a [u8],
) -> Result<InOrder<'a>, Unfit> {
    let page = page(app::text(app, INDEX)?, latest)?;
    let mut files: Vec<_> = app::select(app)?.into_iter().collect();
    files.push((latest.snapshot(), Cow::Borrowed(snapshot)));
    files.push((INDEX.to_owned(), Cow::Owned(page.into_bytes())));
    files.push((LATEST.to_owned(), Cow::Owned(latest.print().into_bytes())));
    Ok(files)
}

/// The app's page, as the page of a publication.
fn page(page: &str, latest: &Latest) -> Result<String, Unfit> {
    let unexpected = |what| Unfit::Unexpected { file: INDEX.to_owned(), what };
    let (before, rest) = page.split_once("<head>").ok_or(unexpected("it has no head"))?;
    let (head, body) = rest.split_once("</head>").ok_or(unexpected("its head has no end"))?;
    let (first, rest) = head.split_once("<title>").ok_or(unexpected("it has no title"))?;
    let (_, last) = rest.split_once("</title>").ok_or(unexpected("its title has no end"))?;
    let first = without(first, "<meta name=\"description\"");
    let last = without(last, "<link rel=\"manifest\"");
    let policy = policy::of_folder(&app::inline_scripts(page));
    let title = latest.page_title();
    Ok(format!(
        "{before}<head>\n    {policy}\n    {MARK}{first}<title>{title}</title>{last}</head>{body}"
    ))
}

/// The markup without the one empty element that begins so.
fn without(markup: &str, element: &str) -> String {
    let Some((before, rest)) = markup.split_once(element) else { return markup.to_owned() };
    let (_, after) = rest.split_once('>').unwrap_or((rest, ""));
    format!("{}{}", before.trim_end_matches(' '), after.trim_start_matches('\n'))
}
