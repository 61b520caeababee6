//! Many boxes, of which those that meet another are found fast: sixteen are compared at a time, in whole
//! pixels, rounded outwards.
//!
//! Cost: linear, but some ten times less than looking at each.

use crate::export::map::geometry::Rect;

/// How many are compared at a time.
const WIDTH: usize = 16;

/// The boxes by number, a side after the other.
#[derive(Clone, Debug, Default)]
pub struct Boxes {
    left: Vec<i16>,
    top: Vec<i16>,
    right: Vec<i16>,
    bottom: Vec<i16>,
}

impl Boxes {
    /// So many boxes, none of which meets anything yet.
    pub fn new(count: usize) -> Boxes {
        let count = count.next_multiple_of(WIDTH);
        let (never, nor) = (vec![i16::MAX; count], vec![i16::MIN; count]);
        Boxes { left: never.clone(), top: never, right: nor.clone(), bottom: nor }
    }

    /// Puts a box somewhere.
    pub fn set(&mut self, number: usize, rect: &Rect) {
        self.left[number] = rect.left.floor() as i16;
        self.top[number] = rect.top.floor() as i16;
        self.right[number] = rect.right.ceil() as i16;
        self.bottom[number] = rect.bottom.ceil() as i16;
    }

    /// The numbers of the boxes that meet this one, in order; a few that miss it by a pixel too.
    pub fn meeting(&self, rect: &Rect) -> impl Iterator<Item = usize> {
        let [left, top] = [rect.left, rect.top].map(|side| side.floor() as i16);
        let [right, bottom] = [rect.right, rect.bottom].map(|side| side.ceil() as i16);
        let columns = self.left.chunks_exact(WIDTH).zip(self.right.chunks_exact(WIDTH));
        let rows = self.top.chunks_exact(WIDTH).zip(self.bottom.chunks_exact(WIDTH));
        columns.zip(rows).enumerate().flat_map(
            move |(chunk, ((lefts, rights), (tops, bottoms)))| {
                let mut meets = [0u8; WIDTH];
                for i in 0..WIDTH {
                    let across = (lefts[i] <= right) & (rights[i] >= left);
                    let down = (tops[i] <= bottom) & (bottoms[i] >= top);
                    meets[i] = u8::from(across & down);
                }
                Bits(u128::from_le_bytes(meets)).map(move |i| chunk * WIDTH + i)
            },
        )
    }
}

/// The places of the bytes that are not zero.
struct Bits(u128);

impl Iterator for Bits {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let place = (self.0 != 0).then(|| self.0.trailing_zeros() as usize / 8)?;
        self.0 &= self.0 - 1;
        Some(place)
    }
}
