package dev.towpath.config;

import dev.towpath.yaml.Mapping;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// `backups:` of `towpath.yaml`: a text that says where they are kept, or names and values.
///
/// @param in a folder, relative to the project
/// @param wal where the server archives its write-ahead log, if it does
/// @param keep which ones are left when old ones are pruned
public record BackupSettings(String in, Optional<String> wal, KeepRules keep) {
  /// What holds unless the file says otherwise.
  public static final BackupSettings USUAL =
      new BackupSettings("backups", Optional.empty(), KeepRules.NONE);

  static BackupSettings read(Mapping file) {
    if (file.isText("backups")) {
      return file.text("backups")
          .map(in -> new BackupSettings(in.getValue(), Optional.empty(), KeepRules.NONE))
          .orElse(USUAL);
    }
    return file.mapping("backups").map(BackupSettings::of).orElse(USUAL);
  }

  private static BackupSettings of(Mapping mapping) {
    BackupSettings settings =
        new BackupSettings(
            mapping.text("in").map(ScalarNode::getValue).orElse(USUAL.in()),
            mapping.text("wal").map(ScalarNode::getValue),
            mapping.mapping("keep").map(KeepRules::read).orElse(KeepRules.NONE));
    mapping.end();
    return settings;
  }
}
