//! An edit in words: what the field is called, what stood there, and the command that puts it back.

use causeway_document::{Command, Edit};
use causeway_model::schema::{self, Shape};
use causeway_model::time::parse_date;
use causeway_model::{Dimension, FunctionId, Json, Path, PersonId};
use leptos::prelude::*;

use crate::i18n::{Key, day, format_number, language, say, say_with};
use crate::panels::inspector::talk::name_of;
use crate::panels::inspector::words::Word as _;
use crate::state::session::Session;

/// What a field is called, by its keys within the record.
pub(super) fn label(session: Session, keys: &[String]) -> String {
    let words: Vec<&str> = keys.iter().map(String::as_str).collect();
    let key = match words.as_slice() {
        ["title"] => Key::NodeTitle,
        ["description"] => Key::NodeDescription,
        ["kind"] => Key::OutlineKind,
        ["owner"] => Key::NodeOwner,
        ["function"] => Key::NodeFunction,
        ["rank"] => Key::NodeRank,
        ["deleted", ..] => Key::PastDeleted,
        ["archived", ..] => Key::PastArchived,
        ["tags", tag] => return format!("{}: {tag}", say(Key::NodeTags)),
        ["contributors", id] => {
            let name =
                PersonId::new(id).map_or_else(|_| (*id).to_owned(), |id| name_of(session, &id));
            return format!("{}: {name}", say(Key::NodeContributors));
        }
        ["metric", "observations", on, rest @ ..] => return of_day(on, rest),
        ["maturity", dimension, rest @ ..] => return of_dimension(dimension, rest),
        ["metric", "unit"] => Key::MetricUnit,
        ["metric", "direction"] => Key::MetricDirection,
        ["metric", "watch", ..] => Key::MetricWatch,
        ["metric", "act", ..] => Key::MetricAct,
        ["metric", "target", "value"] => Key::MetricTarget,
        ["metric", "target", "by"] => Key::MetricTargetBy,
        ["metric", "baseline", "value"] => Key::MetricBaseline,
        ["metric", "baseline", "on"] => Key::MetricBaselineOn,
        ["metric", "benchmark", "value"] => Key::MetricBenchmark,
        ["metric", "benchmark", "source"] => Key::MetricBenchmarkSource,
        ["metric", "potential"] => Key::MetricPotential,
        ["metric", "capacity"] => Key::MetricCapacity,
        ["metric", "definition"] => Key::MetricDefinition,
        ["metric", "source"] => Key::MetricSource,
        ["metric", "lever"] => Key::MetricLever,
        ["metric", "cadence"] => Key::MetricCadence,
        ["metric", "formula"] => Key::MetricFormula,
        ["metric", "value_per_unit"] => Key::MetricWorth,
        ["type"] => Key::TieKind,
        ["polarity"] => Key::LinkPolarity,
        ["strength"] => Key::LinkStrength,
        ["lag_days"] => Key::LinkLag,
        ["hypothesis"] => Key::LinkHypothesis,
        ["effect"] => Key::LinkEffect,
        ["confidence"] => Key::LinkConfidence,
        ["contract", ..] => return below(Key::PartContract, &words[1..]),
        ["initiative", ..] => return below(Key::PartInitiative, &words[1..]),
        ["milestones", ..] => return below(Key::PartMilestones, &words[1..]),
        ["risk", ..] => return below(Key::PartRisk, &words[1..]),
        ["evidence", ..] => return below(Key::PartEvidence, &words[1..]),
        _ => return plain(&words),
    };
    say(key).to_owned()
}

/// What was observed on a day: its value, its note, or that it is there at all.
fn of_day(on: &str, rest: &[&str]) -> String {
    let on = parse_date(on).map_or_else(|| on.to_owned(), day);
    let what = match rest {
        ["note"] => Key::ObservationNote,
        ["deleted", ..] => Key::PastDeleted,
        _ => Key::ReadingValue,
    };
    say_with(Key::PastOfDay, &[("what", say(what)), ("date", &on)])
}

fn of_dimension(dimension: &str, rest: &[&str]) -> String {
    let dimension = Dimension::ALL.iter().find(|known| known.word() == dimension);
    let name = dimension.map_or(say(Key::PartMaturity), |dimension| say(dimension.label()));
    let what = match rest {
        ["target"] => Key::MaturityTarget,
        ["evidence"] => Key::MaturityEvidence,
        ["assessed"] => Key::MaturityAssessed,
        _ => Key::MaturityLevel,
    };
    format!("{name}: {}", say(what))
}

fn below(part: Key, rest: &[&str]) -> String {
    format!("{}: {}", say(part), plain(rest))
}

/// The last key that is a word of the schema and not an id.
fn plain(keys: &[&str]) -> String {
    keys.last().copied().unwrap_or_default().replace('_', " ")
}

/// A value as people read it.
pub(super) fn shown(session: Session, path: &Path, value: Option<&Json>) -> String {
    let keys: Vec<&str> = path.keys().iter().map(String::as_str).collect();
    let Some(value) = value else { return say(Key::PastNothing).to_owned() };
    match (value, keys.last().copied()) {
        (Json::String(id), Some("owner" | "stop_authority" | "by" | "to"))
            if parse_date(id).is_none() =>
        {
            PersonId::new(id).map_or_else(|_| id.clone(), |id| name_of(session, &id))
        }
        (Json::String(id), Some("function")) => {
            let name = FunctionId::new(id).ok().and_then(|id| {
                session.functions().with_untracked(|functions| functions.get(&id)?.name.clone())
            });
            name.unwrap_or_else(|| id.clone())
        }
        (Json::String(text), _) => match parse_date(text) {
            Some(date) => day(date),
            None => text.clone(),
        },
        (Json::Number(number), _) => number
            .as_f64()
            .map_or_else(|| number.to_string(), |number| format_number(number, language())),
        (Json::Bool(_), _) => say(Key::PastYes).to_owned(),
        (other, _) => other.to_string(),
    }
}

/// The command that puts back what stood there before; none where it stands there, or nothing can be put.
pub(super) fn restoring(session: Session, edit: &Edit) -> Option<Command> {
    let keys: Vec<&str> = edit.path.keys().iter().map(String::as_str).collect();
    if let Some(at) = keys.iter().position(|key| *key == "deleted") {
        let record = Path::of(keys[..at].iter().copied());
        return match &edit.before {
            None => Some(Command::RestoreRecord { path: record }),
            Some(_) => Some(Command::DeleteRecord { path: record }),
        };
    }
    let place = schema::find(&keys)?;
    let path = edit.path.clone();
    let now = session.values_at(&path);
    let is_there = match &edit.before {
        Some(before) => now.as_slice() == std::slice::from_ref(before),
        None => now.is_empty(),
    };
    if is_there {
        return None;
    }
    if place.shape == Shape::Text {
        let text =
            |value: Option<&Json>| value.and_then(Json::as_str).unwrap_or_default().to_owned();
        return (now.len() < 2).then(|| Command::EditText {
            path,
            base: text(now.first()),
            text: text(edit.before.as_ref()),
        });
    }
    match &edit.before {
        Some(before) => Some(Command::SetField { path, value: before.clone() }),
        None => (!place.required).then_some(Command::ClearField { path }),
    }
}
