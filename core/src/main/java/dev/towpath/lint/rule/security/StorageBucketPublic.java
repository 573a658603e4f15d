package dev.towpath.lint.rule.security;

import dev.towpath.lint.Change;
import dev.towpath.lint.Hit;
import dev.towpath.lint.Rule;
import dev.towpath.lint.schema.Name;
import dev.towpath.report.Severity;
import dev.towpath.sql.syntax.Node;
import java.util.List;

/// Everything in a public bucket can be fetched by its address.
final class StorageBucketPublic implements Rule {
  @Override
  public String name() {
    return "storage-bucket-public";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public List<Hit> check(Change change) {
    Name table = change.table();
    if (!table.equals(BUCKETS)) {
      return List.of();
    }
    boolean open =
        switch (change.node()) {
          case Node.InsertStmt insert -> opens(insert);
          case Node.UpdateStmt update ->
              update.targetList().stream()
                  .anyMatch(
                      each ->
                          each instanceof Node.ResTarget target
                              && target.name().equals("public")
                              && target.val() != null
                              && isTrue(target.val()));
          default -> false;
        };
    return open
        ? List.of(
            Hit.of("This opens a storage bucket to everyone.")
                .because(
                    "What is in a public bucket is served without any policy to whoever knows or"
                        + " guesses its address.")
                .help("Keep it private and give signed addresses, unless all of it is for all."))
        : List.of();
  }

  private static final Name BUCKETS = new Name("storage", "buckets");

  private static boolean opens(Node.InsertStmt insert) {
    List<String> columns =
        insert.cols().stream()
            .map(each -> each instanceof Node.ResTarget target ? target.name() : "")
            .toList();
    int at = columns.indexOf("public");
    if (at < 0 || !(insert.selectStmt() instanceof Node.SelectStmt rows)) {
      return false;
    }
    boolean values =
        rows.valuesLists().stream()
            .anyMatch(
                row ->
                    row instanceof Node.List list
                        && at < list.items().size()
                        && isTrue(list.items().get(at)));
    boolean select =
        at < rows.targetList().size()
            && rows.targetList().get(at) instanceof Node.ResTarget target
            && target.val() != null
            && isTrue(target.val());
    return values || select;
  }

  private static boolean isTrue(Node value) {
    return value instanceof Node.A_Const constant
        && constant.boolval() != null
        && constant.boolval().boolval();
  }
}
