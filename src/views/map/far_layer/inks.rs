//! The colours of the painted map: meanings of `style/tokens.css`, as the canvas knows them.

/// What a colour is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ink {
    /// A measure is fine.
    Ok,
    /// A measure is to be watched.
    Watch,
    /// Someone must act.
    Act,
    /// Nothing is known.
    Blank,
    /// What a card is made of, where its state isn't its colour.
    Surface,
    /// An objective.
    Land,
    /// The line around a card that is fine.
    Edge,
    /// The water around a badge.
    Water,
    /// A link.
    Link,
    /// What is chosen.
    Focus,
    /// A path.
    Path,
    /// How full a level is.
    Level,
    /// One of the six people, from 1.
    Person(u8),
    /// The same, faint.
    Faint(u8),
}

const ALL: [(Ink, &str); 24] = [
    (Ink::Ok, "var(--ok)"),
    (Ink::Watch, "var(--watch)"),
    (Ink::Act, "var(--act)"),
    (Ink::Blank, "var(--blank)"),
    (Ink::Surface, "var(--surface)"),
    (Ink::Land, "var(--land-edge)"),
    (Ink::Edge, "var(--edge-card)"),
    (Ink::Water, "var(--depth-1)"),
    (Ink::Link, "var(--link)"),
    (Ink::Focus, "var(--focus)"),
    (Ink::Path, "var(--overprint-track)"),
    (Ink::Level, "var(--level)"),
    (Ink::Person(1), "var(--person-1)"),
    (Ink::Person(2), "var(--person-2)"),
    (Ink::Person(3), "var(--person-3)"),
    (Ink::Person(4), "var(--person-4)"),
    (Ink::Person(5), "var(--person-5)"),
    (Ink::Person(6), "var(--person-6)"),
    (Ink::Faint(1), "color-mix(in srgb, var(--person-1) 24%, var(--surface))"),
    (Ink::Faint(2), "color-mix(in srgb, var(--person-2) 24%, var(--surface))"),
    (Ink::Faint(3), "color-mix(in srgb, var(--person-3) 24%, var(--surface))"),
    (Ink::Faint(4), "color-mix(in srgb, var(--person-4) 24%, var(--surface))"),
    (Ink::Faint(5), "color-mix(in srgb, var(--person-5) 24%, var(--surface))"),
    (Ink::Faint(6), "color-mix(in srgb, var(--person-6) 24%, var(--surface))"),
];

/// What each colour is in CSS: an element in it tells what it comes to.
pub(super) fn values() -> impl Iterator<Item = &'static str> {
    ALL.iter().map(|(_, value)| *value)
}

/// The colours as they are just now.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Inks(Vec<String>);

impl Inks {
    /// Takes what the elements in the colours of [`values`] have come to, in that order.
    pub(super) fn read(colours: &[String]) -> Self {
        Self(colours.to_vec())
    }

    /// A colour, as the canvas knows it.
    pub(super) fn of(&self, ink: Ink) -> &str {
        let at = ALL.iter().position(|(other, _)| *other == ink);
        at.and_then(|at| self.0.get(at)).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_colour_is_found_by_what_it_is_for() {
        let colours: Vec<String> = values().map(str::to_owned).collect();
        let inks = Inks::read(&colours);
        assert_eq!(inks.of(Ink::Watch), "var(--watch)");
        for crew in 1..=6 {
            assert!(inks.of(Ink::Person(crew)).contains(&crew.to_string()));
            assert!(inks.of(Ink::Faint(crew)).contains("24%"));
        }
    }
}
