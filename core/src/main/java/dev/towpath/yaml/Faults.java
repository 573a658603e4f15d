package dev.towpath.yaml;

import dev.towpath.problem.Location;
import dev.towpath.problem.Nearest;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import dev.towpath.report.Snippet;
import dev.towpath.sql.Position;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Collects what is wrong with one file, in the order of its lines. Used by one thread.
public final class Faults {
  private final String file;
  private final List<String> lines;
  private final List<Finding> found = new ArrayList<>();

  public Faults(String file, String text) {
    this.file = file;
    this.lines = text.lines().toList();
  }

  public List<Finding> found() {
    return found.stream().sorted((a, b) -> Integer.compare(line(a), line(b))).toList();
  }

  public Location location(Node node) {
    return new Location(file, node.getStartMark().map(Faults::position).orElse(START));
  }

  /// A file that isn't there, is a folder, or is no text.
  ///
  /// @param path where the file should be
  public void unreadable(Path path) {
    if (!Files.exists(path)) {
      unreadable("There is no file " + file + ".", "Look at its name, and in which folder it is.");
    } else if (Files.isDirectory(path)) {
      unreadable(file + " is a folder.", "Name a file in it.");
    } else {
      unreadable(
          file + " can't be read as UTF-8 text.",
          "Check that it is a text file in UTF-8 and that you may read it.");
    }
  }

  private void unreadable(String message, String help) {
    found.add(
        Finding.of("config-unreadable", Severity.ERROR, message)
            .at(Location.file(file))
            .help(help));
  }

  public void syntax(MarkedYamlEngineException fault) {
    Position position = fault.getProblemMark().map(Faults::position).orElse(START);
    String said = fault.getProblem();
    add(
        Finding.of("config-syntax", Severity.ERROR, "This is not YAML: " + said + "."),
        position,
        "Look at the indentation, the colons and the quotes of this line and of the one before.");
  }

  /// A text that the reader of YAML refuses as a whole: too long, or with letters that none has.
  public void syntax(YamlEngineException fault) {
    String said = String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
    found.add(
        Finding.of("config-syntax", Severity.ERROR, "This is not YAML: " + said + ".")
            .at(Location.file(file))
            .help("Look for control characters, and for what makes the file so long."));
  }

  /// A name that means nothing at its place.
  public void unknownKey(Node key, String name, Collection<String> known) {
    add(
        Finding.of(
            "config-unknown-key", Severity.ERROR, "There is no setting '" + name + "' here."),
        location(key).position(),
        Nearest.hint(name, known));
  }

  /// A file without anything in it.
  public void empty(String help) {
    found.add(
        Finding.of("config-missing-key", Severity.ERROR, file + " is empty.")
            .at(Location.file(file))
            .help(help));
  }

  void duplicateKey(Node key, String name) {
    add(
        Finding.of("config-duplicate-key", Severity.ERROR, "'" + name + "' stands here twice."),
        location(key).position(),
        "Keep one of the two.");
  }

  public void wrongType(Node value, String name, String expected) {
    add(
        Finding.of("config-wrong-type", Severity.ERROR, "'" + name + "' must be " + expected + "."),
        location(value).position(),
        "Towpath found " + kind(value) + ".");
  }

  public void badValue(Node value, String message, String help) {
    add(Finding.of("config-bad-value", Severity.ERROR, message), location(value).position(), help);
  }

  /// A fault inside a text: where it stands on one line, its own column is told.
  ///
  /// @param offset of the letter in the text, from 0
  public void badPart(ScalarNode value, int offset, String message, String help) {
    add(
        Finding.of("config-bad-value", Severity.ERROR, message),
        location(value, offset).position(),
        help);
  }

  /// The place of a letter of a text; of its beginning where it spans lines.
  public Location location(ScalarNode value, int offset) {
    Position start = location(value).position();
    String line = start.line() <= lines.size() ? lines.get(start.line() - 1) : "";
    int at = line.indexOf(value.getValue(), Math.min(line.length(), start.column() - 1));
    return new Location(file, at < 0 ? start : new Position(start.line(), at + 1 + offset));
  }

  public void missing(Node mapping, String name, String message) {
    add(
        Finding.of("config-missing-key", Severity.ERROR, message),
        location(mapping).position(),
        "Add '" + name + ":'.");
  }

  private void add(Finding finding, Position position, String help) {
    String line = position.line() <= lines.size() ? lines.get(position.line() - 1) : "";
    Snippet snippet = new Snippet(line, Math.max(0, line.length() - position.column() + 1));
    found.add(finding.at(new Location(file, position)).showing(snippet).help(help));
  }

  private static String kind(Node node) {
    return switch (node.getNodeType()) {
      case SCALAR ->
          switch (node.getTag().getValue().replaceFirst(".*:", "")) {
            case "int" -> "a whole number; put it in quotes to make it text";
            case "float" -> "a number; put it in quotes to make it text";
            case "bool" -> "true or false; put it in quotes to make it text";
            case "null" -> "nothing";
            default ->
                node instanceof ScalarNode text && text.getValue().isBlank()
                    ? "a text that says nothing"
                    : "text";
          };
      case SEQUENCE ->
          node instanceof SequenceNode list && list.getValue().isEmpty()
              ? "an empty list"
              : "a list";
      case MAPPING -> "names and values";
      case ANCHOR -> "an anchor";
    };
  }

  private static final Position START = new Position(1, 1);

  private static Position position(Mark mark) {
    return new Position(mark.getLine() + 1, mark.getColumn() + 1);
  }

  private static int line(Finding finding) {
    return finding.where().map(where -> where.position().line()).orElse(0);
  }
}
