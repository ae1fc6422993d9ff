//! `causeway check`: everything in a file that breaks the model.

use std::io::{self, Write};

use causeway_model::Problem;
use serde_json::{Value, json};

use crate::arguments::{Check, ReportFormat};
use crate::failure::Failure;
use crate::workspace::Workspace;

/// Checks one file, and tells every problem.
pub(crate) fn run(arguments: &Check) -> Result<(), Failure> {
    let (workspace, _) = Workspace::read(&arguments.file, arguments.from)?;
    let problems = workspace.problems();
    let mut out = io::stdout().lock();
    match arguments.format {
        ReportFormat::Text => problems.iter().try_for_each(|problem| writeln!(out, "{problem}"))?,
        ReportFormat::Json => {
            let report = json!({
                "file": arguments.file.to_string_lossy(),
                "problems": problems.iter().map(in_json).collect::<Value>(),
            });
            writeln!(out, "{report:#}")?;
        }
    }
    out.flush()?;
    if problems.is_empty() { Ok(()) } else { Err(Failure::Printed) }
}

fn in_json(problem: &Problem) -> Value {
    json!({
        "path": problem.path.to_string(),
        "rule": problem.rule.to_string(),
        "value": problem.found,
    })
}
