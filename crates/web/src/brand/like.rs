//! What a brand's name is like.

use ledger::file::BrandFile;
use likeness::{Level, Why};
use pages::LikeBrand;
use words::Message;

use crate::desk::Desk;
use crate::error::PageError;
use crate::office::readings;
use crate::visitor::Visitor;

/// The nearest brands, each with why, and the readings of the name that somebody may laugh at.
pub(super) async fn like(
    desk: &Desk,
    visitor: &Visitor,
    file: &BrandFile,
    own: u64,
) -> Result<(Vec<LikeBrand>, Vec<String>), PageError> {
    let list = readings::list(desk).await?;
    let like = nearest(desk, visitor, &file.name, &file.slogan, Some(own)).await;
    let readings = likeness::readings(&file.name, &list).into_iter().map(|reading| {
        let message = match reading.level {
            Level::Written => Message::new("reading-written"),
            Level::Sound => Message::new("reading-sound").with("pinyin", reading.pinyin),
            Level::Confused => Message::new("reading-confused").with("pinyin", reading.pinyin),
        };
        visitor.say(
            &message.with("characters", reading.characters).with("phrase", reading.phrase).with("note", reading.note),
        )
    });
    Ok((like, readings.collect()))
}

/// The nearest brands to a name and a slogan, each with why; `own` is left out.
pub(crate) async fn nearest(
    desk: &Desk,
    visitor: &Visitor,
    name: &str,
    slogan: &str,
    own: Option<u64>,
) -> Vec<LikeBrand> {
    let names = desk.names.read().await;
    let like = names.nearest(name, slogan, own).into_iter().map(|near| LikeBrand {
        why: near.why.iter().map(|why| visitor.say(&words_of(why))).collect(),
        name: near.name,
        owner: near.owner,
    });
    like.collect()
}

fn words_of(why: &Why) -> Message {
    match why {
        Why::SameName => Message::new("like-same-name"),
        Why::SoundsAlike { ours, theirs } => Message::new("like-sounds").with("ours", ours).with("theirs", theirs),
        Why::SharedCharacters { characters } => Message::new("like-characters").with("characters", characters),
        Why::SharedBeginning { characters } => Message::new("like-beginning").with("characters", characters),
        Why::SharedEnding { characters } => Message::new("like-ending").with("characters", characters),
        Why::StockWords { words } => Message::new("like-stock-words").with("words", words.join(" ")),
        Why::SloganAlike { theirs, .. } => Message::new("like-slogan").with("theirs", theirs),
    }
}
