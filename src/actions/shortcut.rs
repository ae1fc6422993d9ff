//! Keys that do something.

/// What is held while a key is struck.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Control, or Command on a Mac.
    pub control: bool,
    /// Shift.
    pub shift: bool,
    /// Alt.
    pub alt: bool,
}

/// A key and what is held with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shortcut {
    /// The browser's name of the key; letters in lower case.
    pub key: &'static str,
    /// What is held. A sign that needs Shift to be struck, such as `+`, is listed without it.
    pub held: Held,
}

impl Shortcut {
    /// A key by itself.
    pub const fn plain(key: &'static str) -> Self {
        Self { key, held: Held { control: false, shift: false, alt: false } }
    }

    /// A key with Control, or Command on a Mac.
    pub const fn control(key: &'static str) -> Self {
        Self { key, held: Held { control: true, shift: false, alt: false } }
    }

    /// A key with Control and Shift.
    pub const fn control_shift(key: &'static str) -> Self {
        Self { key, held: Held { control: true, shift: true, alt: false } }
    }

    /// A key with Shift.
    pub const fn shift(key: &'static str) -> Self {
        Self { key, held: Held { control: false, shift: true, alt: false } }
    }

    /// A key with Alt.
    pub const fn alt(key: &'static str) -> Self {
        Self { key, held: Held { control: false, shift: false, alt: true } }
    }

    /// Whether that was struck.
    pub fn is(self, key: &str, held: Held) -> bool {
        let is_sign = self.key.len() == 1 && !self.key.as_bytes()[0].is_ascii_alphanumeric();
        let held = if is_sign { Held { shift: false, ..held } } else { held };
        self.key.eq_ignore_ascii_case(key) && self.held == held
    }

    /// As people write it: with the signs of a Mac, or with words.
    pub fn shown(self, on_a_mac: bool) -> String {
        let spoken = self.spoken();
        let mut parts: Vec<&str> = spoken.split('+').collect();
        for part in &mut parts {
            *part = match (*part, on_a_mac) {
                ("Control", true) => "⌘",
                ("Control", false) => "Ctrl",
                ("Alt", true) => "⌥",
                ("Shift", true) => "⇧",
                ("ArrowLeft", _) => "←",
                ("ArrowRight", _) => "→",
                ("ArrowUp", _) => "↑",
                ("ArrowDown", _) => "↓",
                ("Plus", _) => "+",
                ("ContextMenu", _) => "Menu",
                (part, _) => part,
            };
        }
        parts.join(if on_a_mac { "" } else { "\u{2009}" })
    }

    /// As `aria-keyshortcuts` wants it.
    pub fn spoken(self) -> String {
        let mut parts = Vec::new();
        for (is_held, name) in
            [(self.held.control, "Control"), (self.held.alt, "Alt"), (self.held.shift, "Shift")]
        {
            if is_held {
                parts.push(name.to_owned());
            }
        }
        parts.push(match self.key {
            "+" => "Plus".to_owned(),
            " " => "Space".to_owned(),
            key if key.len() == 1 => key.to_ascii_uppercase(),
            key => key.to_owned(),
        });
        parts.join("+")
    }
}
