//! What was ever written at a place, so that nothing that someone typed is lost.

use causeway_model::Json;
use causeway_model::contested::sort_distinct;

use crate::place::{Holds, Place};
use crate::tree::{Reader, maps_among};

/// All values that were set at a path concurrently, each distinct one once.
pub(crate) fn values_at<S: AsRef<str>>(reader: Reader<'_>, path: &[S]) -> Vec<Json> {
    let Some((key, parents)) = path.split_last() else { return vec![reader.tree()] };
    let place = Place::at(path);
    let found = reader.found(&reader.maps(parents), key.as_ref());
    if place.holds() == Holds::Map && !maps_among(&found).is_empty() {
        return reader.shown(&found, place, path.len()).into_iter().collect();
    }
    let values = found.iter().filter_map(|found| reader.one(found, place, path.len()));
    let mut values: Vec<Json> =
        values.filter(|value| value != "" || place.holds() != Holds::Text).collect();
    sort_distinct(&mut values);
    values
}
