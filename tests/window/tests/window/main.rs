//! Tests of the real window. One file a subject, one window a test.

mod bad_input;
mod every_screen;
mod former_number;
mod not_sent;
mod opens;
mod outside;
mod policy;
mod way;
mod written_offline;
