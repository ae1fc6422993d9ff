//! The form `causeway-findings/1`: every key is always there.

use causeway_model::{Date, Json};
use serde_json::json;

use crate::{finding::Finding, findings::Findings};

impl Findings {
    /// The public JSON form.
    pub fn to_json(&self) -> Json {
        let status = self.status.iter().map(|(id, standing)| {
            let standing = json!({
                "status": standing.status.as_str(),
                "stale": standing.stale,
                "trend": standing.trend.map(crate::Trend::as_str),
                "value": standing.value,
                "on": day(standing.on),
            });
            (id.to_string(), standing)
        });
        let failures = self
            .failures
            .iter()
            .map(|(failure, count)| (failure.as_str().to_owned(), Json::from(*count)));
        json!({
            "format": "causeway-findings/1",
            "as_of": self.as_of.to_string(),
            "title": self.title,
            "status": Json::Object(status.collect()),
            "findings": self.findings.iter().map(finding).collect::<Vec<_>>(),
            "failures": Json::Object(failures.collect()),
            "leakage": self.leakage,
            "index": self.index.to_json(),
        })
    }
}

fn finding(found: &Finding) -> Json {
    json!({
        "code": found.code,
        "severity": found.severity.as_str(),
        "group": found.group.as_str(),
        "question": found.question.as_str(),
        "failure": found.failure.as_str(),
        "state": found.state.as_str(),
        "answered_by": found.answered_by,
        "accepted": found.accepted,
        "subject": found.subject,
        "causes": found.causes,
        "path": found.path,
        "since": day(found.since),
        "due": day(found.due),
        "arrives_on": day(found.arrives_on),
        "escalate_to": found.escalate_to,
        "money": found.money,
        "part_of": found.part_of,
        "title": found.title,
        "why": found.why,
        "next": found.next,
        "next_who": found.next_who,
        "next_by": day(found.next_by),
    })
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}
