package dev.towpath.config;

import dev.towpath.yaml.Mapping;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// `control:` and `ledger:` of `towpath.yaml`.
///
/// @param local whether a control database on this machine is wanted where no shared one is named
/// @param checkpoints a folder of the project that signed checkpoints are written to as well
/// @param years how long what belongs to a release is kept
public record LedgerSettings(boolean local, Optional<String> checkpoints, int years) {
  /// As long as seven years, unless a project says otherwise.
  private static final int YEARS = 7;

  private static final int MOST_YEARS = 100;

  /// The words of `control:`.
  private static final List<String> CONTROL = List.of("local");

  /// What holds unless the file says otherwise.
  public static final LedgerSettings USUAL = new LedgerSettings(false, Optional.empty(), YEARS);

  static LedgerSettings read(Mapping file) {
    boolean local = file.choice("control", CONTROL).isPresent();
    Optional<Mapping> ledger = file.mapping("ledger");
    LedgerSettings settings =
        new LedgerSettings(
            local,
            ledger.flatMap(LedgerSettings::checkpoints),
            ledger.flatMap(each -> each.number("years", 1, MOST_YEARS)).orElse(YEARS));
    ledger.ifPresent(Mapping::end);
    return settings;
  }

  private static Optional<String> checkpoints(Mapping mapping) {
    return mapping
        .text("checkpoints", ProjectPath.FORM, ProjectPath.HELP)
        .map(ScalarNode::getValue);
  }
}
