//! Looks for mistakes in the tables.
