package dev.towpath.migration.naming;

import dev.towpath.migration.Migration;
import dev.towpath.migration.layout.Layout;
import dev.towpath.migration.layout.Versions;
import dev.towpath.problem.Location;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the naming rules look at.
///
/// @param fresh the versioned migrations that aren't on the base branch
/// @param stamped whether versions are meant to be times, 14 digits long
/// @param prefix the folder of migrations with a slash behind it
record NamingInput(
    Layout layout,
    List<Migration> fresh,
    boolean stamped,
    String prefix,
    Optional<BaseBranch> base,
    Instant now) {
  static final int STAMP_DIGITS = 14;

  static NamingInput of(
      Layout layout,
      List<Migration> migrations,
      String prefix,
      Optional<BaseBranch> base,
      Instant now) {
    Set<String> known = new HashSet<>();
    base.ifPresent(branch -> branch.files().forEach(file -> known.add(prefix + file)));
    List<Migration> fresh =
        migrations.stream()
            .filter(migration -> migration.kind() == Migration.Kind.VERSIONED)
            .filter(migration -> !known.contains(migration.up().file()))
            .toList();
    return new NamingInput(layout, fresh, stamped(layout, migrations), prefix, base, now);
  }

  /// Plain files may simply be numbered: then no version has 14 digits.
  private static boolean stamped(Layout layout, List<Migration> migrations) {
    return layout.timestamps()
        && (!layout.name().equals("plain")
            || migrations.stream().anyMatch(NamingInput::hasStampWidth));
  }

  private static boolean hasStampWidth(Migration migration) {
    return Versions.digits(migration.version()).length() == STAMP_DIGITS;
  }

  /// The changed files that were versioned migrations on the base branch.
  List<BaseBranch.Change> changedMigrations() {
    return base.map(BaseBranch::changes).orElse(List.of()).stream()
        .filter(change -> layout.version(change.path()).isPresent())
        .toList();
  }

  String baseName() {
    return base.map(BaseBranch::ref).orElse("");
  }

  Location at(String path) {
    return Location.file(prefix + path);
  }
}
