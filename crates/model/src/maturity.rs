//! How well a driver is understood and steered, dimension by dimension.

use crate::contested::Text;
use crate::number::Level;
use crate::record::record;
use crate::time::Date;
use crate::word::words;

words! {
    /// One of the four ways in which a driver matures.
    Dimension {
        /// It serves the strategy.
        Strategy = "strategy",
        /// The work around it is defined.
        Process = "process",
        /// Technology carries it.
        Technology = "technology",
        /// People can do it.
        People = "people",
    }
}

record! {
    /// The maturity of a driver.
    #[derive(Default)]
    Maturity: "maturity" {
        /// Of strategy.
        strategy: Option<Assessment>,
        /// Of process.
        process: Option<Assessment>,
        /// Of technology.
        technology: Option<Assessment>,
        /// Of people.
        people: Option<Assessment>,
    }
}

impl Maturity {
    /// The assessment of one dimension.
    pub fn of(&self, dimension: Dimension) -> Option<&Assessment> {
        match dimension {
            Dimension::Strategy => self.strategy.as_ref(),
            Dimension::Process => self.process.as_ref(),
            Dimension::Technology => self.technology.as_ref(),
            Dimension::People => self.people.as_ref(),
        }
    }
}

record! {
    /// Where a driver stands in one dimension, and where it should get.
    #[derive(Default)]
    Assessment: "assessment" {
        /// Where it stands.
        level: Option<Level>,
        /// Where it should get.
        target: Option<Level>,
        /// What shows it.
        evidence: Text,
        /// The day it was assessed.
        assessed: Option<Date>,
    }
}
