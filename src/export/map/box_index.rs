//! An index of boxes that finds those that meet another box quickly: sixteen are compared at a time, in
//! whole pixels, rounded outwards.
//!
//! Cost: linear, but about a tenth of comparing one by one.

use crate::export::map::geometry::Rect;

/// How many are compared at a time.
const WIDTH: usize = 16;

/// Boxes by number, with one list for each side.
#[derive(Clone, Debug, Default)]
pub struct BoxIndex {
    left: Vec<i16>,
    top: Vec<i16>,
    right: Vec<i16>,
    bottom: Vec<i16>,
}

impl BoxIndex {
    /// `count` boxes, none of which meets anything yet.
    pub fn new(count: usize) -> BoxIndex {
        let count = count.next_multiple_of(WIDTH);
        let (greatest, least) = (vec![i16::MAX; count], vec![i16::MIN; count]);
        BoxIndex { left: greatest.clone(), top: greatest, right: least.clone(), bottom: least }
    }

    /// Sets the position of a box.
    pub fn set(&mut self, number: usize, rect: &Rect) {
        self.left[number] = rect.left.floor() as i16;
        self.top[number] = rect.top.floor() as i16;
        self.right[number] = rect.right.ceil() as i16;
        self.bottom[number] = rect.bottom.ceil() as i16;
    }

    /// The numbers of the boxes that meet this one, in order; also of some that miss it by a pixel.
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
                NonZeroBytes(u128::from_le_bytes(meets)).map(move |i| chunk * WIDTH + i)
            },
        )
    }
}

/// The positions of the bytes that are not zero.
struct NonZeroBytes(u128);

impl Iterator for NonZeroBytes {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let place = (self.0 != 0).then(|| self.0.trailing_zeros() as usize / 8)?;
        self.0 &= self.0 - 1;
        Some(place)
    }
}
