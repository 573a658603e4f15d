package dev.towpath.rehearsal;

import dev.towpath.report.Block;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an exercise came to.
///
/// @param verdict whether it was done at all, and how it went
/// @param words one line for a person: what was tried, or why not
/// @param findings an error among them refuses
/// @param blocks what a person may want to see beside; may be empty
/// @param data the same for programs, in a stable order
public record Exercised(
    Verdict verdict,
    String words,
    List<Finding> findings,
    List<Block> blocks,
    Map<String, @Nullable Object> data) {

  /// How an exercise went.
  public enum Verdict {
    PASSED,
    FAILED,
    /// It was not done, so that it proves nothing.
    SKIPPED
  }

  public Exercised {
    findings = List.copyOf(findings);
    blocks = List.copyOf(blocks);
  }

  /// It was done: failed if an error is among the findings.
  public static Exercised done(String words, List<Finding> findings) {
    boolean failed = findings.stream().anyMatch(each -> each.severity() == Severity.ERROR);
    return new Exercised(
        failed ? Verdict.FAILED : Verdict.PASSED, words, findings, List.of(), Map.of());
  }

  public static Exercised skipped(String why) {
    return new Exercised(Verdict.SKIPPED, why, List.of(), List.of(), Map.of());
  }

  /// With something to show.
  public Exercised showing(List<Block> blocks, Map<String, @Nullable Object> data) {
    return new Exercised(verdict, words, findings, blocks, data);
  }
}
