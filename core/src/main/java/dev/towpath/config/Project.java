package dev.towpath.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// A repository with migrations, and what its `towpath.yaml` says about it.
///
/// @param root the folder that holds `towpath.yaml`, absolute
/// @param name for messages; the folder's name where the file doesn't say
/// @param migrations the folder of migrations relative to the root; detected where empty
/// @param layout a layout's word; detected where empty
/// @param platform what scratch servers are prepared with: `none` or `supabase`; follows the layout
///     where empty
/// @param postgres the PostgreSQL major of embedded and scratch servers
/// @param environments by name, in the order of the file
public record Project(
    Path root,
    String name,
    Optional<String> migrations,
    Optional<String> layout,
    Optional<String> platform,
    int postgres,
    Map<String, Environment> environments) {

  /// The PostgreSQL major that embedded and scratch servers get unless the file says another.
  public static final int POSTGRES = 18;

  /// What holds for a project without a `towpath.yaml`.
  static Project bare(Path root) {
    return new Project(
        root,
        String.valueOf(root.getFileName()),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        POSTGRES,
        Map.of());
  }
}
