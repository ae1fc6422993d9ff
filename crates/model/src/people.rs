//! The organisation: functions, the people in them, and which devices are theirs.

use crate::id::{FunctionId, PersonId};
use crate::record::record;
use crate::time::Instant;
use crate::tombstone::{Tombstone, deletable};

record! {
    /// A function of the organisation.
    #[derive(Default)]
    Function: "function" {
        /// Its name.
        name: Option<String>,
        /// Its colour on the map.
        color: Option<String>,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

record! {
    /// A person.
    #[derive(Default)]
    Person: "person" {
        /// The name.
        name: Option<String>,
        /// The role.
        role: Option<String>,
        /// The function.
        function: Option<FunctionId>,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

record! {
    /// Which person wrote as an Automerge actor.
    #[derive(Default)]
    Actor: "actor" {
        /// The person.
        person: Option<PersonId>,
        /// Since when.
        since: Option<Instant>,
        /// Its tombstone.
        deleted: Option<Tombstone>,
    }
}

deletable!(Function, Person, Actor);
