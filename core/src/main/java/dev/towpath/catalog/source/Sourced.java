package dev.towpath.catalog.source;

import dev.towpath.catalog.Catalog;

/// A catalog with where it was read.
///
/// @param title as a person reads it
public record Sourced(String title, Catalog catalog) {}
