//! The words of the business: types, the JSON form `causeway/1`, and validation.
//!
//! A workspace is a tree of JSON values, which is what files hold and documents merge. This
//! crate says what stands where in it ([`schema`]), and reads it into types ([`Workspace`]). What
//! breaks the model is left out and reported, in one walk for strict and total readers.
//!
//! ```
//! use causeway_model::{NodeKind, file, read};
//! use serde_json::json;
//!
//! let tree = json!({ "nodes": { "nrr": { "kind": "kpi", "rank": "first", "x-mood": "good" } } });
//!
//! // A document is read as far as it goes, and what is wrong in it is said.
//! let reading = read::workspace(&tree);
//! assert_eq!(reading.value.nodes["nrr"].kind, NodeKind::Kpi);
//! assert_eq!(
//!     reading.problems[0].to_string(),
//!     "nodes/nrr/rank: must be a number above 0, found \"first\"",
//! );
//!
//! // A file is refused for it.
//! assert!(file::parse(file::print(&tree)).is_err());
//! ```

pub use serde_json::Value as Json;

mod key;
mod record;
mod slot;
mod walk;
mod word;

pub mod contested;
pub mod file;
pub mod id;
pub mod number;
pub mod order;
pub mod problem;
pub mod read;
pub mod schema;
pub mod time;

pub mod action;
pub mod contract;
pub mod currency;
pub mod decision;
pub mod initiative;
pub mod link;
pub mod maturity;
pub mod metric;
pub mod node;
pub mod people;
pub mod review;
pub mod risk;
pub mod round;
pub mod scenario;
pub mod stamp;
pub mod tombstone;
pub mod workspace;

pub use action::{Action, Dropped, Expectation};
pub use contested::{Contested, Text};
pub use contract::{AgreedTarget, Agreement, Contract, EscalationStep, Terms};
pub use currency::Currency;
pub use decision::{Choice, Decision, Dissent, Move, Revisit, TradeOff};
pub use file::{File, Refused};
pub use id::{
    AcceptanceId, ActionId, ActorId, AgendaKey, BadId, CheckupId, CommentId, DecisionId,
    EvidenceId, FunctionId, LinkId, MilestoneId, MoveId, NodeId, OptionId, PersonId, ReviewId,
    RoundId, ScenarioId, StepId, SubjectId, Tag, TradeOffId, WorkspaceId,
};
pub use initiative::{Claim, Degree, Initiative, Milestone, ReportedStatus};
pub use link::{Evidence, Handoff, Link, LinkKind, Polarity, Strength, Verdict};
pub use maturity::{Assessment, Dimension, Maturity};
pub use metric::{
    Baseline, Benchmark, Bound, Cadence, Direction, Lever, Metric, Observation, Target,
};
pub use node::{Node, NodeKind, Position};
pub use number::{Level, Rank};
pub use people::{Actor, Function, Person};
pub use problem::{Path, Problem, Reading, Rule};
pub use review::{Acceptance, AgendaLine, Comment, Held, Outcome, OutcomeKind, Review};
pub use risk::Risk;
pub use round::{Answers, Checkup, Round, RoundKind};
pub use scenario::{Change, ChangeKind, Scenario};
pub use stamp::Stamp;
pub use time::{Date, Instant};
pub use tombstone::{Archived, Deletable, Tombstone};
pub use workspace::{Format, Limits, Rhythm, Workspace};
