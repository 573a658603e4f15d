package dev.towpath.config;

import dev.towpath.yaml.Mapping;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// `backups:` of `towpath.yaml`: a text that says where they are kept, or names and values.
///
/// @param in a folder, relative to the project
/// @param keep which ones are left when old ones are pruned
public record BackupSettings(String in, KeepRules keep) {
  /// What holds unless the file says otherwise.
  public static final BackupSettings USUAL = new BackupSettings("backups", KeepRules.NONE);

  static BackupSettings read(Mapping file) {
    if (file.isText("backups")) {
      return file.text("backups")
          .map(in -> new BackupSettings(in.getValue(), KeepRules.NONE))
          .orElse(USUAL);
    }
    return file.mapping("backups").map(BackupSettings::of).orElse(USUAL);
  }

  private static BackupSettings of(Mapping mapping) {
    BackupSettings settings =
        new BackupSettings(
            mapping.text("in").map(ScalarNode::getValue).orElse(USUAL.in()),
            mapping.mapping("keep").map(KeepRules::read).orElse(KeepRules.NONE));
    mapping.end();
    return settings;
  }
}
