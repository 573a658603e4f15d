package dev.towpath.migration.run;

import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Names out of a syntax tree, each part as PostgreSQL stores it.
final class Names {
  private Names() {}

  static List<String> of(Node.@Nullable RangeVar relation) {
    return relation == null
        ? List.of()
        : Stream.of(relation.schemaname(), relation.relname())
            .filter(part -> !part.isEmpty())
            .toList();
  }

  /// The name in a list of objects, as `DROP` has them: one word or a list of words.
  static List<String> of(Node object) {
    return object.children().isEmpty() && object instanceof Node.String word
        ? List.of(word.sval())
        : object.children().stream().flatMap(child -> of(child).stream()).toList();
  }

  /// As SQL, each part in quotes.
  static String quoted(List<String> name) {
    return name.stream()
        .map(part -> '"' + part.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining("."));
  }
}
