//! What colleagues have just changed, in a sentence for those who hear the page; and its fading for those who see it.

use leptos::prelude::*;

use crate::i18n::{Key, say, say_count_with, say_with};
use crate::platform::clock;
use crate::platform::timer::{self, Timer};
use crate::state::echoes::{Deed, Did, Telling};
use crate::state::session::Session;

/// Colleagues' hands rest for so long before it is told what they did, in milliseconds: a word is one edit.
const REST_MS: u64 = 2_000;

/// It is told after so long at the latest, in milliseconds, and never more often.
const LATEST_MS: u64 = 8_000;

/// Speaks of what colleagues do, in one sentence at a time.
#[component]
pub(super) fn ColleaguesTold(session: Session) -> impl IntoView {
    fade(session);
    let said = RwSignal::new(String::new());
    let begun_ms = StoredValue::new(None::<u64>);
    let waiting = StoredValue::new_local(None::<Timer>);
    let untold = session.echoes.untold();
    Effect::new(move |_| {
        if untold.with(Vec::is_empty) {
            return;
        }
        let now = clock::now_ms();
        let begun = begun_ms.get_value().unwrap_or(now);
        begun_ms.set_value(Some(begun));
        let delay = REST_MS.min(begun.saturating_add(LATEST_MS).saturating_sub(now));
        let tell = move || {
            begun_ms.try_set_value(None);
            let told = Telling::of(worth_telling(session.echoes.take_untold()));
            if let Some(sentence) = sentence(session, &told) {
                said.try_set(sentence);
            }
        };
        waiting.set_value(Some(timer::after(u32::try_from(delay).unwrap_or(0), tell)));
    });
    view! { <p class="vh" role="status" data-telling>{move || said.get()}</p> }
}

/// Where cards lie on the map says nothing to who hears it.
fn worth_telling(mut deeds: Vec<Deed>) -> Vec<Deed> {
    let is_place = |deed: &Deed| deed.path.keys().get(2).is_some_and(|key| key == "position");
    deeds.retain(|deed| !is_place(deed) || deed.did != Did::Changed);
    deeds
}

fn sentence(session: Session, told: &Telling) -> Option<String> {
    let name = |by: &Option<_>| untrack(|| session.author(by.as_ref())).0;
    Some(match told {
        Telling::Nothing => return None,
        Telling::One(deed) => {
            let key = match deed.did {
                Did::Added => Key::ToldAdded,
                Did::Changed => Key::ToldChanged,
                Did::Deleted => Key::ToldDeleted,
            };
            say_with(key, &[("name", &name(&deed.by)), ("what", &what(deed))])
        }
        Telling::Several { by, count } => {
            say_count_with(Key::ToldSeveral, *count, &[("name", &name(by))])
        }
        Telling::Many { by, count } => {
            let names = by.iter().map(name).collect::<Vec<_>>().join(", ");
            say_count_with(Key::ToldSeveral, *count, &[("name", &names)])
        }
    })
}

/// A node by its title, a link by those of its ends.
fn what(deed: &Deed) -> String {
    let title = |at: usize| match deed.titles.get(at).map(String::as_str) {
        Some("") | None => say(Key::NodeNameless),
        Some(title) => title,
    };
    if deed.titles.len() < 2 {
        return say_with(Key::ToldNode, &[("title", title(0))]);
    }
    say_with(Key::ToldLink, &[("from", title(0)), ("to", title(1))])
}

/// What was shown long enough is shown no longer.
fn fade(session: Session) {
    let waiting = StoredValue::new_local(None::<Timer>);
    Effect::new(move |_| {
        session.echoes.track();
        let now = clock::now_ms();
        let timer = session.echoes.fade(now).map(|due| {
            let delay = u32::try_from(due.saturating_sub(now)).unwrap_or(u32::MAX);
            timer::after(delay.max(1), move || _ = session.echoes.fade(clock::now_ms()))
        });
        waiting.set_value(timer);
    });
}

#[cfg(test)]
mod tests {
    use causeway_model::Path;

    use super::*;

    #[test]
    fn where_a_card_was_put_is_not_told_but_a_new_card_is() {
        let deed = |at: &str, did| Deed {
            by: None,
            path: Path::of(at.split('/')),
            did,
            titles: vec!["Churn".to_owned()],
        };
        let told = worth_telling(vec![
            deed("nodes/churn/position", Did::Changed),
            deed("nodes/nrr/position", Did::Added),
            deed("nodes/nrr/title", Did::Changed),
        ]);
        assert_eq!(told.len(), 2);
    }

    #[test]
    fn a_link_is_told_by_its_ends_and_a_node_without_a_title_has_a_word() {
        let deed = |titles: &[&str]| Deed {
            by: None,
            path: Path::of(["links", "l1"]),
            did: Did::Added,
            titles: titles.iter().map(|title| (*title).to_owned()).collect(),
        };
        assert_eq!(what(&deed(&["Churn", "Growth"])), "the link from “Churn” to “Growth”");
        assert_eq!(what(&deed(&["Churn"])), "“Churn”");
        assert!(!what(&deed(&[""])).contains("“”"));
    }
}
