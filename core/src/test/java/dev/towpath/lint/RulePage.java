package dev.towpath.lint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The page of a rule, with its examples: SQL blocks under `## Fires` and `## Does not fire`.
record RulePage(String text, List<Example> fires, List<Example> fine) {
  private static final Path PAGES = Path.of("../docs/reference/rules");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```sql\\n(.*?)^```$");

  /// One example.
  ///
  /// @param before what ran in earlier deploys: all above a line `-- deploy`
  /// @param sql what is checked
  /// @param directives lines `-- postgres: 15`, `-- runner: prisma`, `-- platform: supabase`,
  ///     `-- served: public, harbour`, `-- rows: TABLE COUNT`
  record Example(String before, String sql, String directives) {
    static Example of(String block) {
      int cut = block.indexOf("-- deploy\n");
      return cut < 0
          ? new Example("", block, block)
          : new Example(
              block.substring(0, cut), block.substring(cut + "-- deploy\n".length()), block);
    }

    String directive(String name, String usual) {
      Matcher line = Pattern.compile("(?m)^-- " + name + ": (.+)$").matcher(directives);
      return line.find() ? line.group(1) : usual;
    }
  }

  static RulePage of(String rule) throws IOException {
    String text = Files.readString(PAGES.resolve(rule + ".md"));
    return new RulePage(text, examples(text, "## Fires"), examples(text, "## Does not fire"));
  }

  private static List<Example> examples(String text, String heading) {
    int start = text.indexOf(heading + "\n");
    if (start < 0) {
      return List.of();
    }
    int end = text.indexOf("\n## ", start);
    Matcher block = BLOCK.matcher(text.substring(start, end < 0 ? text.length() : end));
    List<Example> examples = new ArrayList<>();
    while (block.find()) {
      examples.add(Example.of(block.group(1)));
    }
    return examples;
  }
}
