package dev.towpath.config;

import dev.towpath.yaml.Mapping;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// `control:` and `ledger:` of `towpath.yaml`.
///
/// @param local whether a control database on this machine is wanted where no shared one is named
/// @param checkpoints a folder of the project that signed checkpoints are written to as well
public record LedgerSettings(boolean local, Optional<String> checkpoints) {
  /// The words of `control:`.
  private static final List<String> CONTROL = List.of("local");

  /// What holds unless the file says otherwise.
  public static final LedgerSettings USUAL = new LedgerSettings(false, Optional.empty());

  static LedgerSettings read(Mapping file) {
    boolean local = file.choice("control", CONTROL).isPresent();
    return new LedgerSettings(local, file.mapping("ledger").flatMap(LedgerSettings::checkpoints));
  }

  private static Optional<String> checkpoints(Mapping mapping) {
    Optional<String> folder =
        mapping.text("checkpoints", ProjectPath.FORM, ProjectPath.HELP).map(ScalarNode::getValue);
    mapping.end();
    return folder;
  }
}
