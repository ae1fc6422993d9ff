//! What moves which way, since when, and whether that is bad for a result.

use causeway_model::{Date, node::NodeKind};

use crate::{
    facts::Facts,
    measure::Measure,
    numeric::{Sign, sign},
    status::{Status, Trend},
};

impl Facts<'_> {
    /// The node whose metric would show a risk first, if it is a kpi or driver that is there.
    pub fn sign_of(&self, risk: usize) -> Option<usize> {
        let id = self.node(risk).risk.as_ref()?.sign.as_ref()?;
        self.present().place(id.as_str()).filter(|place| self.kind(*place).is_measured())
    }

    /// The status of a node as a cause: a risk has that of its sign.
    pub fn status_as_cause(&self, place: usize) -> Status {
        if self.kind(place) != NodeKind::Risk {
            return self.status(place);
        }
        self.sign_of(place).map_or(Status::NoData, |sign| self.status(sign))
    }

    /// The raw direction of a node's bad side.
    pub fn bad_side(&self, place: usize) -> Sign {
        self.measure(place).map_or(Sign::Zero, Measure::bad_side)
    }

    /// Which way a node moves, as a raw direction.
    pub fn movement(&self, place: usize) -> Sign {
        match self.kind(place) {
            NodeKind::Kpi | NodeKind::Driver => self.metric_movement(place),
            NodeKind::Initiative if self.is_on_track(place) => Sign::Positive,
            NodeKind::Initiative if self.status(place).is_off() => Sign::Negative,
            NodeKind::Risk if self.status_as_cause(place).is_off() => Sign::Positive,
            _ => Sign::Zero,
        }
    }

    /// Whether `cause` moves in a way that leads `result` to its bad side.
    pub fn is_adverse(&self, cause: usize, result: usize) -> bool {
        let push = self.movement(cause).times(sign(self.influence(cause, result)));
        push != Sign::Zero && push == self.bad_side(result)
    }

    /// The day a node went off.
    pub fn went_off(&self, place: usize) -> Option<Date> {
        match self.kind(place) {
            NodeKind::Kpi | NodeKind::Driver => self.metric_went_off(place),
            NodeKind::Initiative => self.work_went_off(place),
            NodeKind::Risk => self.metric_went_off(self.sign_of(place)?),
            NodeKind::Objective => None,
        }
    }

    fn metric_movement(&self, place: usize) -> Sign {
        let standing = self.standing(place);
        match standing.trend {
            Some(Trend::Improving) => self.bad_side(place).flipped(),
            Some(Trend::Worsening) => self.bad_side(place),
            None if standing.status.is_off() => self.bad_side(place),
            None => Sign::Zero,
        }
    }

    fn metric_went_off(&self, place: usize) -> Option<Date> {
        let measure = self.measure(place)?;
        match self.status(place) {
            Status::Act => measure.breach().map(|run| run.from),
            Status::Watch => measure.off_since(),
            _ if self.standing(place).trend == Some(Trend::Worsening) => self.standing(place).on,
            _ => None,
        }
    }
}
