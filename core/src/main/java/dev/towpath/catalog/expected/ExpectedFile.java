package dev.towpath.catalog.expected;

import dev.towpath.catalog.Kind;
import dev.towpath.catalog.expected.Expectation.What;
import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import dev.towpath.yaml.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The file `catalog-expected.yaml`: a list of differences that are meant to be.
public final class ExpectedFile {
  public static final String NAME = "catalog-expected.yaml";

  private static final List<String> DIFFERENCES = Stream.of(What.values()).map(What::word).toList();

  /// `foreign data wrapper` before `foreign table`: no kind hides a longer one.
  private static final List<Kind> KINDS =
      Stream.of(Kind.values())
          .sorted(Comparator.comparingInt((Kind kind) -> kind.words().length()).reversed())
          .toList();

  private final String name;
  private final Faults faults;

  private ExpectedFile(String name, String text) {
    this.name = name;
    this.faults = new Faults(name, text);
  }

  /// Reads the whole file, or finds all that is wrong with it.
  ///
  /// @param name as the person knows the file
  public static ExpectedReading read(Path file, String name) {
    try {
      return read(name, Files.readString(file));
    } catch (IOException e) {
      Faults faults = new Faults(name, "");
      faults.unreadable(file);
      return new ExpectedReading.Faulty(faults.found());
    }
  }

  static ExpectedReading read(String name, String text) {
    ExpectedFile file = new ExpectedFile(name, text);
    List<Expectation> read =
        Yaml.compose(name, text, file.faults).map(file::entries).orElse(List.of());
    return file.faults.found().isEmpty()
        ? new ExpectedReading.Good(read)
        : new ExpectedReading.Faulty(file.faults.found());
  }

  private List<Expectation> entries(Node root) {
    List<Expectation> entries = new ArrayList<>();
    if (!(root instanceof SequenceNode list)) {
      faults.wrongType(root, name, "a list of expected differences");
      return entries;
    }
    for (Node each : list.getValue()) {
      Mapping.of(each, "an expected difference", faults)
          .flatMap(this::entry)
          .ifPresent(entries::add);
    }
    return entries;
  }

  private Optional<Expectation> entry(Mapping entry) {
    for (String needed : List.of("object", "difference", "reason", "owner")) {
      entry.require(needed, "An expected difference needs '" + needed + "'.");
    }
    Optional<ScalarNode> object = entry.text("object");
    Optional<Kind> kind = object.flatMap(this::kind);
    Optional<What> what =
        entry
            .choice("difference", DIFFERENCES)
            .map(word -> What.valueOf(word.toUpperCase(Locale.ROOT)));
    List<ScalarNode> properties = entry.texts("properties");
    if (!properties.isEmpty() && what.isPresent() && what.get() != What.CHANGED) {
      faults.badValue(
          properties.getFirst(),
          "Only a changed object has properties that differ.",
          "Remove 'properties', or write 'difference: changed'.");
    }
    Optional<String> reason = entry.text("reason").map(ScalarNode::getValue);
    Optional<String> owner = entry.text("owner").map(ScalarNode::getValue);
    Optional<LocalDate> until = entry.text("until").flatMap(this::date);
    entry.end();
    if (kind.isEmpty() || what.isEmpty() || reason.isEmpty() || owner.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Expectation(
            kind.get(),
            object.map(ScalarNode::getValue).orElseThrow(),
            what.get(),
            properties.stream().map(ScalarNode::getValue).toList(),
            reason.get(),
            owner.get(),
            until,
            faults.location(entry.node())));
  }

  private Optional<Kind> kind(ScalarNode object) {
    String title = object.getValue();
    Optional<Kind> kind =
        KINDS.stream().filter(each -> title.startsWith(each.words() + " ")).findFirst();
    if (kind.isEmpty()) {
      faults.badValue(
          object,
          "'object' can't be this.",
          "It is written as 'towpath catalog diff' prints it, and begins with the kind: 'table"
              + " public.boat', 'column * of public.boat'.");
    }
    return kind;
  }

  private Optional<LocalDate> date(ScalarNode until) {
    try {
      return Optional.of(LocalDate.parse(until.getValue()));
    } catch (DateTimeParseException e) {
      faults.badValue(until, "'until' can't be this.", "It is a day: 2027-03-31.");
      return Optional.empty();
    }
  }
}
