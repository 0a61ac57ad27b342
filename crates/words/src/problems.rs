//! Errors that speak: an enum whose variants are sentences of the catalogue.

/// Declares an error enum: each variant names its key in the catalogue, and its fields are the sentence's arguments.
///
/// The enum gets `message()`, an English `Display` and `std::error::Error`. A variant after `from` wraps the error of
/// another crate and says what that one says.
///
/// ```
/// words::problems! {
///     /// What can go wrong with a file.
///     pub enum FileProblem {
///         /// There is no such file.
///         Missing { file: String } = "no-such-file",
///     }
/// }
///
/// let problem = FileProblem::Missing { file: "records.csv".into() };
/// assert_eq!(problem.message().key(), "no-such-file");
/// ```
#[macro_export]
macro_rules! problems {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident {
            $( $(#[$vmeta:meta])* $variant:ident { $( $(#[$fmeta:meta])* $field:ident : $ty:ty ),* $(,)? } = $key:literal ),* $(,)?
        }
        $( from { $( $(#[$wmeta:meta])* $wrap:ident ( $inner:ty ) ),* $(,)? } )?
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        $vis enum $name {
            $( $(#[$vmeta])* #[allow(missing_docs)] $variant { $( $(#[$fmeta])* $field: $ty ),* } ),*
            $( , $( $(#[$wmeta])* $wrap($inner) ),* )?
        }

        impl $name {
            /// What to tell the reader: the sentence's key in the catalogue, and its arguments.
            pub fn message(&self) -> $crate::Message {
                match self {
                    $( Self::$variant { $( $field ),* } => $crate::Message::new($key)$( .with(stringify!($field), $field) )* ),*
                    $( , $( Self::$wrap(inner) => inner.message() ),* )?
                }
            }
        }

        impl ::std::convert::From<&$name> for $crate::Value {
            fn from(problem: &$name) -> Self {
                Self::from(problem.message())
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, out: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.message(), out)
            }
        }

        impl ::std::error::Error for $name {}

        $( $(
            impl ::std::convert::From<$inner> for $name {
                fn from(inner: $inner) -> Self {
                    Self::$wrap(inner)
                }
            }
        )* )?
    };
}
