package dev.towpath.rehearsal;

import dev.towpath.postgres.DatabaseUrl;

/// Something that is tried on the rehearsed database once every migration is through.
///
/// Exercises run one after the other and find the database as the migrations left it. One that
/// changes anything works on a copy ([Rehearsed#copy]) or in a transaction that it rolls back.
public interface Exercise {
  /// A name in kebab case, for the report.
  String name();

  /// Looks at the database before the pending migrations run, to compare with afterwards. Leaves it
  /// as it was.
  default void before(DatabaseUrl owner) {}

  /// Does the work. An expected failure is a finding of the result; a problem that it throws is
  /// reported as the exercise's failure and ends no other exercise.
  Exercised run(Rehearsed database);

  /// Puts something into the database before the pending migrations run, by the cluster's
  /// superuser; the schema stays as it was.
  default void prepare(DatabaseUrl superuser) {}

  /// What it came to where the migrations did not all run.
  default Exercised unrun(String why) {
    return Exercised.skipped(why);
  }
}
