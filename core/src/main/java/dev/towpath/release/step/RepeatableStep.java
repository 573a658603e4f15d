package dev.towpath.release.step;

/// A step that is simply done again after a crash, and that leaves nothing to undo.
public interface RepeatableStep extends Step {
  @Override
  default AfterCrash afterCrash() {
    return AfterCrash.REPEAT;
  }

  @Override
  default WayBack wayBack() {
    return new WayBack.NotNeeded();
  }
}
