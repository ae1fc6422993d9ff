//! Geometry, camera, routes, hit test, layout and gestures of the map.
