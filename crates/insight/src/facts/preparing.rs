//! What most questions ask of facts, worked out a little at a time.

use std::vec::IntoIter;

use causeway_model::node::NodeKind;

use crate::facts::Facts;

/// So many links are tested in one step.
const FEW: usize = 32;

/// Works out, step by step, what facts would otherwise work out when they are first asked: the influence on
/// each kpi, what is upstream of it, the test of each link, what is opposed, and what leaks.
///
/// It can pause between any two steps, so that whoever has a screen to keep alive can do so.
#[derive(Debug)]
pub struct Preparing<'f, 'w> {
    facts: &'f Facts<'w>,
    kpis: IntoIter<usize>,
    tested: usize,
    rest: usize,
}

impl<'f, 'w> Preparing<'f, 'w> {
    /// Nothing is worked out yet.
    pub fn of(facts: &'f Facts<'w>) -> Self {
        let kpis: Vec<usize> = facts.of_kind(NodeKind::Kpi).collect();
        Self { facts, kpis: kpis.into_iter(), tested: 0, rest: 0 }
    }

    /// Works out a little more; says whether there was anything to do.
    pub fn step(&mut self) -> bool {
        let facts = self.facts;
        if let Some(kpi) = self.kpis.next() {
            facts.column(kpi);
            facts.upstream(kpi);
            return true;
        }
        let few = self.tested..facts.causes().len().min(self.tested + FEW);
        if !few.is_empty() {
            self.tested = few.end;
            few.for_each(|at| _ = facts.test_of(at));
            return true;
        }
        match self.rest {
            0 => _ = facts.opposed(),
            1 => _ = facts.leaks(),
            _ => return false,
        }
        self.rest += 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sketch::{TODAY, day, workspace};

    #[test]
    fn each_step_works_out_one_kpi_or_a_few_links_or_one_thing_about_all() {
        let drivers = (0..=FEW).map(|at| format!("driver d{at:03}\n d{at:03} causes k\n"));
        let workspace = workspace(&drivers.chain(["kpi k\n kpi l".to_owned()]).collect::<String>());
        let facts = Facts::of(&workspace, day(TODAY));
        let mut preparing = Preparing::of(&facts);
        let mut steps = 0;
        while preparing.step() {
            steps += 1;
        }
        // Two kpis, two lots of links, what is opposed, and what leaks.
        assert_eq!(steps, 6);
        assert!(!preparing.step());
    }
}
