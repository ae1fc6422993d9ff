//! `causeway convert`: between the public file format and Automerge.

use std::io::{self, IsTerminal, Write};

use causeway_document::Document;
use causeway_model::{Json, file};

use crate::arguments::Convert;
use crate::failure::Failure;
use crate::input::{is_standard, shown};
use crate::kind::Kind;
use crate::output;
use crate::workspace::{Workspace, new_actor};

/// Converts one file.
pub(crate) fn run(arguments: &Convert) -> Result<(), Failure> {
    let Convert { input, output, from, to } = arguments;
    let wanted = to.or_else(|| Kind::of_name(output));
    if let (None, Some(ending)) = (wanted, output.extension()) {
        return Err(unknown_ending(&shown(output), &ending.to_string_lossy()));
    }
    let (workspace, from) = Workspace::read(input, *from)?;
    let to = wanted.unwrap_or_else(|| from.other());
    let bytes = match (workspace, to) {
        // The history is what a document has over a file: it stays.
        (Workspace::Document(mut document), Kind::Automerge) => document.save(),
        (workspace, to) => {
            let tree = workspace.into_tree(input)?;
            mention_problems(&tree);
            match to {
                Kind::Json => file::print(&tree).into_bytes(),
                Kind::Automerge => {
                    let document = Document::from_tree(&tree, new_actor());
                    document.map_err(|error| cannot_import(&shown(input), &error))?.save()
                }
            }
        }
    };
    if to == Kind::Automerge && is_standard(output) && io::stdout().is_terminal() {
        return Err(Failure::new(
            "An Automerge document is not text, and would disturb the terminal.",
            "Nothing was written.",
            "Name a file, or send the output to one.",
        ));
    }
    output::write(output, &bytes)
}

/// Says when a document is converted that a file could not be. It is converted all the same: what
/// is in it must never be out of reach.
fn mention_problems(tree: &Json) {
    let Err(refused) = file::check(tree) else { return };
    let count = refused.problems.len();
    // Where standard error is closed, nobody wants to know.
    let _ = writeln!(
        io::stderr(),
        "Parts of this document break the model: {count}. All of it was converted; `causeway check` \
         names them, and a file with them can't be opened until they are put right."
    );
}

fn unknown_ending(output: &str, ending: &str) -> Failure {
    Failure::new(
        format_args!("{output} does not say what to write: no form has the ending .{ending}."),
        "Nothing was written.",
        "Name it .json or .automerge, or give the form with --to.",
    )
}

fn cannot_import(input: &str, error: &causeway_document::ImportError) -> Failure {
    Failure::new(
        format_args!("{input} could not be made a document: {error}."),
        "Nothing was written.",
        "Put this right and try again.",
    )
}
