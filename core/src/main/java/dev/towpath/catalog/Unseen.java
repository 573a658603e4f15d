package dev.towpath.catalog;

/// A kind of object that could not be read, and why: such objects are unknown, not absent.
public record Unseen(Kind kind, String why) {}
