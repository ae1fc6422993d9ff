//! Whether this page is a publication, and what it carries or lies beside it.
//!
//! A folder's page names its `latest.json` in a `meta`; a page in one file carries it, and the snapshot,
//! in two inert scripts.

use causeway_publish::LARGEST_LATEST;

use crate::platform::fetch::{self, Refused};
use crate::platform::location;

/// In which form a publication came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// A folder: the address of its `latest.json`, relative to the page.
    Folder(String),
    /// One file, which carries everything.
    Single,
}

/// The form of the publication that this page is; `None` for the app itself.
pub fn form() -> Option<Form> {
    // Off the browser, where the tests run, there is no page.
    if cfg!(not(target_arch = "wasm32")) {
        return None;
    }
    let document = web_sys::window()?.document()?;
    if document.get_element_by_id("causeway-publication").is_some() {
        return Some(Form::Single);
    }
    let named = document.query_selector("meta[name='causeway-publication']").ok()??;
    Some(Form::Folder(named.get_attribute("content")?))
}

/// Where a publication lies; `None` for a page in one file, which may lie anywhere.
pub fn address(form: &Form) -> Option<String> {
    let Form::Folder(latest) = form else { return None };
    let location::Origin { protocol, host, folder } = location::origin();
    Some(format!("{protocol}//{host}{folder}{latest}"))
}

/// What a page in one file carries: its `latest.json`, and the snapshot in base64.
pub fn carried() -> Option<(String, String)> {
    let document = web_sys::window()?.document()?;
    let text = |id| document.get_element_by_id(id)?.text_content();
    Some((text("causeway-publication")?, text("causeway-snapshot")?))
}

/// A `latest.json` as it is now.
///
/// # Errors
/// If it can't be had, or is larger than any of ours.
pub async fn latest(address: &str) -> Result<Vec<u8>, Refused> {
    fetch::at_most(address, LARGEST_LATEST, true).await
}

/// A file of so many bytes beside a `latest.json`.
///
/// # Errors
/// If it can't be had, or is larger.
pub async fn beside(latest: &str, path: &str, size: u64) -> Result<Vec<u8>, Refused> {
    let folder = latest.rfind('/').map_or("", |slash| &latest[..=slash]);
    fetch::at_most(&format!("{folder}{path}"), size, false).await
}
