//! Tests of the real window. One file a subject, one window a test.

mod opens;
mod policy;
