//! `causeway convert`: between the public file format and Automerge.

use std::io::{self, IsTerminal};

use causeway_document::Document;
use causeway_model::file;

use crate::arguments::Convert;
use crate::failure::Failure;
use crate::input::{is_standard, shown};
use crate::kind::Kind;
use crate::output;
use crate::workspace::{Workspace, new_actor};

/// Converts one file.
pub(crate) fn run(arguments: &Convert) -> Result<(), Failure> {
    let Convert { input, output, from, to } = arguments;
    let (workspace, from) = Workspace::read(input, *from)?;
    let to = to.or_else(|| Kind::of_name(output)).unwrap_or_else(|| from.other());
    let bytes = match (workspace, to) {
        // The history is what a document has over a file: it stays.
        (Workspace::Document(mut document), Kind::Automerge) => document.save(),
        (workspace, to) => {
            let tree = workspace.into_tree(input)?;
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

fn cannot_import(input: &str, error: &causeway_document::ImportError) -> Failure {
    Failure::new(
        format_args!("{input} could not be made a document: {error}."),
        "Nothing was written.",
        "Put this right and try again.",
    )
}
