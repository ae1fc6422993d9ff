//! What the map says in words: to those who hear it, and where a link can't be drawn.

use causeway_canvas::LinkRefusal;
use causeway_insight::status::{NodeStatus, Trend};
use causeway_model::{Lever, Link, LinkKind, NodeKind, Polarity, Strength};

use crate::i18n::{Key, say, say_count, say_with};
use crate::ui::Mark;

/// The word for a kind.
pub fn kind_word(kind: NodeKind) -> Key {
    match kind {
        NodeKind::Objective => Key::KindObjective,
        NodeKind::Kpi => Key::KindKpi,
        NodeKind::Driver => Key::KindDriver,
        NodeKind::Initiative => Key::KindInitiative,
        NodeKind::Risk => Key::KindRisk,
    }
}

/// The word for a lever.
pub fn lever_word(lever: Lever) -> Key {
    match lever {
        Lever::Input => Key::MapLeverInput,
        Lever::Process => Key::MapLeverProcess,
        Lever::Outcome => Key::MapLeverOutcome,
    }
}

/// What a card without a title is called.
pub fn untitled(kind: NodeKind) -> Key {
    match kind {
        NodeKind::Objective => Key::MapUntitledObjective,
        NodeKind::Kpi => Key::MapUntitledKpi,
        NodeKind::Driver => Key::MapUntitledDriver,
        NodeKind::Initiative => Key::MapUntitledInitiative,
        NodeKind::Risk => Key::MapUntitledRisk,
    }
}

/// Why a link can't be drawn.
pub fn refusal(why: LinkRefusal) -> Key {
    match why {
        LinkRefusal::SameCard => Key::MapRefusedSameCard,
        LinkRefusal::AlreadyLinked => Key::MapRefusedAlreadyLinked,
        LinkRefusal::WouldCircle => Key::MapRefusedWouldCircle,
        LinkRefusal::OnlyResultsServe => Key::MapRefusedOnlyResultsServe,
        LinkRefusal::ObjectivesMoveNothing => Key::MapRefusedObjectivesMoveNothing,
        LinkRefusal::RisksAreCauses => Key::MapRefusedRisksAreCauses,
        LinkRefusal::Gone => Key::MapRefusedGone,
    }
}

/// What a card says of itself, to be spoken whole.
pub struct CardWords<'a> {
    /// Its kind and lever, as they are written on it.
    pub head: &'a str,
    /// Its title, or what stands for it.
    pub title: &'a str,
    /// Its value with the unit, or what stands for it; may be empty.
    pub reading: &'a str,
    /// How it is doing.
    pub status: NodeStatus,
    /// The state's mark.
    pub mark: Mark,
    /// Its owner's name, if it has one owner.
    pub owner: Option<&'a str>,
}

/// The full name of a card: what is written on it, in that order, then state, trend and owner.
///
/// Who steers by voice says what they see, so the name begins with exactly that.
pub fn card_name(card: &CardWords<'_>) -> String {
    let mut said = vec![say_with(Key::MapCardName, &[("kind", card.head), ("title", card.title)])];
    if !card.reading.is_empty() {
        said.push(card.reading.to_owned());
    }
    said.push(say(card.mark.word()).to_owned());
    if card.status.stale {
        said.push(say(Key::StatusStale).to_owned());
    }
    match card.status.trend {
        Some(Trend::Improving) => said.push(say(Key::TrendImproving).to_owned()),
        Some(Trend::Worsening) => said.push(say(Key::TrendWorsening).to_owned()),
        None => {}
    }
    let owner = match card.owner {
        Some(owner) => say_with(Key::MapCardOwner, &[("name", owner)]),
        None => say(Key::MapCardUnowned).to_owned(),
    };
    format!("{}. {owner}", said.join(", "))
}

/// A link as a sentence.
pub fn link_name(link: &Link, from: &str, to: &str) -> String {
    let says = match link.kind {
        LinkKind::Serves => Key::MapLinkServes,
        LinkKind::DependsOn => Key::MapLinkDependsOn,
        LinkKind::Causes => match link.polarity() {
            Some(Polarity::Plus) => Key::MapLinkRaises,
            Some(Polarity::Minus) => Key::MapLinkLowers,
            None => Key::MapLinkUnsettled,
        },
    };
    let mut said = say_with(says, &[("from", from), ("to", to)]);
    if link.kind == LinkKind::Causes {
        said = format!("{said}, {}", say(strength_word(link.strength())));
        if let Some(days) = link.lag_days {
            let days = say_count(Key::MapDays, usize::try_from(days).unwrap_or(usize::MAX));
            said = format!("{said}, {}", say_with(Key::MapLinkAfter, &[("days", &days)]));
        }
        if is_untested(link) {
            said = format!("{said}, {}", say(Key::MapLinkUntested));
        }
    }
    said
}

/// Whether nobody has brought evidence for or against what a link says.
pub fn is_untested(link: &Link) -> bool {
    link.kind == LinkKind::Causes
        && !link.evidence.values().any(|evidence| evidence.deleted.is_none())
}

/// The strength of a link in three steps.
pub fn strength_step(strength: Strength) -> &'static str {
    match strength {
        Strength::Share(share) if share < 0.35 => "weak",
        Strength::Share(share) if share >= 0.65 => "strong",
        Strength::Share(_) | Strength::Moderate => "moderate",
        Strength::Weak => "weak",
        Strength::Strong => "strong",
    }
}

fn strength_word(strength: Strength) -> Key {
    match strength_step(strength) {
        "weak" => Key::MapStrengthWeak,
        "strong" => Key::MapStrengthStrong,
        _ => Key::MapStrengthModerate,
    }
}

#[cfg(test)]
mod tests {
    use causeway_insight::status::Status;

    use super::*;

    #[test]
    fn a_card_is_spoken_whole() {
        let status = NodeStatus {
            status: Status::Act,
            stale: false,
            trend: Some(Trend::Worsening),
            value: Some(61.0),
            on: None,
        };
        let said = card_name(&CardWords {
            head: "Driver · process",
            title: "Days to go-live",
            reading: "61 days",
            status,
            mark: Mark::Act,
            owner: Some("Operations chief"),
        });
        assert_eq!(
            said,
            "Driver · process: Days to go-live, 61 days, act, worsening. Owner: Operations chief"
        );
    }

    #[test]
    fn a_link_is_a_sentence() {
        let (from, to) = ("a".parse().unwrap(), "b".parse().unwrap());
        let mut link = Link::new(LinkKind::Causes, from, to);
        link.lag_days = Some(30);
        assert_eq!(
            link_name(&link, "Turnover", "Days to go-live"),
            "Turnover raises Days to go-live, moderate, after 30\u{a0}days, untested"
        );
    }
}
