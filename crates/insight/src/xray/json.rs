//! The form `causeway-xray/1`.

use causeway_model::{Date, Json};
use serde_json::json;

use crate::{
    facts::Facts,
    finding::Finding,
    xray::{Contribution, Lack, Xray},
};

impl Xray {
    /// The public JSON form.
    pub fn to_json(&self, facts: &Facts<'_>) -> Json {
        let id = |place: usize| facts.id(place);
        let contribution = |found: &Contribution| json!({"node": id(found.place), "amount": found.amount, "lag_days": found.lag_days});
        let levers = self.levers.iter().map(|lever| {
            json!({"node": id(lever.place), "owner": lever.owner, "influence": lever.influence, "lag_days": lever.lag_days, "leverage": lever.leverage})
        });
        let lack = |lack: &Lack| match *lack {
            Lack::Value(place) => json!({"lack": "value", "subject": [id(place)]}),
            Lack::Owner(place) => json!({"lack": "owner", "subject": [id(place)]}),
            Lack::Maturity(place) => json!({"lack": "maturity", "subject": [id(place)]}),
            Lack::Test(from, to) => json!({"lack": "test", "subject": [id(from), id(to)]}),
        };
        json!({
            "format": "causeway-xray/1",
            "as_of": facts.as_of().to_string(),
            "node": id(self.place),
            "from": self.from.to_string(),
            "to": self.to.to_string(),
            "before": self.before,
            "after": self.after,
            "direct": self.direct.iter().map(contribution).collect::<Vec<_>>(),
            "roots": self.roots.iter().map(contribution).collect::<Vec<_>>(),
            "unexplained": self.unexplained,
            "levers": levers.collect::<Vec<_>>(),
            "missing": self.missing.iter().map(lack).collect::<Vec<_>>(),
            "by_money": self.by_money.iter().map(exposure).collect::<Vec<_>>(),
            "by_arrival": self.by_arrival.iter().map(exposure).collect::<Vec<_>>(),
        })
    }
}

fn exposure(finding: &Finding) -> Json {
    let arrives_on: Option<String> = finding.arrives_on.as_ref().map(Date::to_string);
    json!({"code": finding.code, "subject": finding.subject, "title": finding.title, "money": finding.money, "arrives_on": arrives_on})
}
