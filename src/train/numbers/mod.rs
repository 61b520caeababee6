//! The arithmetic of learning: linear models, choices, boosted trees. The result is the same for any number of threads.

pub mod random;
pub mod sparse;
pub mod lbfgs;
pub mod logistic;
pub mod conditional;
pub mod bins;
pub mod boost;
