package dev.towpath.release.note;

import dev.towpath.approval.Meaning;
import dev.towpath.approval.Signed;
import dev.towpath.release.journal.Approval;
import dev.towpath.release.journal.Authorship;
import dev.towpath.release.journal.RunState;
import java.util.List;

/// Who signed a release as its author, and who approved it, with time and meaning of each.
final class ApprovalTable {
  private ApprovalTable() {}

  static void write(Markdown page, RunState run) {
    page.heading(2, "Approvals");
    page.head(List.of("role", "by", "meaning", "at", "signature"));
    if (run.release().rule().sign()) {
      page.row(author(run.author()));
    }
    run.approvals().forEach(each -> page.row(approval(each)));
    page.end();
  }

  private static List<String> author(Authorship author) {
    String signature =
        author
            .fault()
            .map(_ -> author.standing())
            .or(() -> author.signed().map(Signed::signature))
            .orElse("");
    return List.of(
        "author", author.who(), Meaning.AUTHORSHIP.word(), Markdown.time(author.at()), signature);
  }

  private static List<String> approval(Approval each) {
    return List.of(
        each.role(),
        each.who(),
        each.meaning(),
        Markdown.time(each.at()),
        each.signed().map(Signed::signature).orElse("a claim, not signed"));
  }
}
