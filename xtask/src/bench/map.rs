//! What the map costs in Chromium, beside React Flow, vis-network and Cytoscape drawing the same map.

use std::fmt;
use std::fs::{self, File};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result};
use clap::Args;
use serde_json::Value;

use crate::app::{Build, target};
use crate::report::Report;
use crate::run::{program, root};
use crate::tools::{chromium, install_packages, node};

/// How the map is measured.
#[derive(Args)]
pub(super) struct MapBench {
    /// Of so many runs the middle one counts
    #[arg(long, default_value_t = 5)]
    runs: usize,
    /// How many nodes the maps have
    #[arg(long, value_delimiter = ',', default_values_t = [150, 500, 1_000, 10_000])]
    sizes: Vec<usize>,
    /// Measure the app and the binary as they were last built
    #[arg(long)]
    built: bool,
}

/// Ours, as the script names it.
const OURS: &str = "Causeway";

/// What a budget is a share of: another tool's figure, in the same run.
struct Peer {
    share: f64,
    name: &'static str,
}

/// What may be asked of one figure at one size.
enum Budget {
    /// So much, whatever the others cost.
    Most(f64),
    /// A share of what others cost.
    Share(&'static [Peer]),
}

const OPEN_AT_1000: Budget = Budget::Share(&[Peer { share: 0.6, name: "React Flow 12" }]);
const OPEN_AT_10000: Budget = Budget::Share(&[
    Peer { share: 0.3, name: "React Flow 12" },
    Peer { share: 0.6, name: "vis-network 10" },
]);
const MEMORY_AT_10000: Budget = Budget::Share(&[Peer { share: 0.5, name: "React Flow 12" }]);
const FAR_AT_10000: Budget = Budget::Share(&[Peer { share: 0.4, name: "vis-network 10" }]);

/// The figures of a table, with the key in which the script says each.
const FIGURES: [(&str, &str); 6] = [
    ("open", "open, ms"),
    ("near", "pan near, ms"),
    ("far", "pan far, ms"),
    ("memory", "heap + wasm, MB"),
    ("task", "longest task, ms"),
    ("hand", "key or drop, ms"),
];

fn budget(figure: &str, nodes: usize) -> Option<Budget> {
    match (figure, nodes) {
        ("open", 1_000) => Some(OPEN_AT_1000),
        ("open", 10_000) => Some(OPEN_AT_10000),
        ("near", 10_000) => Some(Budget::Most(25.0)),
        ("far", 10_000) => Some(FAR_AT_10000),
        ("hand", ..=2_000) => Some(Budget::Most(33.0)),
        ("memory", 10_000) => Some(MEMORY_AT_10000),
        _ => None,
    }
}

/// What the script measured of one tool on one map.
struct Cost {
    name: String,
    nodes: u64,
    figures: Value,
}

impl Cost {
    fn read(line: &str) -> Option<Self> {
        let figures: Value = serde_json::from_str(line).ok()?;
        let name = figures["name"].as_str()?.to_owned();
        Some(Self { name, nodes: figures["nodes"].as_u64()?, figures })
    }

    fn figure(&self, key: &str) -> Option<f64> {
        self.figures[key].as_f64()
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, line: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(line, "{} nodes, {}", self.nodes, self.name)?;
        for (key, title) in FIGURES {
            write!(line, "; {title} {}", written(self.figure(key), None))?;
        }
        Ok(())
    }
}

impl MapBench {
    /// Measures, and prints one table.
    ///
    /// # Errors
    /// When something can't be built or run.
    pub(super) fn run(&self) -> Result<()> {
        let mut report = Report::default();
        let build = Build::default();
        if !self.built {
            build.app(&mut report)?;
        }
        let binary = build.binary(&mut report)?;
        let maps = report.step("Maps", || self.maps())?;
        let costs = report.step("In Chromium", || self.measure(&binary, &maps))?;
        self.print(&costs);
        Ok(())
    }

