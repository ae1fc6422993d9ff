//! Unbroken runs of values in one state: when it went off, and each breach.

use causeway_model::Date;

use crate::{
    measure::{Measure, Point},
    status::Status,
};

/// An unbroken run of values, from its first day on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Run {
    /// The first day.
    pub from: Date,
    /// The day on which that first value was known.
    pub noticed: Date,
}

impl Measure<'_> {
    /// Every run of values in act, earliest first: the metric's breaches.
    pub fn breaches(&self) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut was_in_act = false;
        for point in &self.points {
            let is_in_act = self.judge.status(point.on, point.value) == Status::Act;
            if is_in_act && !was_in_act {
                runs.push(run_from(point));
            }
            was_in_act = is_in_act;
        }
        runs
    }

    /// The breach of a metric that is in act: the latest run of values in act.
    pub fn breach(&self) -> Option<Run> {
        if self.status() == Status::Act {
            self.latest_run(|status| status == Status::Act)
        } else {
            None
        }
    }

    /// The first day of the latest run of values in watch or act, if it still lasts.
    pub fn off_since(&self) -> Option<Date> {
        if !self.status().is_off() {
            return None;
        }
        self.latest_run(Status::is_off).map(|run| run.from)
    }

    fn latest_run(&self, belongs: impl Fn(Status) -> bool) -> Option<Run> {
        let back = self.points.iter().rev();
        let run = back.take_while(|point| belongs(self.judge.status(point.on, point.value)));
        run.last().map(run_from)
    }
}

fn run_from(point: &Point) -> Run {
    Run { from: point.on, noticed: point.entered.map_or(point.on, |entered| entered.max(point.on)) }
}
