//! A binary WebSocket, as events.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{ArrayBuffer, Uint8Array};
use wasm_bindgen::JsCast as _;
use web_sys::{BinaryType, MessageEvent, WebSocket};

/// What happens on a socket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SocketEvent {
    /// It is open: frames can be sent.
    Opened,
    /// A frame came.
    Received(Vec<u8>),
    /// It is closed, or could not be opened; nothing more will come.
    Closed {
        /// Why, as RFC 6455 numbers it.
        code: u16,
        /// What the other end said about it; empty if nothing.
        reason: String,
    },
}

/// A socket; dropping it closes it, and then nothing more is heard of it.
pub struct Socket {
    socket: WebSocket,
    _listeners: [EventListener; 3],
}

/// The address can't be connected to from this page: it is no address, or the page's policy forbids it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForbiddenAddress;

impl Socket {
    /// Begins to connect; a ticket travels as the socket's only subprotocol.
    ///
    /// # Errors
    /// If the browser refuses the address without trying it.
    pub fn open(
        address: &str,
        ticket: Option<&str>,
        happened: impl FnMut(SocketEvent) + 'static,
    ) -> Result<Self, ForbiddenAddress> {
        let socket = match ticket {
            Some(ticket) => WebSocket::new_with_str(address, ticket),
            None => WebSocket::new(address),
        };
        let socket = socket.map_err(|_| ForbiddenAddress)?;
        socket.set_binary_type(BinaryType::Arraybuffer);
        let happened = Rc::new(RefCell::new(happened));
        let tell = move |event| (happened.borrow_mut())(event);
        let (opened, received, closed) = (tell.clone(), tell.clone(), tell);
        let listeners = [
            EventListener::new(&socket, "open", move |_| opened(SocketEvent::Opened)),
            EventListener::new(&socket, "message", move |event| {
                if let Some(bytes) = bytes_of(event) {
                    received(SocketEvent::Received(bytes));
                }
            }),
            EventListener::new(&socket, "close", move |event| {
                let event = event.dyn_ref::<web_sys::CloseEvent>();
                closed(SocketEvent::Closed {
                    code: event.map_or(1006, web_sys::CloseEvent::code),
                    reason: event.map(web_sys::CloseEvent::reason).unwrap_or_default(),
                });
            }),
        ];
        Ok(Self { socket, _listeners: listeners })
    }

    /// Sends a frame; says whether the browser took it, which it doesn't unless the socket is open.
    pub fn send(&self, frame: &[u8]) -> bool {
        self.socket.ready_state() == WebSocket::OPEN
            && self.socket.send_with_u8_array(frame).is_ok()
    }
}

impl Drop for Socket {
    fn drop(&mut self) {
        // Closing what is closed already is refused, and that is fine.
        let _ = self.socket.close();
    }
}

/// The frame in a message; text is no part of the protocol and is passed over.
fn bytes_of(event: &web_sys::Event) -> Option<Vec<u8>> {
    let data = event.dyn_ref::<MessageEvent>()?.data();
    let buffer: ArrayBuffer = data.dyn_into().ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
