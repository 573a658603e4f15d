package dev.towpath.rehearsal.size;

/// Work that takes longer the larger a table is.
enum Work {
  SCAN("read"),
  REWRITE("written anew"),
  INDEX("put into an index"),
  INSERT("inserted"),
  UPDATE("updated"),
  DELETE("deleted");

  private final String done;

  Work(String done) {
    this.done = done;
  }

  /// What is done with the rows.
  String done() {
    return done;
  }
}
