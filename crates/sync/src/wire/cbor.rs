//! Reading and writing CBOR values the way JavaScript's `cbor-x` has them.

use minicbor::{Decoder, data::Type, decode, encode};

/// RFC 8746's typed array of bytes, as which `cbor-x` may mark a byte string.
const UINT8_ARRAY: u64 = 64;

/// 2^53: whole numbers up to here survive a trip through a JavaScript number.
const SAFE_INTEGER: f64 = 9_007_199_254_740_992.0;

/// Reads values that may come in several dresses. A value of another type is skipped and is none;
/// only bytes that are no CBOR are an error.
pub(crate) trait CborRead<'b> {
    /// A text in one piece. `cbor-x` writes no other.
    fn text(&mut self) -> Result<Option<&'b str>, decode::Error>;
    /// A byte string in one piece, tagged as a typed array or not.
    fn byte_string(&mut self) -> Result<Option<&'b [u8]>, decode::Error>;
    /// A count: a whole number from 0 to 2^53, of any number type.
    fn count(&mut self) -> Result<Option<u64>, decode::Error>;
    /// A number of any kind.
    fn number(&mut self) -> Result<Option<f64>, decode::Error>;
    /// A truth value.
    fn truth(&mut self) -> Result<Option<bool>, decode::Error>;
    /// Calls `each` with every key of a map that is a text; it must read or skip the value.
    /// False if the value was no map.
    fn entries(
        &mut self,
        each: &mut dyn FnMut(&'b str, &mut Self) -> Result<(), decode::Error>,
    ) -> Result<bool, decode::Error>;
    /// Calls `each` for every element of an array; it must read or skip it.
    /// False if the value was no array.
    fn elements(
        &mut self,
        each: &mut dyn FnMut(&mut Self) -> Result<(), decode::Error>,
    ) -> Result<bool, decode::Error>;
}

impl<'b> CborRead<'b> for Decoder<'b> {
    fn text(&mut self) -> Result<Option<&'b str>, decode::Error> {
        if self.datatype()? == Type::String {
            return self.str().map(Some);
        }
        self.skip().map(|()| None)
    }

    fn byte_string(&mut self) -> Result<Option<&'b [u8]>, decode::Error> {
        if self.datatype()? == Type::Tag && self.probe().tag()?.as_u64() == UINT8_ARRAY {
            self.tag()?;
        }
        if self.datatype()? == Type::Bytes {
            return self.bytes().map(Some);
        }
        self.skip().map(|()| None)
    }

    fn count(&mut self) -> Result<Option<u64>, decode::Error> {
        let number = self.number()?;
        let whole = number.filter(|n| (0.0..=SAFE_INTEGER).contains(n) && n.fract() == 0.0);
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number from 0 to 2^53 is the same as u64"
        )]
        Ok(whole.map(|n| n as u64))
    }

    fn number(&mut self) -> Result<Option<f64>, decode::Error> {
        #[allow(
            clippy::cast_precision_loss,
            reason = "JavaScript has no other numbers than float64"
        )]
        match self.datatype()? {
            Type::U8 | Type::U16 | Type::U32 | Type::U64 => self.u64().map(|n| Some(n as f64)),
            Type::I8 | Type::I16 | Type::I32 | Type::I64 => self.i64().map(|n| Some(n as f64)),
            Type::F32 => self.f32().map(|n| Some(f64::from(n))),
            Type::F64 => self.f64().map(Some),
            _ => self.skip().map(|()| None),
        }
    }

    fn truth(&mut self) -> Result<Option<bool>, decode::Error> {
        if self.datatype()? == Type::Bool {
            return self.bool().map(Some);
        }
        self.skip().map(|()| None)
    }

    fn entries(
        &mut self,
        each: &mut dyn FnMut(&'b str, &mut Self) -> Result<(), decode::Error>,
    ) -> Result<bool, decode::Error> {
        if !matches!(self.datatype()?, Type::Map | Type::MapIndef) {
            return self.skip().map(|()| false);
        }
        let mut left = self.map()?;
        while has_more(self, &mut left)? {
            match self.text()? {
                Some(key) => each(key, self)?,
                None => self.skip()?,
            }
        }
        Ok(true)
    }

    fn elements(
        &mut self,
        each: &mut dyn FnMut(&mut Self) -> Result<(), decode::Error>,
    ) -> Result<bool, decode::Error> {
        if !matches!(self.datatype()?, Type::Array | Type::ArrayIndef) {
            return self.skip().map(|()| false);
        }
        let mut left = self.array()?;
        while has_more(self, &mut left)? {
            each(self)?;
        }
        Ok(true)
    }
}

/// Counts down a definite length, or looks for the break of an indefinite one.
fn has_more(decoder: &mut Decoder<'_>, left: &mut Option<u64>) -> Result<bool, decode::Error> {
    match left {
        Some(0) => Ok(false),
        Some(n) => {
            *n -= 1;
            Ok(true)
        }
        None if decoder.datatype()? == Type::Break => decoder.skip().map(|()| false),
        None => Ok(true),
    }
}

/// Writes a map's entries into a vector, which never refuses them.
pub(crate) struct CborWrite(minicbor::Encoder<Vec<u8>>);

type Written = Result<(), encode::Error<std::convert::Infallible>>;

impl CborWrite {
    /// Begins a value that is one map of `entries` entries.
    pub(crate) fn map(entries: u64) -> Self {
        let mut writer = Self(minicbor::Encoder::new(Vec::new()));
        writer.begin_map(entries);
        writer
    }

    /// Begins a map of `entries` entries, which must follow.
    pub(crate) fn begin_map(&mut self, entries: u64) -> &mut Self {
        let result = self.0.map(entries).map(drop);
        self.written(&result)
    }

    /// Begins an array of `elements` elements, which must follow.
    pub(crate) fn begin_array(&mut self, elements: u64) -> &mut Self {
        let result = self.0.array(elements).map(drop);
        self.written(&result)
    }

    /// Writes a text, as key or value.
    pub(crate) fn text(&mut self, text: &str) -> &mut Self {
        let result = self.0.str(text).map(drop);
        self.written(&result)
    }

    /// Writes an untagged byte string.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        let result = self.0.bytes(bytes).map(drop);
        self.written(&result)
    }

    /// Writes a whole number.
    pub(crate) fn count(&mut self, count: u64) -> &mut Self {
        let result = self.0.u64(count).map(drop);
        self.written(&result)
    }

    /// Writes a floating point number.
    pub(crate) fn number(&mut self, number: f64) -> &mut Self {
        let result = self.0.f64(number).map(drop);
        self.written(&result)
    }

    /// Writes a truth value.
    pub(crate) fn truth(&mut self, truth: bool) -> &mut Self {
        let result = self.0.bool(truth).map(drop);
        self.written(&result)
    }

    /// Writes that there is nothing.
    pub(crate) fn null(&mut self) -> &mut Self {
        let result = self.0.null().map(drop);
        self.written(&result)
    }

    /// The bytes of all that was written.
    pub(crate) fn finish(self) -> Vec<u8> {
        self.0.into_writer()
    }

    /// A vector takes everything: the error type has no other source than its writer.
    fn written(&mut self, result: &Written) -> &mut Self {
        debug_assert!(result.is_ok(), "a vector refused bytes");
        self
    }
}
