//! The words of the business: types, the JSON form and validation.
