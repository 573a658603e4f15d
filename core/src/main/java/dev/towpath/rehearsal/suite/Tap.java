package dev.towpath.rehearsal.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a run said in the Test Anything Protocol. Lines that are none of its own, and the indented
/// ones of a subtest, don't count.
///
/// @param planned how many tests were announced; empty if nothing was
/// @param tests those that reported, in order
/// @param skipped why all were skipped; empty if they were not
/// @param bail why the run gave up; empty if it did not
record Tap(OptionalInt planned, List<Line> tests, Optional<String> skipped, Optional<String> bail) {

  /// One test.
  ///
  /// @param comments what was said about it
  record Line(boolean ok, String words, Directive directive, List<String> comments) {
    boolean failed() {
      return !ok && directive == Directive.NONE;
    }
  }

  /// What a test says about itself: one to be done may fail.
  enum Directive {
    NONE,
    LATER,
    SKIP
  }

  private static final Pattern PLAN =
      Pattern.compile("1\\.\\.(\\d{1,9})\\s*(?:#\\s*skip\\S*\\s*(.*))?", Pattern.CASE_INSENSITIVE);
  private static final Pattern TEST =
      Pattern.compile("(not )?ok\\b\\s*(\\d+)?\\s*(?:-\\s*)?(.*?)\\s*");
  private static final Pattern DIRECTIVE =
      Pattern.compile("(?i)(.*?)#\\s*(todo|skip)\\b\\S*\\s*(.*)");
  private static final Pattern BAIL = Pattern.compile("Bail out!\\s*(.*)");

  Tap {
    tests = List.copyOf(tests);
  }

  static Tap read(List<String> lines) {
    OptionalInt planned = OptionalInt.empty();
    Optional<String> skipped = Optional.empty();
    Optional<String> bail = Optional.empty();
    List<Line> tests = new ArrayList<>();
    for (String line : lines) {
      Matcher plan = PLAN.matcher(line.stripTrailing());
      Matcher test = TEST.matcher(line);
      Matcher out = BAIL.matcher(line);
      if (plan.matches()) {
        planned = OptionalInt.of(Integer.parseInt(plan.group(1)));
        skipped = Optional.ofNullable(plan.group(2));
      } else if (test.matches()) {
        tests.add(test(test));
      } else if (out.matches()) {
        bail = Optional.of(out.group(1));
      } else if (line.startsWith("#") && !tests.isEmpty()) {
        tests.add(commented(tests.removeLast(), line.substring(1).strip()));
      }
    }
    return new Tap(planned, tests, skipped, bail);
  }

  private static Line test(Matcher test) {
    boolean ok = test.group(1) == null;
    Matcher directive = DIRECTIVE.matcher(test.group(3));
    if (!directive.matches()) {
      return new Line(ok, test.group(3), Directive.NONE, List.of());
    }
    Directive kind = directive.group(2).equalsIgnoreCase("skip") ? Directive.SKIP : Directive.LATER;
    return new Line(ok, directive.group(1).strip(), kind, List.of(directive.group(3)));
  }

  private static Line commented(Line line, String comment) {
    List<String> comments = new ArrayList<>(line.comments());
    comments.add(comment);
    return new Line(line.ok(), line.words(), line.directive(), List.copyOf(comments));
  }

  long count(Directive directive) {
    return tests.stream().filter(each -> each.directive() == directive).count();
  }

  List<Line> failed() {
    return tests.stream().filter(Line::failed).toList();
  }

  /// Why the run as a whole can't count as passed, whatever its tests said; empty if it can.
  Optional<String> fault() {
    if (bail.isPresent()) {
      return Optional.of("It bailed out: " + bail.get());
    }
    if (planned.isEmpty()) {
      return Optional.of(
          tests.isEmpty()
              ? "It reported no test."
              : "It said no plan, so that nobody knows whether all its tests ran.");
    }
    if (skipped.isPresent()) {
      return Optional.empty();
    }
    if (planned.getAsInt() == 0 || planned.getAsInt() != tests.size()) {
      return Optional.of(
          "It planned " + planned.getAsInt() + " tests and ran " + tests.size() + ".");
    }
    return Optional.empty();
  }
}