    /// The maps as files, grown and laid out.
    fn maps(&self) -> Result<Vec<PathBuf>> {
        let folder = target()?.join("bench");
        fs::create_dir_all(&folder)?;
        let grown = |nodes: &usize| {
            let file = folder.join(format!("map-{nodes}.json"));
            let mut grow = program("cargo");
            grow.args(["run", "--quiet", "--locked", "--release", "--package", "causeway-canvas"]);
            grow.args(["--example", "grown_map", "--", &nodes.to_string()]);
            let status = grow.stdout(Stdio::from(File::create(&file)?)).status()?;
            anyhow::ensure!(status.success(), "the map of {nodes} nodes could not be grown");
            Ok(file)
        };
        self.sizes.iter().map(grown).collect()
    }

    /// Runs the script, and shows each figure as soon as it is there: a whole run takes long.
    fn measure(&self, binary: &Path, maps: &[PathBuf]) -> Result<Vec<Cost>> {
        let folder = root().join("tests/bench");
        install_packages(&folder)?;
        install_packages(&root().join("tests/e2e"))?;
        let mut script = program(node()?);
        script.env("CAUSEWAY_CHROMIUM", chromium()?).env("CAUSEWAY_BIN", binary);
        script.arg(folder.join("map.mjs")).arg(self.runs.to_string()).args(maps);
        let mut script =
            script.stdout(Stdio::piped()).spawn().context("could not start Node.js")?;
        let printed = script.stdout.take().context("the script has no output")?;
        let mut costs = Vec::new();
        for line in BufReader::new(printed).lines() {
            let cost = Cost::read(&line?).context("the pages measured nothing")?;
            println!("  {cost}");
            costs.push(cost);
        }
        let status = script.wait()?;
        anyhow::ensure!(status.success(), "the script that measures ended with {status}");
        Ok(costs)
    }

    fn print(&self, costs: &[Cost]) {
        println!("\nMaps, in Chromium; medians of {}", self.runs);
        print!("| nodes | tool |");
        for (_, title) in FIGURES {
            print!(" {title} |");
        }
        println!("\n|---:|---|{}", "---:|".repeat(FIGURES.len()));
        for &nodes in &self.sizes {
            let here: Vec<&Cost> =
                costs.iter().filter(|cost| usize::try_from(cost.nodes) == Ok(nodes)).collect();
            for cost in &here {
                print!("| {nodes} | {} |", cost.name);
                for (key, _) in FIGURES {
                    let budget = (cost.name == OURS).then(|| budget(key, nodes)).flatten();
                    let most = budget.and_then(|budget| budget.most(key, &here));
                    print!(" {} |", written(cost.figure(key), most));
                }
                println!();
            }
        }
        println!("\nIn brackets, what a figure of ours may be at most; ✗ marks one that is more.");
    }
}

impl Budget {
    /// The figure that it allows, if those that it is a share of were measured.
    fn most(&self, key: &str, costs: &[&Cost]) -> Option<f64> {
        match self {
            Self::Most(most) => Some(*most),
            Self::Share(peers) => {
                let allowed = |peer: &Peer| {
                    let cost = costs.iter().find(|cost| cost.name == peer.name)?;
                    Some(cost.figure(key)? * peer.share)
                };
                peers.iter().filter_map(allowed).reduce(f64::min)
            }
        }
    }
}

/// A figure beside its budget.
fn written(figure: Option<f64>, most: Option<f64>) -> String {
    let Some(figure) = figure else { return "–".to_owned() };
    match most {
        Some(most) => {
            let mark = if figure > most { " ✗" } else { "" };
            format!("{figure:.0} (≤ {most:.0}){mark}")
        }
        None => format!("{figure:.0}"),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn cost(name: &str, open: f64) -> Cost {
        Cost { name: name.to_owned(), nodes: 10_000, figures: json!({ "open": open }) }
    }

    #[test]
    fn of_several_shares_the_smallest_counts() {
        let costs = [cost("React Flow 12", 4000.0), cost("vis-network 10", 1500.0)];
        let costs: Vec<&Cost> = costs.iter().collect();
        assert_eq!(OPEN_AT_10000.most("open", &costs), Some(900.0));
    }

    #[test]
    fn what_is_over_its_budget_is_marked() {
        assert_eq!(written(Some(901.0), Some(900.0)), "901 (≤ 900) ✗");
        assert_eq!(written(Some(900.0), Some(900.0)), "900 (≤ 900)");
        assert_eq!(written(None, Some(900.0)), "–");
    }
}
