package dev.towpath.report;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a command has to say: for programs `data`, for people `blocks`, for both `findings`.
///
/// Made by [#of] and the methods that return a copy with one part more. Immutable as long as the
/// values of `data` are.
///
/// @param kind the command's name; with the schema version it heads the JSON
/// @param data JSON as maps, lists, strings, numbers, booleans and nulls, in a stable order
/// @param blocks the same for a person
/// @param findings rendered by every format, after the blocks
/// @param problem why the command ended before it had a result
/// @param summary the counts, in one line; may be empty
/// @param next what to do now, in one line; may be empty
public record Report(
    String kind,
    Exit exit,
    Map<String, @Nullable Object> data,
    List<Block> blocks,
    List<Finding> findings,
    Optional<Problem> problem,
    String summary,
    String next) {

  /// A report with nothing in it, and all is well.
  public static Report of(String kind) {
    return new Report(kind, Exit.FINE, Map.of(), List.of(), List.of(), Optional.empty(), "", "");
  }

  /// The report of a command that a problem has ended.
  public static Report of(String kind, Problem problem) {
    return new Report(
        kind, problem.exit(), Map.of(), List.of(), List.of(), Optional.of(problem), "", "");
  }

  public Report exit(Exit exit) {
    return new Report(kind, exit, data, blocks, findings, problem, summary, next);
  }

  /// With one more value for programs.
  public Report data(String name, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(data);
    more.put(name, value);
    return new Report(
        kind, exit, Collections.unmodifiableMap(more), blocks, findings, problem, summary, next);
  }

  /// With one more block for a person.
  public Report block(Block block) {
    List<Block> more = new ArrayList<>(blocks);
    more.add(block);
    return new Report(kind, exit, data, List.copyOf(more), findings, problem, summary, next);
  }

  /// With more findings; one that is an error makes a report that was fine refuse.
  public Report findings(List<Finding> found) {
    List<Finding> more = new ArrayList<>(findings);
    more.addAll(found);
    boolean error = found.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    Exit ends = error && exit == Exit.FINE ? Exit.REFUSED : exit;
    return new Report(kind, ends, data, blocks, List.copyOf(more), problem, summary, next);
  }

  public Report summary(String summary) {
    return new Report(kind, exit, data, blocks, findings, problem, summary, next);
  }

  public Report next(String next) {
    return new Report(kind, exit, data, blocks, findings, problem, summary, next);
  }
}
