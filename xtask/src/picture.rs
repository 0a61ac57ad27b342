//! Pictures of pages, made small: few colours, which pages have anyway, and a palette instead of three bytes a dot.

use std::collections::HashMap;
use std::path::Path;

use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Filter, Transformations};

/// A palette of four bits a dot.
const COLOURS: usize = 16;

type Colour = [u8; 3];

/// Reads a PNG and writes it with few colours; gives its size in bytes.
pub(crate) fn shrink(from: &Path, to: &Path) -> Result<usize, String> {
    let problem = |path: &Path, what: String| format!("{}: {what}", path.display());
    let bytes = std::fs::read(from).map_err(|error| problem(from, error.to_string()))?;
    let (width, dots) = decode(&bytes).map_err(|error| problem(from, error))?;
    let small = encode(width, &dots).map_err(|error| problem(from, error))?;
    std::fs::write(to, &small).map_err(|error| problem(to, error.to_string()))?;
    Ok(small.len())
}

/// The width, and the colours of all dots, row by row.
fn decode(bytes: &[u8]) -> Result<(usize, Vec<Colour>), String> {
    let mut decoder = Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(|error| error.to_string())?;
    let mut buffer = vec![0; reader.output_buffer_size().ok_or("it is too large")?];
    let frame = reader.next_frame(&mut buffer).map_err(|error| error.to_string())?;
    let samples = match frame.color_type {
        ColorType::Rgb => 3,
        ColorType::Rgba => 4,
        other => return Err(format!("a browser's picture has colours, and not {other:?}")),
    };
    let dot = |dot: &[u8]| dot.first_chunk::<3>().copied().unwrap_or_default();
    Ok((frame.width as usize, buffer.chunks_exact(samples).map(dot).collect()))
}

fn encode(width: usize, dots: &[Colour]) -> Result<Vec<u8>, String> {
    let mut counts: HashMap<Colour, u64> = HashMap::new();
    dots.iter().for_each(|dot| *counts.entry(*dot).or_default() += 1);
    let mut counted: Vec<(Colour, u64)> = counts.into_iter().collect();
    counted.sort_unstable();
    let palette = palette(&counted);
    let place = |colour: &Colour| {
        (0..).zip(&palette).min_by_key(|(_, known)| distance(colour, known)).map_or(0, |(place, _)| place)
    };
    let places: HashMap<Colour, u8> = counted.iter().map(|(colour, _)| (*colour, place(colour))).collect();
    let mut packed = Vec::with_capacity(dots.len() / 2);
    for row in dots.chunks(width) {
        let of = |dot: Option<&Colour>| dot.and_then(|dot| places.get(dot)).copied().unwrap_or_default();
        packed.extend(row.chunks(2).map(|pair| (of(pair.first()) << 4) | of(pair.get(1))));
    }
    let size = |number: usize| u32::try_from(number).map_err(|error| error.to_string());
    let mut out = Vec::new();
    let mut encoder = Encoder::new(&mut out, size(width)?, size(dots.len() / width)?);
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Four);
    encoder.set_palette(palette.concat());
    encoder.set_compression(Compression::High);
    encoder.set_filter(Filter::NoFilter);
    let mut writer = encoder.write_header().map_err(|error| error.to_string())?;
    writer.write_image_data(&packed).map_err(|error| error.to_string())?;
    writer.finish().map_err(|error| error.to_string())?;
    Ok(out)
}

/// The colours that stand for all: the commonest, and then each time the one that the others stand for worst, all its dots together.
fn palette(counted: &[(Colour, u64)]) -> Vec<Colour> {
    let mut palette: Vec<Colour> =
        counted.iter().max_by_key(|(_, count)| *count).map(|(colour, _)| *colour).into_iter().collect();
    while palette.len() < COLOURS {
        let wrong = |(colour, count): &(Colour, u64)| {
            count * palette.iter().map(|known| distance(colour, known)).min().unwrap_or_default()
        };
        let Some((worst, _)) = counted.iter().max_by_key(|entry| wrong(entry)).filter(|entry| wrong(entry) > 0) else {
            break;
        };
        palette.push(*worst);
    }
    palette
}

fn distance(one: &Colour, other: &Colour) -> u64 {
    one.iter().zip(other).map(|(one, other)| u64::from(one.abs_diff(*other)).pow(2)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_of_few_colours_stays_as_it_is() -> Result<(), String> {
        let dots: Vec<Colour> = (0..77).map(|dot| if dot % 7 < 3 { [251, 250, 246] } else { [10, 101, 82] }).collect();
        let small = encode(7, &dots)?;
        let mut decoder = Decoder::new(std::io::Cursor::new(&small));
        decoder.set_transformations(Transformations::EXPAND);
        let mut reader = decoder.read_info().map_err(|error| error.to_string())?;
        let mut buffer = vec![0; reader.output_buffer_size().unwrap_or_default()];
        reader.next_frame(&mut buffer).map_err(|error| error.to_string())?;
        assert_eq!(buffer, dots.concat());
        Ok(())
    }

    #[test]
    fn many_colours_become_those_that_are_nearest() {
        let greys: Vec<(Colour, u64)> = (0..=255).map(|grey| ([grey; 3], 1)).collect();
        let palette = palette(&greys);
        assert_eq!(palette.len(), COLOURS);
        let farthest =
            greys.iter().filter_map(|(grey, _)| palette.iter().map(|known| distance(grey, known)).min()).max();
        assert!(farthest.is_some_and(|farthest| farthest <= 3 * 16 * 16), "{farthest:?}");
    }
}
