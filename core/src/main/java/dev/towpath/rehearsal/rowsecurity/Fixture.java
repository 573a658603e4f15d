package dev.towpath.rehearsal.rowsecurity;

/// What the project says about one table, one role and one command.
///
/// @param file where it says so, relative to the project
/// @param line from 1; 1 where the format doesn't tell
/// @param table with its schema; `public` where the file names none
/// @param expect `none`, `own` or `all`
record Fixture(String file, int line, String table, String role, String command, String expect) {
  boolean isAbout(Cell cell) {
    return table.equals(cell.table().schema() + "." + cell.table().plain())
        && role.equals(cell.role())
        && command.equals(cell.command().word());
  }
}
