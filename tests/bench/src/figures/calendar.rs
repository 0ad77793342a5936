//! A caseworker opens the week of the whole jobcentre.

use std::path::Path;

use backend::Bundled;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use desk::{
    Desk,
    door::{CalendarAsk, CalendarOf, Door},
};
use rusqlite::Connection;

use super::{
    asked::{numbers, unwilling},
    bookings::{CASEWORKERS, booker, command, sealed, shown},
    ratio_of_medians,
};
use crate::{
    Bar, Failure, Figure, Scale, Spread, bare,
    measure::{InTurn, timed},
    place::Place,
    report::thousands,
};

/// Of 4,200 citizens so many are summoned in a week.
const A_WEEK: u32 = 375;
/// So many weeks are full, that of the figure in their middle.
const WEEKS: u64 = 5;

pub fn measure(root: &Path, scale: &Scale) -> Result<Figure, Failure> {
    let place = Place::with_citizens(root, scale.citizens)?.copy_to(&root.join("calendar"))?;
    let monday = NaiveDate::from_ymd_opt(2023, 10, 9).ok_or("there is no such day")?;
    let a_week = (scale.citizens * A_WEEK).div_ceil(4_200) as usize;
    let bundled = place.open_backend()?;
    let first = monday.checked_sub_days(Days::new(7 * (WEEKS / 2))).ok_or("there is no such day")?;
    let numbers = numbers(&place, scale.citizens as usize)?;
    // Each week somebody else, from all over the file.
    for (week, numbers) in (0..WEEKS).zip(numbers.chunks(numbers.len() / WEEKS as usize)) {
        summon(&bundled, numbers, a_week, first + Days::new(7 * week))?;
    }
    let desk = place.open_desk(&bundled)?;
    desk.settle();
    let file = place.desk_file("cache.db")?;
    let mut in_turn = InTurn::default();
    for run in 0..scale.runs {
        for ours in [run % 2 == 0, run % 2 == 1] {
            for _ in 0..scale.in_a_run {
                let (found, taken) =
                    if ours { timed(|| shown_week(&desk, monday)) } else { timed(|| read(&file, monday)) };
                let found = found?;
                if found != a_week {
                    return Err(format!("{found} of {a_week} bookings are found").into());
                }
                if ours { &mut in_turn.ours } else { &mut in_turn.bare }.push(taken);
            }
        }
    }
    Ok(figure(scale, &in_turn, a_week))
}

fn figure(scale: &Scale, in_turn: &InTurn, a_week: usize) -> Figure {
    let (ours, bare) = (Spread::of(&in_turn.ours), Spread::of(&in_turn.bare));
    let ratio = ratio_of_medians(&ours, &bare);
    Figure {
        name: "calendar",
        what: format!(
            "a week of a jobcentre's calendar, {CASEWORKERS} caseworkers, {} citizens, {a_week} bookings",
            thousands(f64::from(scale.citizens))
        ),
        reference: "the bare SQL that fetches the same rows".to_owned(),
        ours,
        bare,
        ratio,
        bars: vec![Bar::at_most(3.0, "× p50", ratio), Bar::at_most(20.0, "ms p99", ours.p99 / 1e3)],
        notes: vec![format!("as many bookings stand in each of the {WEEKS} weeks around it")],
    }
}

/// As many of them as are summoned in a week, on its working days.
fn summon(bundled: &Bundled, numbers: &[String], count: usize, monday: NaiveDate) -> Result<(), Failure> {
    let at: DateTime<Utc> = "2023-09-20T07:00:00Z".parse()?;
    let mut summoned = 0;
    for (nth, number) in numbers.iter().enumerate() {
        let hours = TimeDelta::minutes(30 * (nth / 5 % 14) as i64);
        let day = monday + Days::new(nth as u64 % 5);
        let start = day.and_hms_opt(6, 0, 0).ok_or("there is no such time")?.and_utc() + hours;
        // No job conversation: of those only one may come.
        let command = command(number, 3 * nth + 1 + nth % 2, start);
        let id = exercise::command_id(at, &format!("week of {monday} {nth}"));
        let answers = bundled.execute(&booker(nth)?, &[sealed(id, nth, &command, at, None)])?;
        // The dead are not summoned.
        summoned += usize::from(answers.iter().filter_map(shown).count() == 1);
        if summoned == count {
            return Ok(());
        }
    }
    Err("too few of the made-up citizens can be summoned".into())
}

fn shown_week(desk: &Desk, monday: NaiveDate) -> Result<usize, Failure> {
    let ask = CalendarAsk { from: monday.to_string(), days: 7, whose: CalendarOf::Jobcentre };
    Ok(desk.calendar(ask).map_err(unwilling)?.entries.len())
}

/// The bookings of the week, each with whose it is, by the index of their times.
fn read(file: &Connection, monday: NaiveDate) -> Result<usize, Failure> {
    let at = |day: NaiveDate| day.and_hms_opt(0, 0, 0).map(|at| at.and_utc().timestamp_millis());
    let week =
        "SELECT booking.*, citizen.subject, citizen.name FROM booking JOIN citizen ON citizen.id = booking.citizen
                WHERE booking.start >= ?1 AND booking.start < ?2 ORDER BY booking.start, booking.record";
    Ok(bare::read_all(file, week, (at(monday), at(monday + Days::new(7))))?.len())
}
