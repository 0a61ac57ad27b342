//! Names of brands that look or sound alike.
//!
//! 渝快办 is spoken like 愉快办, and every second office has an 阳光 something. Whoever proposes a name should hear of it before
//! the name hangs on a wall: [`Names::nearest`] names the five nearest brands of the register and of other cities, each with the
//! reasons, and [`readings()`] says what else the name can be taken for. Both only warn. Whether a likeness is a fault is for
//! people to say.
//!
//! ```
//! use likeness::{Known, Names, Why};
//!
//! let mut names = Names::with_examples();
//! names.add(Known { id: 7, name: "好满意".into(), slogan: String::new(), owner: "住房局".into() });
//! let near = names.nearest("濠满意", "", None);
//! assert_eq!(near[0].why, [Why::SameName]); // that of Nantong
//! assert_eq!((near[1].id, near[1].likeness), (7, 0.9575));
//! assert_eq!(near[1].why[0], Why::SoundsAlike { ours: "hao man yi".into(), theirs: "hao man yi".into() });
//! ```
//!
//! # How likeness is computed
//!
//! Letters, digits and Chinese characters count; spaces, dots, quotes, width and capitals do not.
//!
//! 1. **Weight.** A character weighs 1; one that belongs to a stock word (阳光, 满意, 好办, 先锋 …: `data/stock-words.txt`)
//!    weighs ½, because it says little about who took it from whom.
//! 2. **Agreement.** The two names are laid one over the other, in order, with gaps where needed, so that as much as possible
//!    agrees. The same character over itself counts its weight; another character that is read the same, tones left aside,
//!    0.9 of it; one whose reading many speakers do not tell apart (`zheng` and `zhen`), 0.7. Any reading of a character will
//!    do. Of two weights the lower holds.
//! 3. **Likeness** is twice the agreement, divided by the weight of both names: 1 for the same name, 0 for nothing in common.
//! 4. **Beginning and ending.** Names that begin or end with the same two characters are taken for a family. That closes 15 in
//!    100 of what is missing to 1.
//!
//! Names are named from 0.35 on, and only if two characters or more agree: one in common is no likeness, unless it is the whole
//! of both. **Slogans** are compared by the same rule; from 0.65 on they count, with three quarters of
//! their likeness. The higher of the two figures is the brand's.
//!
//! For example 濠满意 and 好满意: 濠 and 好 are both read `hao`, 满意 is a stock word. Agreement 0.9 + ½ + ½ = 1.9; weight
//! 2 and 2; likeness 2 × 1.9 / 4 = 0.95. Both end with 满意: 0.95 + 0.15 × 0.05 = 0.9575.
//!
//! And 阳光税线 and 阳光运政: agreement ½ + ½ = 1, weight 3 and 3, likeness 2 × 1 / 6 = 0.33; the beginning makes it 0.43. They
//! are named, but far below a name that was made after another.
//!
//! Why so: order matters to the ear, one figure by four rules can be redone with a pencil, and nothing depends on which other
//! names are there, so the figure of a pair does not change when the register grows.
//!
//! # Readings
//!
//! Of 行, 乐, 长 and 重 any living reading may be meant; `data/polyphones.txt` has them. Every other character has the reading of
//! the dictionary. Those that only old texts know (红 as `gong`) are left out. Traditional characters are not turned into
//! simplified ones: they agree by their sound.

mod agree;
mod names;
mod postings;
mod readings;
mod sound;
mod spell;
mod text;
mod why;
mod written;

pub use names::{FIRST_EXAMPLE, Known, NEAREST_AT_MOST, Names, Near, compare};
pub use readings::{Level, Phrase, Reading, read_list, readings, starting_list, write_list};
pub use spell::{initials, matches_initials, pinyin, syllables, taken_for};
pub use why::Why;
