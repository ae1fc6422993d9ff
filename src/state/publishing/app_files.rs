//! The app's own files, as its page and its styles name them, fetched from where this page came from.
//!
//! Where a service worker has taken the page over, it answers from what it keeps: this works without a
//! network, and gets one whole version of the app.

use std::collections::{BTreeMap, BTreeSet};

use causeway_publish::{named_in, needed};

use crate::platform::fetch;

/// The page itself.
const INDEX: &str = "index.html";

/// The app's files by their paths, seen from the page.
pub type AppFiles = BTreeMap<String, Vec<u8>>;

/// What is being gathered, a file at a time.
#[derive(Debug, Default)]
pub struct Gathering {
    /// What came.
    pub files: AppFiles,
    missing: BTreeSet<String>,
}

/// A file of the app that can't be had now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing(pub String);

impl Gathering {
    /// Fetches the page, which names the rest.
    ///
    /// # Errors
    /// When it can't be had.
    pub async fn begin() -> Result<Self, Missing> {
        let page = fetch::bytes("./").await.ok_or_else(|| Missing(INDEX.to_owned()))?;
        let mut gathering = Self::default();
        gathering.take(INDEX.to_owned(), page);
        Ok(gathering)
    }

    /// How many came, and how many are known to be needed.
    pub fn progress(&self) -> (usize, usize) {
        (self.files.len(), self.files.len() + self.missing.len())
    }

    /// Fetches the next file; says whether there was one.
    ///
    /// # Errors
    /// When it can't be had.
    pub async fn step(&mut self) -> Result<bool, Missing> {
        let Some(path) = self.missing.pop_first() else { return Ok(false) };
        match fetch::bytes(&path).await {
            Some(bytes) => self.take(path, bytes),
            None => return Err(Missing(path)),
        }
        Ok(true)
    }

    /// A file came: what it names is needed as well.
    fn take(&mut self, path: String, bytes: Vec<u8>) {
        let names = match path.rsplit_once('.').map(|(_, kind)| kind) {
            Some("html") => needed(&String::from_utf8_lossy(&bytes)),
            Some("css") => named_in(&String::from_utf8_lossy(&bytes)),
            _ => Vec::new(),
        };
        self.files.insert(path, bytes);
        let files = &self.files;
        self.missing.extend(names.into_iter().filter(|name| !files.contains_key(name)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_font_that_two_styles_name_is_fetched_once() {
        let mut gathering = Gathering::default();
        let style = b"a { src: url(\"fonts/a.woff2\") }".to_vec();
        gathering.take("one.css".into(), style.clone());
        gathering.take("two.css".into(), style);
        assert_eq!(gathering.progress(), (2, 3));
        gathering.take("fonts/a.woff2".into(), vec![1]);
        gathering.missing.remove("fonts/a.woff2");
        assert_eq!(gathering.progress(), (3, 3));
    }
}
