//! Tests of the real window. One file a subject, one window a test.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops at what it did not expect")]

mod access_log;
mod bad_input;
mod bookings;
mod contact_person;
mod course;
mod damaged;
mod drafts;
mod every_conversation;
mod every_gate;
mod every_screen;
mod exercise;
mod former_number;
mod gate;
mod idle;
mod inbox;
mod leaving;
mod live;
mod more_fields;
mod named;
mod not_kept;
mod not_sent;
mod opens;
mod outside;
mod policy;
mod referrals;
mod trouble;
mod way;
mod written_offline;
