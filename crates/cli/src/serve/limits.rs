//! What peers may ask of the relay, as it was said to be.

use std::env;

use causeway_relay::Limits;

use crate::failure::Failure;

/// The limits of the environment, and over them those of the command line.
pub(crate) fn read(asked: &[String]) -> Result<Limits, Failure> {
    let environment = env::var("CAUSEWAY_LIMITS").unwrap_or_default();
    let environment = environment.split(',').map(str::trim).filter(|limit| !limit.is_empty());
    let mut limits = Limits::default();
    for limit in environment.chain(asked.iter().map(String::as_str)) {
        limits.set(limit).map_err(|error| {
            Failure::new(
                format_args!("A limit was not understood: {error}."),
                "Nothing was started.",
                "Give it as --limit join-within=5s; docs/relay.md lists them all.",
            )
        })?;
    }
    Ok(limits)
}
