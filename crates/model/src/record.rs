//! Records: one declaration is the type, its table in the schema, and its reader.

/// Declares a record. Where a key is not the name of the field, it is written `field as "key"`.
macro_rules! record {
    (
        $(#[$meta:meta])*
        $name:ident: $label:literal {
            $($(#[$doc:meta])* $field:ident $(as $key:literal)?: $slot:ty),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[$doc])* pub $field: $slot),+
        }

        impl $name {
            /// Its table in the schema.
            pub const RECORD: $crate::schema::Record = $crate::schema::Record {
                name: $label,
                fields: &[$($crate::schema::Field {
                    key: $crate::record::key!($field $($key)?),
                    shape: <$slot as $crate::slot::Slot>::SHAPE,
                    contested: <$slot as $crate::slot::Slot>::CONTESTED,
                    required: <$slot as $crate::slot::Slot>::REQUIRED,
                }),+],
            };
        }

        impl $crate::slot::Readable for $name {
            const SHAPE: $crate::schema::Shape = $crate::schema::Shape::Record(&Self::RECORD);

            fn read<'a>(json: &'a $crate::Json, walk: &mut $crate::walk::Walk<'a>) -> Option<Self> {
                let map = walk.object(json)?;
                // All are read before any is missed, so that every problem is found at once.
                $(let $field = walk.slot(map, $crate::record::key!($field $($key)?));)+
                Some(Self { $($field: $field?),+ })
            }

            fn is_empty(&self) -> bool {
                $($crate::slot::Slot::is_absent(&self.$field))&&+
            }
        }
    };
}
pub(crate) use record;

/// The key of a field.
macro_rules! key {
    ($field:ident $key:literal) => {
        $key
    };
    ($field:ident) => {
        stringify!($field)
    };
}
pub(crate) use key;
