//! Enums whose values have a word each, in a text of settings or in another language.

/// Implements the words of an enum, both ways.
#[doc(hidden)]
#[macro_export]
macro_rules! words {
    ($name:ident { $($variant:ident = $word:literal),* }) => {
        impl $name {
            /// The word for it.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// All words, in the order of the values.
            pub const WORDS: &'static [&'static str] = &[$($word),*];

            /// The value of this word, if there is one.
            #[must_use]
            pub fn of_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}
