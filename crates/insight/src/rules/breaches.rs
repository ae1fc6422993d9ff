//! What the three rules about breaches share.

use causeway_model::{Action, Date};

use crate::{
    draft::Draft,
    facts::Facts,
    finding::Severity,
    measure::Run,
    words::{Said, Word},
};

const CROSSED: Said = Said {
    en: "It stands at {value} and has been in act since {since}.",
    pt: "Está em {value} e exige ação desde {since}.",
};

/// A metric in act.
pub(crate) struct Breach<'w> {
    /// The node's place.
    pub(crate) place: usize,
    /// When it began, and was noticed.
    pub(crate) run: Run,
    /// The last day on which a plan is in time.
    pub(crate) due: Option<Date>,
    /// The complete, undropped actions opened since.
    pub(crate) answers: Vec<&'w Action>,
}

/// Every kpi and driver that is in act.
pub(crate) fn all<'w>(facts: &Facts<'w>) -> Vec<Breach<'w>> {
    let in_act = facts.places().filter_map(|place| Some((place, facts.measure(place)?.breach()?)));
    let breach = |(place, run): (usize, Run)| Breach {
        place,
        run,
        due: facts.due(place, run),
        answers: facts.answers_to(place, run.from),
    };
    in_act.map(breach).collect()
}

/// What every finding about a breach says.
pub(crate) fn draft<'w>(facts: &Facts<'w>, breach: &Breach<'_>, severity: Severity) -> Draft<'w> {
    let value = facts.standing(breach.place).value.unwrap_or(0.0);
    let mut draft = Draft::on(breach.place, severity).why(&CROSSED);
    draft = draft.word("value", Word::Measured(breach.place, value));
    draft.since = Some(breach.run.from);
    draft.money = facts.leakage(breach.place);
    draft
}
