//! Steps with their durations, said as they happen and added up at the end.

use std::time::{Duration, Instant};

use anyhow::Result;

/// What was done, and how long it took.
#[derive(Default)]
pub(crate) struct Report {
    steps: Vec<(String, Duration)>,
}

impl Report {
    /// Does one step, and notes how long it took.
    ///
    /// # Errors
    /// The step's own.
    pub(crate) fn step<T>(&mut self, name: &str, step: impl FnOnce() -> Result<T>) -> Result<T> {
        println!("\n▸ {name}");
        let start = Instant::now();
        let done = step();
        let took = start.elapsed();
        let mark = if done.is_ok() { "✓" } else { "✗" };
        println!("{mark} {name}: {:.1} s", took.as_secs_f64());
        self.steps.push((name.to_owned(), took));
        done
    }

    /// Prints all steps with their durations.
    pub(crate) fn print(&self) {
        println!("\nTimings");
        for (name, took) in &self.steps {
            println!("{:8.1} s  {name}", took.as_secs_f64());
        }
        let total: Duration = self.steps.iter().map(|(_, took)| *took).sum();
        println!("{:8.1} s  in all", total.as_secs_f64());
    }
}
