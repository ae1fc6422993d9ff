//! Edits as people remember them: a word that was typed letter by letter is one.

use causeway_document::Edit;

/// Edits of one field by one person, no further apart than this, are one; in seconds.
const PAUSE: i64 = 300;

/// Joins what belongs together, and leaves out what people don't look for. The latest stands first, before and after.
pub(super) fn gathered(edits: Vec<Edit>) -> Vec<Edit> {
    let mut gathered: Vec<Edit> = Vec::new();
    for edit in edits.into_iter().filter(matters) {
        let before = gathered.iter_mut().rev().take(8).find(|later| goes_on(&edit, later));
        match before {
            // `edit` came first: what it found is what was there before all of them.
            Some(later) => later.before = edit.before,
            None => gathered.push(edit),
        }
    }
    gathered.retain(|edit| edit.before != edit.after);
    gathered
}

fn goes_on(edit: &Edit, later: &Edit) -> bool {
    let is_soon = match (edit.at, later.at) {
        (Some(edit), Some(later)) => (later - edit).num_seconds().abs() <= PAUSE,
        _ => false,
    };
    is_soon && edit.path == later.path && edit.actor == later.actor && edit.after == later.before
}

/// Places on the map, and who typed a value when, are no news.
fn matters(edit: &Edit) -> bool {
    let keys = edit.path.keys();
    let has = |wanted: &str| keys.iter().any(|key| key == wanted);
    let is_noise = match keys.last().map(String::as_str) {
        Some("entered") => has("observations"),
        Some("by") => has("observations") || has("deleted") || has("archived"),
        _ => has("position"),
    };
    !is_noise
}

#[cfg(test)]
mod tests {
    use causeway_model::time::parse_instant;
    use causeway_model::{Json, Path};

    use super::*;

    fn edit(path: &str, minute: u32, before: &str, after: &str) -> Edit {
        let value = |text: &str| (!text.is_empty()).then(|| Json::from(text));
        Edit {
            at: parse_instant(&format!("2026-03-01T12:{minute:02}:00Z")),
            actor: "a1".to_owned(),
            path: Path::of(path.split('/')),
            before: value(before),
            after: value(after),
        }
    }

    #[test]
    fn a_word_that_is_typed_is_one_edit() {
        let typed = vec![
            edit("nodes/a/title", 2, "Chu", "Chur"),
            edit("nodes/a/title", 1, "C", "Chu"),
            edit("nodes/a/title", 0, "", "C"),
        ];
        let found = gathered(typed);
        assert_eq!(found.len(), 1);
        assert_eq!((&found[0].before, &found[0].after), (&None, &Some(Json::from("Chur"))));
    }

    #[test]
    fn edits_of_others_and_of_other_days_stand_by_themselves() {
        let mut by_another = edit("nodes/a/title", 1, "A", "B");
        by_another.actor = "b2".to_owned();
        let apart = vec![
            edit("nodes/a/title", 30, "B", "C"),
            by_another,
            edit("nodes/a/title", 0, "", "A"),
        ];
        assert_eq!(gathered(apart).len(), 3);
    }

    #[test]
    fn what_was_typed_and_taken_back_and_places_on_the_map_are_no_news() {
        let back = vec![edit("nodes/a/title", 1, "AB", "A"), edit("nodes/a/title", 0, "A", "AB")];
        assert_eq!(gathered(back), []);
        assert_eq!(gathered(vec![edit("nodes/a/position/x", 0, "", "1")]), []);
    }
}
