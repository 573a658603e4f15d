package dev.towpath.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A named database to work on, with the session settings that work there uses.
///
/// @param name as the project calls it
/// @param direct the URL that leads past a pooler, if there is one
/// @param lockTimeout the longest wait for a lock; zero means none
/// @param statementTimeout the longest run of one statement; empty leaves the server's own setting
/// @param major of PostgreSQL, for the embedded place and for scratch servers
public record Target(
    String name,
    Place place,
    Optional<DatabaseUrl> direct,
    Duration lockTimeout,
    Optional<Duration> statementTimeout,
    int major,
    Platform platform) {

  /// Where a target is.
  public sealed interface Place {}

  /// In a folder of the project, on a server that Towpath starts.
  ///
  /// @param folder of the server's data; made when it isn't there
  public record Embedded(Path folder) implements Place {}

  /// At a URL.
  public record Url(DatabaseUrl url) implements Place {}

  /// On a scratch server that was started already.
  public record Scratch(DatabaseUrl url) implements Place {}

  /// A statement as the server there takes it: one that Towpath starts has stand-ins for parts of
  /// the platform, and those don't take everything that the real ones do.
  public String taken(String sql) {
    return switch (place) {
      case Url _ -> sql;
      case Embedded _, Scratch _ -> platform.forScratch(sql);
    };
  }

  /// Whether a URL or the folder of one leads to the database of the other too.
  public boolean isSameDatabase(Target other) {
    return place.equals(other.place)
        || urls().stream().anyMatch(url -> other.urls().stream().anyMatch(url::isSameDatabase));
  }

  private List<DatabaseUrl> urls() {
    List<DatabaseUrl> urls = new ArrayList<>();
    direct.ifPresent(urls::add);
    switch (place) {
      case Url(DatabaseUrl url) -> urls.add(url);
      case Scratch(DatabaseUrl url) -> urls.add(url);
      case Embedded _ -> {}
    }
    return urls;
  }

  /// Starts the embedded server if it is one, connects, and looks whether a session is possible.
  ///
  /// @throws dev.towpath.problem.ProblemException if it can't be reached, or with
  ///     `pooler-transaction-mode`
  public OpenTarget open() {
    return OpenTarget.open(this);
  }
}
