package dev.towpath.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The house rules that no compiler checks: every source file and page is read.
class TidyTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int LONGEST_FILE_LINES = 300;
  private static final int LONGEST_LINE_CHARACTERS = 100;
  private static final Pattern PAGE =
      Pattern.compile("(?:(?:Problem|Finding)\\s*\\.of|\\brefused)\\(\\s*\"([a-z0-9-]+)\"");
  private static final Pattern RULE =
      Pattern.compile(
          "(?s)implements \\w*Rule \\{.*?"
              + "public String name\\(\\) \\{\\s+return\\s+\"([a-z0-9-]+)\"");
  private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]+)");
  private static final Pattern LEFT_OPEN = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
  private static final Pattern FOREIGN_WORD =
      Pattern.compile("(?:^|[^.\\w])/(?:work|farm|root)/|registry\\.npm|repo\\.maven");

  @Test
  void noSourceFileIsLong() throws IOException {
    // A program that somebody runs years later, without us, is one file.
    assertThat(offenders(javaFiles(), text -> text.lines().count() > LONGEST_FILE_LINES))
        .isSubsetOf("core/src/main/resources/dev/towpath/ledger/VerifyBundle.java");
  }

  @Test
  void noLineIsLong() throws IOException {
    assertThat(
            offenders(
                javaFiles(),
                text -> text.lines().anyMatch(line -> line.length() > LONGEST_LINE_CHARACTERS)))
        .isEmpty();
  }

  /// The formatter breaks a documentation line that is too long, and its end becomes a comment.
  @Test
  void noDocumentationIsBroken() throws IOException {
    Pattern broken = Pattern.compile("(?m)^ *///.*\\R *// \\S");
    assertThat(offenders(javaFiles(), text -> broken.matcher(text).find())).isEmpty();
  }

  @Test
  void typesAreNamed() throws IOException {
    Pattern local = Pattern.compile("(?m)^\\s*(?:for \\()?(?:final )?" + "var\\s+\\w+\\s*[=:]");
    assertThat(offenders(javaFiles(), text -> local.matcher(text).find())).isEmpty();
  }

  @Test
  void nothingIsLeftOpen() throws IOException {
    assertThat(offenders(allFiles(), text -> LEFT_OPEN.matcher(text).find())).isEmpty();
  }

  @Test
  void theProjectSpeaksOfItselfAlone() throws IOException {
    assertThat(offenders(allFiles(), text -> FOREIGN_WORD.matcher(text).find())).isEmpty();
  }

  @Test
  void packagesAreNamedByWordsOfTheDomain() throws IOException {
    assertThat(
            javaFiles().stream()
                .map(file -> file.getParent().getFileName().toString())
                .filter(List.of("util", "utils", "common", "impl", "model", "dto")::contains))
        .isEmpty();
  }

  @Test
  void everyLinkInTheDocumentationLeadsSomewhere() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path page : files(".md")) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        if (!Files.exists(page.resolveSibling(link.group(1)))) {
          dead.add(ROOT.relativize(page) + " -> " + link.group(1));
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  @Test
  void everyCodeHasAPageAndEveryPageACode() throws IOException {
    Set<String> codes = new TreeSet<>();
    for (Path file : javaFiles()) {
      if (file.toString().contains("/src/main/")) {
        for (Pattern code : List.of(PAGE, RULE)) {
          code.matcher(Files.readString(file)).results().forEach(c -> codes.add(c.group(1)));
        }
      }
    }
    assertThat(pages()).isEqualTo(codes);
  }

  private static Set<String> pages() throws IOException {
    Set<String> pages = new TreeSet<>();
    for (String folder : List.of("docs/reference/problems", "docs/reference/rules")) {
      if (Files.isDirectory(ROOT.resolve(folder))) {
        try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
          files
              .map(file -> file.getFileName().toString().replace(".md", ""))
              .filter(name -> !name.equals("README"))
              .forEach(pages::add);
        }
      }
    }
    return pages;
  }

  private static List<String> offenders(List<Path> files, Predicate<String> wrong)
      throws IOException {
    List<String> found = new ArrayList<>();
    for (Path file : files) {
      if (wrong.test(Files.readString(file))) {
        found.add(ROOT.relativize(file).toString());
      }
    }
    return found;
  }

  private static List<Path> javaFiles() throws IOException {
    return files(".java");
  }

  private static List<Path> allFiles() throws IOException {
    return files(".java", ".md", ".sql", ".yaml", ".yml", ".xml", ".sh", ".json", ".properties");
  }

  private static List<Path> files(String... endings) throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .filter(
              file ->
                  !ROOT.relativize(file)
                      .toString()
                      .matches("(.*/)?(target|node_modules|\\.git|\\.towpath)/.*"))
          .toList();
    }
  }
}
