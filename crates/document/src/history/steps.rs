//! How many steps stand between two moments, as the people who took them would count.

use std::collections::BTreeMap;

use automerge::legacy::{Key, ObjectId, OpId, OpType};
use automerge::{ActorId, AutoCommit, ChangeHash, ExpandedChange, ObjId, ObjType, Prop, ReadDoc};

/// Changes know whole seconds: so far apart, at most, are letters without a pause of
/// [`TYPING_PAUSE`](crate::undo::TYPING_PAUSE) between them.
const TYPING_SECONDS: i64 = 1;

/// The text in which somebody typed last, and when.
struct Hand {
    text: ObjectId,
    seconds: i64,
}

/// How many steps came since a point in the history.
pub(crate) fn steps_after(auto: &mut AutoCommit, heads: &[ChangeHash]) -> usize {
    let changes = auto.get_changes(heads);
    let mut hands: BTreeMap<ActorId, Hand> = BTreeMap::new();
    let mut steps = 0;
    for change in &changes {
        let (actor, seconds) = (change.actor_id(), change.timestamp());
        let change = change.decode();
        if claims(auto, &change) {
            continue;
        }
        let Some(text) = typed_in(&change) else {
            hands.remove(actor);
            steps += 1;
            continue;
        };
        let goes_on = hands.get(actor).is_some_and(|hand| {
            hand.text == text && (0..=TYPING_SECONDS).contains(&(seconds - hand.seconds))
        });
        if !goes_on {
            steps += 1;
        }
        hands.insert(actor.clone(), Hand { text, seconds });
    }
    steps
}

/// The one text that a change writes in, if it does nothing else.
fn typed_in(change: &ExpandedChange) -> Option<ObjectId> {
    let mut typed = None;
    for (counter, op) in (change.start_op.get()..).zip(&change.operations) {
        let text = match (&op.key, &op.action) {
            (Key::Seq(_), _) => op.obj.clone(),
            (Key::Map(_), OpType::Make(ObjType::Text)) => {
                ObjectId::Id(OpId(counter, change.actor_id.clone()))
            }
            // What the text lies in may have to be made first.
            (Key::Map(_), OpType::Make(ObjType::Map)) => continue,
            (Key::Map(_), _) => return None,
        };
        if typed.as_ref().is_some_and(|typed| *typed != text) {
            return None;
        }
        typed = Some(text);
    }
    typed
}

/// Whether a change says who writes, and nothing else: nobody did that.
fn claims(auto: &AutoCommit, change: &ExpandedChange) -> bool {
    // One command is one change: what holds of its first operation holds of all.
    let Some(op) = change.operations.first() else { return false };
    match &op.obj {
        ObjectId::Root => matches!(&op.key, Key::Map(key) if *key == "actors"),
        ObjectId::Id(OpId(counter, actor)) => {
            let parents = auto.parents(ObjId::Id(*counter, actor.clone(), 0));
            let first = parents.ok().and_then(Iterator::last);
            first.is_some_and(|first| first.prop == Prop::Map("actors".to_owned()))
        }
    }
}
