package dev.towpath.release.journal;

import java.time.Instant;
import java.util.Optional;

/// The duty to look at a release again, which its class can ask for.
///
/// @param due until when; counted from when the release was first driven
/// @param done by whom and how it was done, if it was
public record Retrospective(Instant due, Optional<RunEvent> done) {
  /// The duty of a release; empty where its class asks for none, or it never ran.
  public static Optional<Retrospective> of(RunState run) {
    return run.release()
        .rule()
        .retrospective()
        .flatMap(within -> run.began().map(began -> began.plus(within)))
        .map(due -> new Retrospective(due, run.last(RunEvent.Kind.RETROSPECTIVE)));
  }

  public boolean isOpen() {
    return done.isEmpty();
  }

  public boolean isOverdue(Instant now) {
    return isOpen() && now.isAfter(due);
  }

  /// In a few words.
  public String words() {
    return done.map(event -> "done by " + event.by() + " on " + event.at())
        .orElse("open, due " + due);
  }
}
