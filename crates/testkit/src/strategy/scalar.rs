//! Values of the narrow kinds: ids, dates, levels.

use causeway_model::Json;
use causeway_model::schema::KeyKind;
use proptest::prelude::*;
use proptest::sample::select;

/// Ids that may name anything.
const IDS: [&str; 8] = ["a", "b", "c", "d", "e-1", "F_2", "007", "x-y_Z-0123456789"];

pub(super) fn id() -> impl Strategy<Value = String> {
    select(&IDS[..]).prop_map(str::to_owned)
}

pub(super) fn key(kind: KeyKind) -> BoxedStrategy<String> {
    match kind {
        KeyKind::Id => id().boxed(),
        KeyKind::Date => date().boxed(),
        KeyKind::Actor => select(&["00", "00ff", "c0ffee00c0ffee00c0ffee00c0ffee00"][..])
            .prop_map(str::to_owned)
            .boxed(),
        KeyKind::Text => "[a-z/~ é:]{1,8}".boxed(),
    }
}

pub(super) fn date() -> impl Strategy<Value = String> {
    (2024_u32..2028, 1_u32..=12, 1_u32..=28)
        .prop_map(|(year, month, day)| format!("{year}-{month:02}-{day:02}"))
}

pub(super) fn instant() -> impl Strategy<Value = String> {
    let time = (date(), 0_u32..24, 0_u32..60, prop_oneof![Just(""), Just(".5"), Just(".125")]);
    let instant = time.prop_map(|(date, hour, minute, fraction)| {
        format!("{date}T{hour:02}:{minute:02}:59{fraction}Z")
    });
    prop_oneof![4 => instant, 1 => date()]
}

/// A whole number, as an integer or as a float.
pub(super) fn whole(from: i32, to: i32) -> impl Strategy<Value = Json> {
    (from..=to, any::<bool>()).prop_map(|(number, is_float)| {
        if is_float { Json::from(f64::from(number)) } else { Json::from(number) }
    })
}

/// A number above 0.
pub(super) fn positive() -> impl Strategy<Value = Json> {
    prop_oneof![whole(1, 20), (0.001_f64..1e6).prop_map(Json::from)]
}
