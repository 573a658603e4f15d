package dev.towpath.release.step;

import dev.towpath.config.ComponentSettings.Verb;
import java.util.Optional;

/// `stop`: a component serves no longer, so that nothing writes meanwhile.
public final class StopComponent implements StepKind {
  @Override
  public String word() {
    return Verb.STOP.word();
  }

  @Override
  public String sentence() {
    return "Stops a component; on the way back it is started again.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    return text.text().map(name -> new Act(name, Verb.STOP, Optional.of(Verb.START)));
  }
}
