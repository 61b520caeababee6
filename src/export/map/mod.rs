//! Maps as SVG: self-contained, for light and dark themes, the same bytes for the same view.
//!
//! The canvas is divided into cells, one for each cluster (`cells`); a force-directed layout places the
//! entities inside their cells (`force_layout`); then every mark and name is moved until the costs of
//! the drawing rules are as low as possible (`refine`, `costs`). Only then is anything drawn (`draw`).
//! Positions are computed with additions, products and square roots only, which are exact to the last
//! bit on every machine.

pub mod geometry;
pub mod text;
pub mod palette;
pub mod path_data;
pub mod mark;
pub mod label;
pub mod layout;
pub mod cells;
pub mod force_layout;
pub mod box_index;
pub mod costs;
pub mod refine;
pub mod arrange;
pub mod cluster_outline;
pub mod legend;
pub mod draw;
pub mod fan;
pub mod event;
pub mod years;
pub mod exporter;

/// The file of the topic map.
pub const TOPIC_MAP: &str = "topic-map.svg";
