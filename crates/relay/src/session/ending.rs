//! Why a connection ends, and what the peer is told.

use std::error::Error;

use axum::extract::ws::{CloseFrame, close_code};
use causeway_sync::connection::Closed;
use causeway_sync::room::Rejected;

use crate::access::Over;

/// Why a connection ends.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Ending {
    /// The peer has closed, or the network has.
    #[error("the peer has gone")]
    Gone,
    /// The relay stops.
    #[error("the relay is stopping")]
    Stopping,
    /// More waits for the peer than may. It should come back, and will then get what it lacks.
    #[error("too much was waiting to be read; connect again")]
    Slow,
    /// A document has to be loaded anew. The peer should come back.
    #[error("a document is loaded anew; connect again")]
    Again,
    /// What let the peer in is no longer good.
    #[error(transparent)]
    Over(#[from] Over),
    /// The peer did not name itself in time.
    #[error("no join came in time")]
    NotJoined,
    /// The peer said nothing, and answered no pings.
    #[error("nothing was heard for too long")]
    Silent,
    /// Another connection that lives has joined with the same name.
    #[error("this peer id is connected already")]
    NameTaken,
    /// A message was longer than it may be.
    #[error("message too long")]
    TooLong,
    /// A text came, where the protocol knows only bytes.
    #[error("only binary messages are understood")]
    NotBinary,
    /// What came for a document could not be taken.
    #[error(transparent)]
    Rejected(#[from] Rejected),
    /// The handshake says that it is over.
    #[error(transparent)]
    Protocol(#[from] Closed),
}

impl Ending {
    pub(crate) fn of_socket_error(error: &axum::Error) -> Self {
        // The library that knows the kind of the error is not part of axum's interface.
        let text = error.source().map_or_else(|| error.to_string(), ToString::to_string);
        if text.contains("too long") { Self::TooLong } else { Self::Gone }
    }

    /// Whether messages that wait are still of use to the peer, and still for it.
    pub(crate) fn sends_what_waits(&self) -> bool {
        !matches!(self, Self::Gone | Self::Slow | Self::Silent | Self::Over(_))
    }

    /// What the peer is told in a message of the protocol before the close, since not every client
    /// can see why a socket was closed.
    pub(crate) fn sentence(&self) -> Option<&'static str> {
        match self {
            Self::Over(over) => Some(over.sentence()),
            Self::Rejected(Rejected::Full) => {
                Some("This workspace is as large as this relay allows.")
            }
            _ => None,
        }
    }

    pub(crate) fn close_frame(&self) -> CloseFrame {
        let code = match self {
            Self::Gone | Self::Protocol(Closed::Left) => close_code::NORMAL,
            Self::Stopping | Self::Silent => close_code::AWAY,
            Self::Slow | Self::Again => close_code::AGAIN,
            Self::TooLong | Self::Protocol(Closed::TooLong) | Self::Rejected(Rejected::Full) => {
                close_code::SIZE
            }
            Self::NotBinary => close_code::UNSUPPORTED,
            Self::NotJoined | Self::NameTaken | Self::Over(_) => close_code::POLICY,
            Self::Protocol(_) | Self::Rejected(_) => close_code::PROTOCOL,
        };
        CloseFrame { code, reason: self.reason().into() }
    }

    /// What the peer is told: no words of its own or of a library, which may be too long.
    fn reason(&self) -> String {
        match self {
            Self::Rejected(Rejected::Unmergeable(_)) => "changes that cannot be merged".to_owned(),
            Self::Protocol(Closed::Refused(_)) => "refused".to_owned(),
            ending => ending.to_string(),
        }
    }
}
