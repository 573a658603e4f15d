package dev.towpath.config;

import dev.towpath.backup.seal.Recipient;
import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// `backups:` of `towpath.yaml`: a text that says where they are kept, or names and values.
///
/// @param in a folder, relative to the project
/// @param wal where the server archives its write-ahead log, if it does
/// @param keep which ones are left when old ones are pruned
/// @param seal whose key seals new ones
public record BackupSettings(
    String in, Optional<String> wal, KeepRules keep, Optional<Recipient> seal) {
  private static final String HELP = "It is a public key of age: age1 and 58 letters and digits.";

  /// What holds unless the file says otherwise.
  public static final BackupSettings USUAL =
      new BackupSettings("backups", Optional.empty(), KeepRules.NONE, Optional.empty());

  static BackupSettings read(Mapping file, Faults faults) {
    if (file.isText("backups")) {
      return file.text("backups").map(in -> USUAL.withIn(in.getValue())).orElse(USUAL);
    }
    return file.mapping("backups").map(each -> of(each, faults)).orElse(USUAL);
  }

  private static BackupSettings of(Mapping mapping, Faults faults) {
    BackupSettings settings =
        new BackupSettings(
            mapping.text("in").map(ScalarNode::getValue).orElse(USUAL.in()),
            mapping.text("wal").map(ScalarNode::getValue),
            mapping.mapping("keep").map(KeepRules::read).orElse(KeepRules.NONE),
            mapping.text("seal", Recipient.FORM, HELP).flatMap(key -> recipient(key, faults)));
    mapping.end();
    return settings;
  }

  private BackupSettings withIn(String place) {
    return new BackupSettings(place, wal, keep, seal);
  }

  private static Optional<Recipient> recipient(ScalarNode key, Faults faults) {
    Optional<Recipient> recipient = Recipient.parse(key.getValue());
    if (recipient.isEmpty()) {
      faults.badValue(key, "'seal' is no key: its check digits are wrong.", HELP);
    }
    return recipient;
  }
}
