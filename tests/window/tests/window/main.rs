//! Tests of the real window. One file a subject, one window a test.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod access_log;
mod bad_input;
mod every_screen;
mod former_number;
mod gate;
mod inbox;
mod leaving;
mod named;
mod not_sent;
mod opens;
mod outside;
mod policy;
mod trouble;
mod way;
mod written_offline;
