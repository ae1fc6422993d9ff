//! Who did something, and on which day.

use crate::id::PersonId;
use crate::record::record;
use crate::time::Date;

record! {
    /// Who did something, and on which day.
    #[derive(Default)]
    Stamp: "stamp" {
        /// The day.
        on: Option<Date>,
        /// The person.
        by: Option<PersonId>,
    }
}

impl Stamp {
    /// Whether it has happened by the end of this day; without a day, it has.
    pub fn is_read(&self, as_of: Date) -> bool {
        self.on.is_none_or(|day| day <= as_of)
    }
}
