package dev.towpath.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A named database of a project, as `towpath.yaml` describes it.
///
/// @param database the database's URL, or [#EMBEDDED]
/// @param direct the URL that passes by a pooler, for what needs a session of its own
/// @param lockTimeout how long a statement waits for a lock before it gives way
/// @param statementTimeout how long one statement may run; no limit where empty
/// @param maintenance what a freeze tells the application
/// @param providers who keeps backups of it elsewhere
/// @param isProtected whether only a release changes it
/// @param after the environment on which the same migrations must have been released before
public record Environment(
    String name,
    Template database,
    Optional<Template> direct,
    Optional<Duration> lockTimeout,
    Optional<Duration> statementTimeout,
    Maintenance maintenance,
    List<ProviderSettings> providers,
    boolean isProtected,
    Optional<String> after) {

  /// The word for the PostgreSQL that Towpath brings along, with its data in the project.
  public static final String EMBEDDED = "embedded";
}
