package dev.towpath.sql;

/// A place in a text file for a person: line and column count from 1, columns in UTF-16 code units.
public record Position(int line, int column) {
  @Override
  public String toString() {
    return line + ":" + column;
  }
}
