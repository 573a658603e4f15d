package dev.towpath.signal;

import dev.towpath.alert.Alerts;
import dev.towpath.config.DurationWord;
import dev.towpath.config.Signal;
import dev.towpath.control.Control;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Alerts as numbers: 1 while one fires, 0 while it doesn't, and none while no Alertmanager is
/// heard of. The control database is opened when the first is asked for. Thread-safe.
final class Alarms implements AutoCloseable {
  private final Map<String, String> variables;
  private @Nullable Control control;

  /// @param variables that say where the control database is
  Alarms(Map<String, String> variables) {
    this.variables = variables;
  }

  synchronized double number(Signal.Alert signal) throws NoNumber {
    if (control == null) {
      control = Control.open(variables);
    }
    Alerts.Look look = new Alerts(control).look(signal.alert(), signal.labels());
    if (look.silence().isEmpty()) {
      throw new NoNumber("no Alertmanager ever told of an alert that fires");
    }
    if (look.silence().get().compareTo(signal.within()) > 0) {
      throw new NoNumber(
          "no Alertmanager told of an alert that fires for " + DurationWord.of(signal.within()));
    }
    return look.firing() ? 1 : 0;
  }

  @Override
  public synchronized void close() {
    if (control != null) {
      control.close();
      control = null;
    }
  }
}
