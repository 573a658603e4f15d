package dev.towpath.probe;

/// What came of one try.
record Said(boolean well, String words) {}
