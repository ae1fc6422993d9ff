//! The file form `causeway/1`: what the command line reads and writes, and what a template is.
//!
//! Strict where documents are not: a file that breaks the model is refused with everything
//! that is wrong in it. Keys that the model doesn't know are kept, at any depth.

use std::fmt;

use thiserror::Error;

use crate::problem::{Path, Problem, Reading, Rule};
use crate::workspace::Workspace;
use crate::{Json, read};

mod print;
mod text;

pub use print::print;

/// A file that follows the model.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// Everything in it, with the keys that the model doesn't know.
    pub tree: Json,
    /// What the model reads in it.
    pub workspace: Workspace,
}

/// A file that doesn't, with everything that is wrong in it; there is at least one problem.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub struct Refused {
    /// Every problem: path, rule, and the value found.
    pub problems: Vec<Problem>,
}

/// One problem a line.
impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, problem) in self.problems.iter().enumerate() {
            if place > 0 {
                out.write_str("\n")?;
            }
            problem.fmt(out)?;
        }
        Ok(())
    }
}

/// Reads a file strictly.
///
/// ```
/// use causeway_model::file;
///
/// let refused = file::parse(br#"{ "format": "causeway/1", "nodes": { "nrr": { "kind": "goal" } } }"#);
/// assert_eq!(
///     refused.unwrap_err().to_string(),
///     r#"nodes/nrr/kind: must be one of objective, kpi, driver, initiative, risk, found "goal""#,
/// );
/// ```
///
/// # Errors
/// [`Refused`] with every problem, where the text is not JSON, names a key of an object twice,
/// or breaks the model.
pub fn parse(text: impl AsRef<[u8]>) -> Result<File, Refused> {
    let (tree, mut problems) = text::tree(text.as_ref())?;
    match check(&tree) {
        Ok(workspace) if problems.is_empty() => Ok(File { tree, workspace }),
        Ok(_) => Err(Refused { problems }),
        Err(refused) => {
            problems.extend(refused.problems);
            Err(Refused { problems })
        }
    }
}

/// Reads a tree as strictly as the text of a file.
///
/// # Errors
/// [`Refused`] with every part that breaks the model.
pub fn check(tree: &Json) -> Result<Workspace, Refused> {
    let Reading { value, mut problems } = read::workspace(tree);
    if tree.is_object() && tree.get("format").is_none() {
        let missing =
            Problem { path: Path::of(["format"]), rule: Rule::Required, found: "nothing".into() };
        problems.insert(0, missing);
    }
    if problems.is_empty() { Ok(value) } else { Err(Refused { problems }) }
}
