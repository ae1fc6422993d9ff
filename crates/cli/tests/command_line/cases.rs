//! The worked cases, as files.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// One case: its workspace, and what follows from it.
pub(crate) struct Case {
    pub(crate) file: PathBuf,
    pub(crate) expected: Value,
}

impl Case {
    pub(crate) fn named(name: &str) -> Self {
        let folder =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../insight/tests/cases").join(name);
        let expected = fs::read(folder.join("expected.json")).unwrap();
        Self {
            file: folder.join("workspace.json"),
            expected: serde_json::from_slice(&expected).unwrap(),
        }
    }

    pub(crate) fn all() -> Vec<Self> {
        ["green-dashboard", "saas-retention", "savings-against-speed", "trade-off-decided"]
            .map(Self::named)
            .into()
    }

    pub(crate) fn path(&self) -> &str {
        self.file.to_str().unwrap()
    }

    pub(crate) fn as_of(&self) -> &str {
        self.expected["as_of"].as_str().unwrap()
    }
}
