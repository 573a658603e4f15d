package dev.towpath.release.step;

import dev.towpath.config.ComponentSettings.Verb;
import java.util.Optional;

/// `start`: a component that was stopped serves again.
public final class StartComponent implements StepKind {
  @Override
  public String word() {
    return Verb.START.word();
  }

  @Override
  public String sentence() {
    return "Starts a component that was stopped.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    return text.text().map(name -> new Act(name, Verb.START, Optional.of(Verb.STOP)));
  }
}
