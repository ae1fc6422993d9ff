//! What findings cost: criterion's figures natively, and Chromium's clock in wasm.

use std::fs;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::app::target;
use crate::engine;
use crate::report::Report;
use crate::run::{output, program, run};

/// Nodes and kpis, with what all findings may cost natively and in wasm, in milliseconds.
const SIZES: [(usize, usize, Option<f64>, Option<f64>); 4] = [
    (150, 15, None, None),
    (1_000, 100, Some(10.0), Some(40.0)),
    (2_000, 200, None, None),
    (10_000, 200, Some(150.0), None),
];

/// Of so many runs the middle one counts.
const RUNS: usize = 5;

/// What a size costs, in milliseconds: all findings, and all findings after one edit.
struct Cost {
    whole: f64,
    one_edit: f64,
    /// What the app does in one piece, in the page alone.
    pieces: Option<[f64; 4]>,
}

/// Measures both, and prints one table.
///
/// # Errors
/// When something can't be built or run.
pub(super) fn run_all() -> Result<()> {
    let mut report = Report::default();
    let native = report.step("Natively", native)?;
    let wasm = report.step("In Chromium", wasm)?;
    println!("\nFindings, in milliseconds; medians of {RUNS}");
    println!(
        "  nodes   kpis |   native  (budget)  one edit |     wasm  (budget)  one edit  longest step   judging     brief     x-ray"
    );
    for (((nodes, kpis, most_native, most_wasm), native), wasm) in
        SIZES.iter().zip(native).zip(wasm)
    {
        println!(
            "{nodes:7}{kpis:7} |{} |{}",
            columns(&native, *most_native),
            columns(&wasm, *most_wasm)
        );
    }
    Ok(())
}

fn columns(cost: &Cost, most: Option<f64>) -> String {
    let budget = most.map_or_else(String::new, |most| format!("≤ {most:.0}"));
    let pieces = cost.pieces.map_or_else(String::new, |[step, judging, brief, xray]| {
        format!("{step:14.2}{judging:10.2}{brief:10.2}{xray:10.2}")
    });
    format!("{:9.2}{budget:>10}{:10.2}{pieces}", cost.whole, cost.one_edit)
}

/// Criterion's median for each size.
fn native() -> Result<Vec<Cost>> {
    let mut cargo = program("cargo");
    cargo.args([
        "bench",
        "--quiet",
        "--locked",
        "--package",
        "causeway-insight",
        "--bench",
        "findings",
    ]);
    run(&mut cargo)?;
    let folder = target()?.join("criterion/insight");
    let median = |what: &str, nodes: usize| -> Result<f64> {
        let file = folder.join(format!("{what}/{nodes}/new/estimates.json"));
        let estimates: Value = serde_json::from_str(&fs::read_to_string(file)?)?;
        let nanoseconds = estimates["median"]["point_estimate"].as_f64();
        Ok(nanoseconds.context("criterion wrote no median")? / 1e6)
    };
    let cost = |nodes| {
        let (whole, one_edit) = (median("findings", nodes)?, median("one-edit", nodes)?);
        Ok(Cost { whole, one_edit, pieces: None })
    };
    SIZES.iter().map(|(nodes, ..)| cost(*nodes)).collect()
}

/// The medians that the page measured, one line a size.
fn wasm() -> Result<Vec<Cost>> {
    let module = engine::module("wasm-release")?;
    let mut script = engine::script()?;
    script.arg("bench").arg(module).arg(RUNS.to_string());
    let sizes = SIZES.iter().map(|(nodes, kpis, ..)| format!("{nodes}/{kpis}"));
    let printed = output(script.args(sizes))?;
    let lines = printed.lines().map(|line| {
        let medians: Vec<f64> = line.split(' ').filter_map(|median| median.parse().ok()).collect();
        let [whole, one_edit, pieces @ ..] = medians.as_slice() else { return None };
        Some(Cost { whole: *whole, one_edit: *one_edit, pieces: Some(pieces.try_into().ok()?) })
    });
    lines.collect::<Option<_>>().context("the page measured nothing")
}
