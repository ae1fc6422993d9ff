//! What the three rules about breaches share.

use crate::{
    draft::Draft,
    facts::{Breach, Facts},
    finding::Severity,
    words::{Said, Word},
};

const CROSSED: Said = Said {
    en: "It stands at {value} and has needed action since {since}.",
    pt: "Está em {value} e exige ação desde {since}.",
};

/// What every finding about a breach says.
pub(crate) fn draft<'w>(facts: &Facts<'w>, breach: &Breach<'_>, severity: Severity) -> Draft<'w> {
    let value = facts.standing(breach.place).value.unwrap_or(0.0);
    let mut draft = Draft::on(breach.place, severity).why(&CROSSED);
    draft = draft.word("value", Word::Measured(breach.place, value));
    draft.since = Some(breach.run.from);
    draft.money = facts.leakage(breach.place);
    draft
}
