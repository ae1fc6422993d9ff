//! Initiatives: what they report, and what their milestones show.

use causeway_model::order::Arrange as _;
use causeway_model::{
    Date, MilestoneId,
    initiative::{Milestone, ReportedStatus},
    tombstone::undeleted,
};

use crate::{
    calendar::{days_after, days_between},
    facts::Facts,
    status::Status,
};

impl Facts<'_> {
    /// Whether the initiative at a place is reported neither done nor stopped.
    pub fn is_open(&self, place: usize) -> bool {
        self.initiative(place).is_open()
    }

    /// Whether the initiative at a place is reported on track, and computed ok.
    pub fn is_on_track(&self, place: usize) -> bool {
        self.initiative(place).status() == ReportedStatus::OnTrack
            && self.status(place) == Status::Ok
    }

    /// The milestones of an initiative that are overdue, earliest first, each with its due day.
    pub fn overdue(&self, place: usize) -> Vec<(Date, &MilestoneId, &Milestone)> {
        let mut overdue: Vec<_> = undeleted(&self.initiative(place).milestones, self.as_of())
            .filter(|(_, milestone)| !milestone.is_met(self.as_of()))
            .filter_map(|(id, milestone)| Some((milestone.due?, id, milestone)))
            .filter(|(due, ..)| *due < self.as_of())
            .collect();
        overdue.arrange_by_key(|(due, id, _)| (*due, *id));
        overdue
    }

    /// The worse of what an initiative reports and what its milestones show; unknown once stopped.
    pub(super) fn work_status(&self, place: usize) -> Status {
        let reported = match self.initiative(place).status() {
            ReportedStatus::Stopped => return Status::Unknown,
            ReportedStatus::AtRisk => Status::Watch,
            ReportedStatus::OffTrack => Status::Act,
            ReportedStatus::OnTrack | ReportedStatus::Done => Status::Ok,
        };
        let shown = match self.overdue(place).first() {
            None => Status::Ok,
            Some((due, ..)) if days_between(*due, self.as_of()) <= 14 => Status::Watch,
            Some(_) => Status::Act,
        };
        reported.max(shown)
    }

    /// The day after the earliest milestone that is overdue.
    pub(super) fn work_went_off(&self, place: usize) -> Option<Date> {
        days_after(self.overdue(place).first()?.0, 1)
    }
}
