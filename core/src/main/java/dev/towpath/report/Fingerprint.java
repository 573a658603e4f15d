package dev.towpath.report;

import dev.towpath.digest.Sha256;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Names findings so that each keeps its name when lines above it come and go: from rule, file and
/// the statement's lexical units, and a number for the second of the same.
public final class Fingerprint {
  private static final int LENGTH = 32;

  private Fingerprint() {}

  /// A name for each finding, in their order: 32 hexadecimal digits.
  public static List<String> of(List<Finding> findings) {
    Map<String, Integer> seen = new HashMap<>();
    List<String> names = new ArrayList<>(findings.size());
    for (Finding finding : findings) {
      String file = FindingText.file(finding).orElse("");
      String subject = finding.subject().isEmpty() ? finding.message() : finding.subject();
      String same = String.join("\0", finding.rule(), file, subject);
      int number = seen.merge(same, 1, Integer::sum);
      names.add(digest(number == 1 ? same : same + "\0" + number));
    }
    return names;
  }

  private static String digest(String text) {
    return Sha256.of(text).substring(0, LENGTH);
  }
}
