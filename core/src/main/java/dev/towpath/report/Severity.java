package dev.towpath.report;

/// How much a finding matters: an error makes a check fail, a warning and a note do not.
public enum Severity {
  ERROR,
  WARNING,
  NOTE
}
