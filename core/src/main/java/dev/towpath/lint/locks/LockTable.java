package dev.towpath.lint.locks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/// The locks, rewrites and scans of each form of statement on each major version of PostgreSQL, as
/// observed. Immutable. Every check reads it, so reading only finds each form's lines; they are
/// understood when a form is asked for.
///
/// The file has a line for each form, majors and object: form, majors, role, lock mode, effects,
/// with tabs between. A line with role `statement` says what is so of the whole: `alone` for one
/// that can't run in a transaction block, `refused:SQLSTATE`, or `-` where it locks nothing.
public final class LockTable {
  static final String RESOURCE = "lock-table.tsv";
  static final String STATEMENT = "statement";
  static final String NONE = "-";
  static final String ALONE = "alone";
  static final String REFUSED = "refused:";

  private static final int FIRST_MAJOR = 14;
  private static final int LAST_MAJOR = 18;
  private static final int MAJORS = 1;
  private static final int ROLE = 2;
  private static final int MODE = 3;
  private static final int EFFECTS = 4;

  private final Map<String, List<String>> lines;
  private final Map<Asked, Optional<Observed>> understood = new ConcurrentHashMap<>();

  private LockTable(Map<String, List<String>> lines) {
    this.lines = lines;
  }

  private record Asked(String form, int major) {}

  /// Read when it is first asked for.
  private static final class Shipped {
    static final LockTable TABLE = read();
  }

  /// The table that comes with this version of Towpath.
  public static LockTable shipped() {
    return Shipped.TABLE;
  }

  static LockTable read() {
    try (InputStream in = LockTable.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing from the program.");
      }
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static LockTable of(String text) {
    Map<String, List<String>> lines = new HashMap<>();
    int start = 0;
    while (start < text.length()) {
      int end = text.indexOf('\n', start);
      if (text.charAt(start) != '#') {
        String form = text.substring(start, text.indexOf('\t', start));
        List<String> known = lines.get(form);
        if (known == null) {
          known = new ArrayList<>();
          lines.put(form, known);
        }
        known.add(text.substring(start, end));
      }
      start = end + 1;
    }
    return new LockTable(lines);
  }

  /// What a form does on a major version; empty where either is unknown, or the form is younger.
  public Optional<Observed> of(String form, int major) {
    return understood.computeIfAbsent(new Asked(form, major), this::understand);
  }

  private Optional<Observed> understand(Asked asked) {
    List<String[]> rows = new ArrayList<>();
    for (String line : lines.getOrDefault(asked.form(), List.of())) {
      String[] cells = line.split("\t", -1);
      if (Majors.read(cells[MAJORS]).contains(asked.major())) {
        rows.add(cells);
      }
    }
    return rows.isEmpty() ? Optional.empty() : Optional.of(observed(rows));
  }

  /// The same for any version: one that wasn't observed is taken for the nearest that was.
  public Optional<Observed> near(String form, int major) {
    return of(form, Math.clamp(major, FIRST_MAJOR, LAST_MAJOR));
  }

  private static Observed observed(List<String[]> rows) {
    List<Hold> holds = new ArrayList<>();
    boolean alone = false;
    Optional<String> refusal = Optional.empty();
    for (String[] cells : rows) {
      if (!cells[ROLE].equals(STATEMENT)) {
        LockMode mode = LockMode.of(cells[MODE]);
        holds.add(new Hold(Role.of(cells[ROLE]), mode, effects(cells[EFFECTS])));
      } else if (cells[EFFECTS].startsWith(REFUSED)) {
        refusal = Optional.of(cells[EFFECTS].substring(REFUSED.length()));
      } else {
        alone |= cells[EFFECTS].equals(ALONE);
      }
    }
    holds.sort(Comparator.comparing(Hold::role).thenComparing(Hold::mode));
    return new Observed(holds, alone, refusal);
  }

  private static Set<Effect> effects(String cell) {
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    if (!cell.equals(NONE)) {
      for (String word : cell.split(",", -1)) {
        effects.add(Effect.of(word));
      }
    }
    return effects;
  }

  /// The names of all forms.
  public Set<String> forms() {
    return Collections.unmodifiableSet(lines.keySet());
  }

  /// The major versions that were observed.
  public SortedSet<Integer> majors() {
    SortedSet<Integer> majors = new TreeSet<>();
    for (List<String> form : lines.values()) {
      form.forEach(line -> majors.addAll(Majors.read(line.split("\t", -1)[MAJORS])));
    }
    return majors;
  }
}
