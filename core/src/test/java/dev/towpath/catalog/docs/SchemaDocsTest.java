package dev.towpath.catalog.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.catalog.CatalogText;
import dev.towpath.catalog.shape.Shape;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SchemaDocsTest {
  private static final String LOCKS =
      """
      towpath catalog 1
      major 18

      schema canal
        comment: Locks & boats: <b>all</b>

      table lock in canal
        column order: id, "a|b", note
        comment:
          | # Not a heading
          | - not a list | no `cell`
        row security: enabled

      column "a|b" of lock in canal
        comment:
          | two
          | lines | here
        default: 'x|`y`'::text
        not null: yes
        type: text

      column id of lock in canal
        identity: always
        not null: yes
        type: bigint

      column note of lock in canal
        type: text

      constraint lock_pkey of lock in canal
        definition: PRIMARY KEY (id)

      policy "keepers only" of lock in canal
        command: select
        restrictive: yes
        roles: keeper
        using: (note = 'a|b'::text)

      table "Lock" in canal
        column order: lock_id

      column lock_id of "Lock" in canal
        not null: yes
        type: bigint

      constraint "Lock_fkey" of "Lock" in canal
        definition: FOREIGN KEY (lock_id) REFERENCES canal.lock(id)

      function open(bigint) in canal
        arguments: lock bigint
        grant keeper: EXECUTE
        language: sql
        returns: void
        revoked public: EXECUTE
        security: definer
        set search_path: ""
      """;

  private static String docs(String catalog) {
    return SchemaDocs.write(Shape.of(CatalogText.read(catalog)));
  }

  @Test
  void saysWhatAPersonAsks() {
    assertThat(docs(LOCKS))
        .contains(
            "Row security: on.",
            "| `keepers only`, restrictive | select | `keeper` | `(note = 'a\\|b'::text)` |",
            "| `open` | `lock bigint` | `void` | volatile sql | **its owner** |",
            "`search_path = \"\"` | `keeper`: EXECUTE<br>`public`: not EXECUTE |",
            "| [`Lock`](#relation-canal-.4c.ock) | `lock_id` | `Lock_fkey` |");
  }

  @Test
  void commentsAndNamesBreakNothing() {
    assertThat(docs(LOCKS))
        .contains(
            "\n\\# Not a heading\n\\- not a list \\| no \\`cell\\`\n",
            "Locks \\& boats: \\<b\\>all\\</b\\>",
            "| `a\\|b` | `text` | no | ``'x\\|`y`'::text`` |  | two<br>lines \\| here |");
  }

  @Test
  void everyRowHasTheCellsOfItsHead() {
    Pattern bar = Pattern.compile("(?<!\\\\)\\|");
    List<String> lines = docs(LOCKS).lines().toList();
    for (int i = 1; i < lines.size(); i++) {
      if (lines.get(i).startsWith("|") && lines.get(i - 1).startsWith("|")) {
        assertThat(bar.matcher(lines.get(i)).results().count())
            .as(lines.get(i))
            .isEqualTo(bar.matcher(lines.get(i - 1)).results().count());
      }
    }
  }

  @Test
  void everyLinkLeadsToOneAnchor() {
    String page = docs(LOCKS);
    List<String> anchors = found("<a id=\"([^\"]+)\">", page);
    assertThat(anchors).doesNotHaveDuplicates().hasSize(3);
    assertThat(found("\\]\\(#([^)]+)\\)", page)).isNotEmpty().isSubsetOf(anchors);
  }

  private static List<String> found(String pattern, String page) {
    return Pattern.compile(pattern).matcher(page).results().map(found -> found.group(1)).toList();
  }

  @Test
  void diagramsAreOfALimitedSize() {
    String catalog =
        IntStream.range(0, 100)
            .mapToObj("table t%03d in canal\n"::formatted)
            .collect(
                Collectors.joining("\n", "towpath catalog 1\nmajor 18\n\nschema canal\n\n", ""));
    Matcher diagram = Pattern.compile("(?s)```mermaid\n(.*?)```").matcher(docs(catalog));
    assertThat(diagram.results().map(found -> found.group(1).split(" \\{").length - 1))
        .containsExactly(Diagram.MOST_TABLES, Diagram.MOST_TABLES, 20);
  }

  @Test
  void whatMermaidCannotHaveInANameIsReplaced() {
    String odd =
        "towpath catalog 1\nmajor 18\n\nschema canal\n\ntable \"100% \\\"x\\\"\" in canal\n";
    assertThat(docs(odd)).contains("erDiagram\n  \"100_ _x_\" {\n  }\n", "#### `100% \"x\"`\n");
  }
}
