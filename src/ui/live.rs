//! Closures in boxes, for views.
//!
//! Leptos compiles its machinery of attributes, children and effects anew for every closure type it
//! meets, and each closure has a type of its own: for a few hundred of them that was a third of the
//! download. In a box, all closures that give the same type share one copy.

/// What a view follows: an attribute or a child that is computed anew whenever a signal in it changes.
pub fn live<T: 'static>(compute: impl Fn() -> T + Send + Sync + 'static) -> Live<T> {
    Box::new(compute)
}

/// See [`live`].
pub type Live<T> = Box<dyn Fn() -> T + Send + Sync>;

/// What a view does when it hears of an event.
pub fn hear<E: 'static>(handle: impl FnMut(E) + 'static) -> Hear<E> {
    Box::new(handle)
}

/// See [`hear`].
pub type Hear<E> = Box<dyn FnMut(E)>;
