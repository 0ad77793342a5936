use chrono::{DateTime, Utc};
use exchange::Clock;

/// The machine's clock: the time in earnest, and the time of the access log in exercises too.
#[derive(Clone, Copy, Debug, Default)]
pub struct MachineClock;

impl Clock for MachineClock {
    #[expect(clippy::disallowed_methods, reason = "this is the edge that reads the clock")]
    fn now(&self) -> DateTime<Utc> {
        std::time::SystemTime::now().into()
    }
}
