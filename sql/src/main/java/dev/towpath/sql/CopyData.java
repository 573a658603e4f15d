package dev.towpath.sql;

/// The rows that follow a `COPY ... FROM stdin`: where they stand in the whole text, and the
/// lines themselves as they stand there, without the closing `\.`.
public record CopyData(Span span, String rows) {}
