//! The only disk: reads notes and data, writes output atomically.
