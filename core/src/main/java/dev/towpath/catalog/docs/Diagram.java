package dev.towpath.catalog.docs;

import dev.towpath.catalog.shape.Column;
import dev.towpath.catalog.shape.ForeignKey;
import dev.towpath.catalog.shape.Key;
import dev.towpath.catalog.shape.Name;
import dev.towpath.catalog.shape.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Entity diagrams of a schema's tables in Mermaid: each table with the columns of its keys, and a
/// line for each foreign key.
final class Diagram {
  /// More in one picture can't be read, and Mermaid draws no more than 500 lines.
  static final int MOST_TABLES = 40;

  private static final int MOST_COLUMNS = 16;
  private static final int MOST_LINES = 400;
  private static final Set<String> MARKS = Set.of("PK", "FK", "UK");
  private static final Pattern NOT_A_WORD = Pattern.compile("[^A-Za-z0-9_]");
  private static final Pattern NOT_IN_QUOTES = Pattern.compile("[\"%\\\\\\p{Cntrl}]");

  private final String schema;
  private final Map<Name, String> words = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  private Diagram(String schema) {
    this.schema = schema;
  }

  /// As many diagrams as it takes, in the order of the tables; none where no table is.
  static List<String> of(String schema, List<Relation> tables) {
    List<String> diagrams = new ArrayList<>();
    for (int from = 0; from < tables.size(); from += MOST_TABLES) {
      int to = Math.min(from + MOST_TABLES, tables.size());
      diagrams.add(new Diagram(schema).draw(tables.subList(from, to)));
    }
    return diagrams;
  }

  private String draw(List<Relation> tables) {
    StringBuilder text = new StringBuilder("erDiagram\n");
    int lines = 0;
    for (Relation table : tables) {
      entity(table, text);
    }
    for (Relation table : tables) {
      for (ForeignKey key : table.foreignKeys()) {
        if (lines++ < MOST_LINES) {
          line(table, key, text);
        }
      }
    }
    return text.toString();
  }

  private void entity(Relation table, StringBuilder text) {
    text.append("  ").append(word(table.name())).append(" {\n");
    table.columns().stream()
        .filter(column -> !marks(table, column).isEmpty())
        .limit(MOST_COLUMNS)
        .forEach(
            column ->
                text.append("    ")
                    .append(plain(column.type().name().name()))
                    .append(' ')
                    .append(plain(column.name()))
                    .append(' ')
                    .append(String.join(", ", marks(table, column)))
                    .append('\n'));
    text.append("  }\n");
  }

  static List<String> marks(Relation table, Column column) {
    List<String> marks = new ArrayList<>();
    String name = column.name();
    List<Key> keys = table.keys().stream().filter(key -> key.columns().contains(name)).toList();
    if (keys.stream().anyMatch(Key::primary)) {
      marks.add("PK");
    }
    if (table.foreignKeys().stream().anyMatch(key -> key.columns().contains(name))) {
      marks.add("FK");
    }
    if (keys.stream().anyMatch(key -> !key.primary())) {
      marks.add("UK");
    }
    return marks;
  }

  /// `one or none` where the columns may be null, `at most one` where they are unique.
  private void line(Relation table, ForeignKey key, StringBuilder text) {
    String target = word(key.target());
    String source = word(table.name());
    boolean must =
        key.columns().stream()
            .allMatch(name -> table.column(name).filter(Column::notNull).isPresent());
    text.append("  ")
        .append(target)
        .append(must ? " ||--" : " |o--")
        .append(table.isUnique(key.columns()) ? "o| " : "o{ ")
        .append(source)
        .append(" : ")
        .append(quoted(String.join(", ", key.columns())))
        .append('\n');
  }

  /// A table's name, without the signs that Mermaid can't have in one; each once in a diagram.
  private String word(Name name) {
    return words.computeIfAbsent(name, this::newWord);
  }

  private String newWord(Name name) {
    String title = quotable(name.schema().equals(schema) ? name.name() : name.toString());
    String word = title;
    for (int i = 2; !taken.add(word); i++) {
      word = title + " " + i;
    }
    return quoted(word);
  }

  /// A column's name or type as one word that Mermaid takes for neither a mark nor a number.
  private static String plain(String name) {
    String word = NOT_A_WORD.matcher(name).replaceAll("_");
    boolean odd =
        word.isEmpty()
            || Character.isDigit(word.charAt(0))
            || MARKS.contains(word.toUpperCase(Locale.ROOT));
    return odd ? "_" + word : word;
  }

  private static String quotable(String text) {
    return NOT_IN_QUOTES.matcher(text).replaceAll("_");
  }

  private static String quoted(String text) {
    return "\"" + quotable(text) + "\"";
  }
}
