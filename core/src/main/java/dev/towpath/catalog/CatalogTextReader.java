package dev.towpath.catalog;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads the text form of a catalog, line by line.
final class CatalogTextReader {
  private static final Map<String, Kind> KINDS =
      Stream.of(Kind.values()).collect(Collectors.toMap(Kind::word, Function.identity()));
  private static final Map<String, Facet> FACETS =
      Stream.of(Facet.values()).collect(Collectors.toMap(Facet::word, Function.identity()));
  private static final String CONTINUED = "    ";

  private final String[] lines;
  private int at;
  private int major;
  private final Set<Facet> facets = EnumSet.noneOf(Facet.class);
  private final List<Unseen> unseen = new ArrayList<>();
  private final List<CatalogObject> objects = new ArrayList<>();

  CatalogTextReader(String text) {
    this.lines = text.split("\n", -1);
  }

  Catalog read() {
    try {
      head();
      while (at < lines.length) {
        if (!lines[at].isEmpty()) {
          object();
        } else {
          at++;
        }
      }
    } catch (IndexOutOfBoundsException | NumberFormatException e) {
      throw unreadable();
    }
    return new Catalog(major, facets, objects, unseen);
  }

  private void head() {
    if (!lines[at++].equals(CatalogText.TITLE)) {
      at--;
      throw unreadable();
    }
    for (; !lines[at].isEmpty(); at++) {
      String[] words = lines[at].split(" ", 2);
      switch (words[0]) {
        case "major" -> major = AnyMajor.number(words[1]);
        case "with" -> facets.add(known(FACETS.get(words[1])));
        case "unseen" -> {
          String[] parts = words[1].split(": ", 2);
          unseen.add(new Unseen(known(KINDS.get(parts[0])), Words.unquote(parts[1])));
        }
        default -> throw unreadable();
      }
    }
  }

  private void object() {
    List<String> words = words(lines[at]);
    Kind kind = known(KINDS.get(words.get(0)));
    String parent = "";
    String schema = "";
    for (int i = 2; i + 1 < words.size(); i += 2) {
      if (words.get(i).equals("of")) {
        parent = Words.unquote(words.get(i + 1));
      } else {
        schema = Words.unquote(words.get(i + 1));
      }
    }
    ObjectName name = new ObjectName(kind, schema, parent, Words.unquote(words.get(1)));
    at++;
    Map<String, String> properties = new TreeMap<>();
    while (at < lines.length && lines[at].startsWith("  ")) {
      property(properties);
    }
    objects.add(CatalogObject.of(name, properties));
  }

  private void property(Map<String, String> properties) {
    String line = lines[at++];
    int colon = Words.end(line, 2, ':');
    String name = Words.unquote(line.substring(2, colon));
    if (line.length() > colon + 1) {
      properties.put(name, line.substring(colon + 2));
      return;
    }
    List<String> value = new ArrayList<>();
    for (; at < lines.length && lines[at].startsWith(CONTINUED); at++) {
      String part = lines[at].substring(CONTINUED.length());
      value.add(part.startsWith("\"") ? Words.unquote(part) : part.substring(2));
    }
    properties.put(name, String.join("\n", value));
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    for (int start = 0; start < line.length(); ) {
      int end = Words.end(line, start, ' ');
      words.add(line.substring(start, end));
      start = end + 1;
    }
    return words;
  }

  private <T> T known(@Nullable T value) {
    if (value == null) {
      throw unreadable();
    }
    return value;
  }

  private ProblemException unreadable() {
    return Problem.of(
            "catalog-unreadable",
            Exit.USAGE,
            "Line " + (at + 1) + " of the catalog snapshot is not what Towpath writes.")
        .because("The file was edited by hand, cut off, or written by a newer version.")
        .leaving("Nothing was read or changed in a database.")
        .next("Take the snapshot again.")
        .exception();
  }
}
