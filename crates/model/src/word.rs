//! Enumerations: types whose values are words of the file form.

/// Declares an enumeration with its words, in the order in which people list them.
macro_rules! words {
    ($($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),+ $(,)? })+) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$doc])* $variant),+
        }

        impl $name {
            /// Every value.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Every value as the file form writes it, in the order of [`Self::ALL`].
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The value that a word names, if it is one of these.
            pub fn parse(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }

            /// The word of the file form.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.write_str(self.as_str())
            }
        }

        impl $crate::slot::Readable for $name {
            const SHAPE: $crate::schema::Shape = $crate::schema::Shape::Enum(Self::WORDS);

            fn read<'a>(json: &'a $crate::Json, walk: &mut $crate::walk::Walk<'a>) -> Option<Self> {
                let rule = $crate::Rule::Enum(Self::WORDS);
                walk.expect(json.as_str().and_then(Self::parse), rule, json)
            }
        }
    )+};
}
pub(crate) use words;
