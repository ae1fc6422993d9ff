//! Other file formats, in and out.
