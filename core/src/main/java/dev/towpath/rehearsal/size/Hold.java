package dev.towpath.rehearsal.size;

import dev.towpath.rehearsal.ObservedObject;
import dev.towpath.rehearsal.ObservedStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// A lock that others wait for, from the statement that takes it to the end of its transaction.
///
/// @param object the table, with who waits
/// @param during the statements that run while it is held, the one that takes it first
record Hold(ObservedObject object, List<Estimate> during) {
  private static final Pattern END =
      Pattern.compile("(commit|end|rollback|abort)\\b.*", Pattern.DOTALL);

  Hold {
    during = List.copyOf(during);
  }

  /// All of one migration, in order.
  static List<Hold> of(List<Estimate> estimates) {
    List<Hold> done = new ArrayList<>();
    Map<String, ObservedObject> open = new LinkedHashMap<>();
    Map<String, List<Estimate>> during = new LinkedHashMap<>();
    for (Estimate estimate : estimates) {
      ObservedStatement statement = estimate.statement();
      if (statement.alone() || ends(statement)) {
        close(open, during, done);
      }
      for (ObservedObject object : statement.objects()) {
        if (object.age() == ObservedObject.Age.OLD && !object.waiting().isEmpty()) {
          open.merge(object.name(), object, Hold::stronger);
        }
      }
      open.keySet().forEach(each -> at(during, each).add(estimate));
      if (statement.alone()) {
        close(open, during, done);
      }
    }
    close(open, during, done);
    return done;
  }

  private static List<Estimate> at(Map<String, List<Estimate>> during, String name) {
    return during.computeIfAbsent(name, _ -> new ArrayList<>());
  }

  private static ObservedObject stronger(ObservedObject one, ObservedObject other) {
    return other.waiting().size() > one.waiting().size() ? other : one;
  }

  private static boolean ends(ObservedStatement statement) {
    return END.matcher(statement.statement().sql().strip().toLowerCase(Locale.ROOT)).matches();
  }

  private static void close(
      Map<String, ObservedObject> open, Map<String, List<Estimate>> during, List<Hold> done) {
    open.forEach((name, object) -> done.add(new Hold(object, at(during, name))));
    open.clear();
    during.clear();
  }

  ObservedStatement taker() {
    return during.getFirst().statement();
  }

  Span time() {
    return during.stream().map(Estimate::time).reduce(Span.NONE, Span::plus);
  }

  boolean complete() {
    return during.stream().allMatch(Estimate::complete);
  }
}
