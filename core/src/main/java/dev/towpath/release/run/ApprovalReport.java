package dev.towpath.release.run;

import dev.towpath.approval.Meaning;
import dev.towpath.approval.Signed;
import dev.towpath.release.journal.Approval;
import dev.towpath.release.journal.Authorship;
import dev.towpath.release.journal.RunState;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who planned and who approved a release, with name, time and meaning of each, as parts of a
/// report.
final class ApprovalReport {
  private ApprovalReport() {}

  static Report add(Report report, RunState run) {
    List<Approval> all = new ArrayList<>(run.approvals());
    all.addAll(run.voidApprovals());
    if (all.isEmpty()) {
      return report.data("approvals", List.of());
    }
    List<Block.Row> rows = all.stream().map(ApprovalReport::row).toList();
    return report
        .data("approvals", all.stream().map(ApprovalReport::data).toList())
        .block(new Block.Table(List.of("role", "approved by", "meaning", "at", ""), rows));
  }

  /// In a line.
  static String author(Authorship author) {
    return "%s, authorship, %s, %s".formatted(author.who(), time(author.at()), author.standing());
  }

  static Map<String, @Nullable Object> data(Authorship author) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("by", author.by());
    data.put("name", author.signed().map(signed -> signed.text("name")).orElse(null));
    data.put("meaning", Meaning.AUTHORSHIP.word());
    data.put("at", author.at().toString());
    data.put("signed", author.signed().map(Signed::json).orElse(null));
    data.put("void", author.fault().orElse(null));
    return data;
  }

  private static String time(Instant at) {
    return at.toString().substring(0, 19) + "Z";
  }

  private static Block.Row row(Approval each) {
    String standing =
        each.fault()
            .map(why -> "VOID: " + why)
            .orElse(each.signed().isPresent() ? "signed" : "a claim: nobody is enrolled");
    Block.Tone tone =
        each.fault().isPresent()
            ? Block.Tone.BAD
            : each.signed().isPresent() ? Block.Tone.GOOD : Block.Tone.PLAIN;
    return new Block.Row(
        tone, List.of(each.role(), each.who(), each.meaning(), time(each.at()), standing));
  }

  private static Map<String, @Nullable Object> data(Approval each) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("role", each.role());
    data.put("by", each.by());
    data.put("name", each.signed().map(signed -> signed.text("name")).orElse(null));
    data.put("meaning", each.meaning());
    data.put("at", each.at().toString());
    data.put("signed", each.signed().map(Signed::json).orElse(null));
    data.put("void", each.fault().orElse(null));
    return data;
  }
}
