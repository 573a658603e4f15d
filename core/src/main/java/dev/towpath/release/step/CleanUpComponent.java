package dev.towpath.release.step;

import dev.towpath.config.ComponentSettings.Verb;
import java.util.Optional;

/// `clean-up`: what a component's older revisions left behind is removed.
public final class CleanUpComponent implements StepKind {
  @Override
  public String word() {
    return Verb.CLEAN_UP.word();
  }

  @Override
  public String sentence() {
    return "Removes what older revisions of a component left behind.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    return text.text().map(name -> new Act(name, Verb.CLEAN_UP, Optional.empty()));
  }
}
