//! People: a colour, and always initials.

use leptos::prelude::*;

use crate::platform::locale;

/// The first letters of a name's first and last word, in capitals; `?` for a name without letters.
pub fn initials(name: &str) -> String {
    let mut letters =
        name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let Some(first) = letters.next() else { return "?".to_owned() };
    locale::upper(&[first].into_iter().chain(letters.next_back()).collect::<String>())
}

/// How many colours there are for people.
pub const CREWS: u8 = 6;

/// The colour that is someone's own, the same on every device: 1 to [`CREWS`]. Among those who are here several
/// may have the same: [`crews`](crate::state::crews) tells them apart.
pub fn crew_of(id: &str) -> u8 {
    let sum =
        id.bytes().fold(0_u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)));
    u8::try_from(sum % u32::from(CREWS)).unwrap_or(0) + 1
}

/// Someone as a small mark: initials to see, the name to hear and on hover.
#[component]
pub fn Avatar(
    /// Their name.
    #[prop(into)]
    name: Signal<String>,
    /// Their colour, 1 to 6; without one the mark stays grey.
    #[prop(optional, into)]
    crew: Signal<Option<u8>>,
    /// Whether it is small.
    #[prop(optional)]
    small: bool,
    /// Whether the name stands beside it, so that it needn't be spoken.
    #[prop(optional)]
    named: bool,
) -> impl IntoView {
    view! {
        <span
            class="person"
            data-crew=move || crew.get().map(|crew| crew.to_string())
            data-size=small.then_some("s")
            title=move || (!named).then(|| name.get())
        >
            <span aria-hidden="true">{move || initials(&name.get())}</span>
            {(!named).then(|| view! { <span class="vh">{move || name.get()}</span> })}
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_come_from_the_first_and_the_last_word() {
        assert_eq!(initials("Revenue chief"), "RC");
        assert_eq!(initials("  ana  "), "A");
        assert_eq!(initials("João da Silva (vendas)"), "JV");
        assert_eq!(initials("Émile"), "É");
        assert_eq!(initials("—"), "?");
    }

    #[test]
    fn a_colour_is_one_of_six() {
        for id in ["", "ceo", "cro", "cpo", "coo", "a-much-longer-id_000"] {
            assert!((1..=6).contains(&crew_of(id)));
        }
    }
}
