//! Questions to the graph, one file each; plain views as answers.

pub mod map;
