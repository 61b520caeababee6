//! Exponential and logarithm from additions, multiplications and divisions alone, so that every machine gives the same
//! bits.

/// `e^x`, to about seven digits.
pub fn exp(x: f32) -> f32 {
    let x = x.clamp(-87.0, 87.0);
    let whole = (x * std::f32::consts::LOG2_E).round();
    let rest = x - whole * std::f32::consts::LN_2;
    let series = (1..=7).rev().fold(1.0, |sum, n| 1.0 + rest / n as f32 * sum);
    series * f32::from_bits(((whole as i32 + 127) as u32) << 23)
}

/// The natural logarithm of a positive number, to about six digits.
pub fn ln(x: f32) -> f32 {
    let x = x.max(f32::MIN_POSITIVE);
    let bits = x.to_bits();
    let (mut power, mut part) =
        ((bits >> 23) as i32 - 127, f32::from_bits(bits & 0x7f_ffff | 0x3f80_0000));
    if part > std::f32::consts::SQRT_2 {
        (power, part) = (power + 1, part / 2.0);
    }
    let y = (part - 1.0) / (part + 1.0);
    let square = y * y;
    let series = (0..6).rev().fold(0.0, |sum, n| 1.0 / (2 * n + 1) as f32 + square * sum);
    power as f32 * std::f32::consts::LN_2 + 2.0 * y * series
}

/// The probability of some log-odds.
pub fn logistic(x: f32) -> f32 {
    1.0 / (1.0 + exp(-x))
}

/// The log-odds of a probability, softened so that none is infinite.
pub fn logit(p: f32, soft: f32) -> f32 {
    ln((p + soft) / (1.0 - p + soft))
}

/// Turns scores into probabilities.
pub fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.iter_mut().for_each(|s| *s = exp(*s - most));
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|s| *s /= sum);
}
