//! One search box: finds names as people type them.
//!
//! A visitor knows a name by half, types it with the first letters of its sounds, picks the wrong character of the same sound, or
//! leaves out a letter of an English word. [`Index::find`] understands:
//!
//! | typed | finds | as |
//! |---|---|---|
//! | 环境影响 | 建设项目**环境影响**报告书审批 | the characters, anywhere |
//! | 环评 | 建设项目**环**境影响**评**价 | the characters in order, with others between them |
//! | `sthjj` | 望澜市**生态环境局** | the first letters of the pinyin |
//! | `shengtai`, `stai`, `st环境` | **生态**环境局 | pinyin, whole, begun, or mixed with characters |
//! | `护照 签发`, `passport ordinary` | 普通**护照****签发** | several words in any order, each somewhere in the name or the other texts |
//! | 生太环境, 生态还境局 | **生态环境**局 | corrected: characters that sound alike |
//! | 生态坏境局, 生态境局 | **生态环境局** | corrected: of 3 characters or more one wrong, missing or too many |
//! | `shegntai`, `sengtai` | **生态**环境局 | corrected: a letter of the pinyin, or a sound that many do not tell apart |
//! | `pasport`, `enviromental` | Ordinary **passport** | corrected: one mistake in an English word of 4 to 7 letters, two from 8 on |
//!
//! Width, capitals, accents, and blanks and signs within a name do not matter. Traditional characters are found as simplified ones, the
//! usual 600 of them (`data/traditional.txt`). Every living reading of a character counts: 银行 is found by `yh` as by `yx`.
//!
//! ```
//! use search::{Entry, Index, Kind, Why};
//!
//! let entry = |id, text: &str, english: &str| {
//!     Entry { kind: Kind::Service, id, text: text.into(), more: vec![english.into()], weight: 0 }
//! };
//! let index = Index::new(vec![
//!     entry(1, "普通护照签发", "Ordinary passport"),
//!     entry(2, "往来港澳通行证签发", "Travel permit for Hong Kong and Macao"),
//! ]);
//! let found = index.find("pthz", 20);
//! assert_eq!((found.hits[0].id, &found.hits[0].why), (1, &Why::Initials));
//! let found = index.find("pasport", 20);
//! assert_eq!(found.hits[0].why, Why::Corrected { from: "pasport".into(), to: "passport".into() });
//! assert!(index.find("驾驶证", 20).hits.is_empty());
//! ```
//!
//! # What stands before what
//!
//! 1. **How it was found**: exact, then as the beginning, then contained, then all words somewhere, then the characters with gaps, then by
//!    initials, then by pinyin, then a word of the other texts that begins with fewer than four letters, then corrected: by sound before
//!    a wrong character or letter, and that before two wrong letters. Several words are found as the one that was found worst.
//! 2. What was found in the **name**, before what was found in the other texts.
//! 3. The **weight**, the higher first.
//! 4. The **shorter name**, counted in letters, digits and characters.
//! 5. The kind in the order of [`Kind`], then the number.
//!
//! Nothing is corrected while anything is found as it was typed. So what is right is never hidden among guesses, and the slow
//! questions are asked seldom.
//!
//! Fewer than four Latin letters count in an English text only at the beginning of a word: they are more likely initials. From four on
//! they may stand inside one.
//!
//! # How it is fast
//!
//! Characters have lists of the texts in which they stand. Of pinyin, the letters that can only begin a syllable (`s`, `t`, `h`, `j` of
//! `shengtaihuanjing`) are compared with one number for each text before it is read aloud against what was typed, bit by bit. English
//! words are looked up in the list of all words, of which there are few; an edit distance is taken only of words with nearly the same letters.
//! `examples/find_in_hundred_thousand.rs` says what that comes to.

mod find;
mod fold;
mod found;
mod index;
mod signs;
mod spoken;
mod term;
mod vocabulary;

pub use find::{Found, Hit, Mark, Why};
pub use index::{Entry, Index, Kind};
