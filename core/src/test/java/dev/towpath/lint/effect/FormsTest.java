package dev.towpath.lint.effect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.lint.Change;
import dev.towpath.lint.Runner;
import dev.towpath.lint.Transaction;
import dev.towpath.lint.locks.LockForm;
import dev.towpath.lint.locks.LockForms;
import dev.towpath.lint.schema.Schema;
import dev.towpath.sql.Parse;
import dev.towpath.sql.SqlParser;
import dev.towpath.sql.syntax.Node;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Each form of the lock table is recognised as what it is, from its statement and the schema.
class FormsTest {
  private static final int MAJOR = 18;

  /// Those that can't be told from a schema, or whose roles can't be named.
  private static final Set<String> NOT_TOLD =
      Set.of(
          "alter-type-timestamptz",
          "attach-partition-proven",
          "attach-partition-with-default-proven",
          "delete-referenced",
          "do-block",
          "drop-function-cascade",
          "drop-statistics",
          "inherit",
          "merge",
          "no-inherit",
          "set-expression");

  private static List<Part> parts(LockForms forms, LockForm form) {
    Schema schema = new Schema();
    schema.deploying(false);
    forms.schema().forEach(sql -> schema.apply(node(sql)));
    Transaction transaction = new Transaction(Transaction.Opener.RUNNER);
    for (String sql : form.setup()) {
      transaction.add(change(sql, transaction, schema));
      schema.apply(node(sql));
    }
    return Forms.of(change(form.statement(), transaction, schema));
  }

  private static Change change(String sql, Transaction transaction, Schema schema) {
    return new Change(
        new Change.Place("1.sql", 0, Optional.empty(), false),
        sql,
        node(sql),
        transaction,
        schema,
        new Change.Setting(MAJOR, Runner.TOWPATH, "none"));
  }

  private static Node node(String sql) {
    return switch (SqlParser.parse(sql)) {
      case Parse.Tree(Node node) -> node;
      case Parse.Failure failure -> throw new AssertionError(failure.toString());
    };
  }

  @Test
  void nineteenOfTwentyFormsAreRecognised() throws IOException {
    LockForms forms = LockForms.read();
    List<String> wrong = new ArrayList<>();
    List<String> notTold = new ArrayList<>();
    for (LockForm form : forms.forms()) {
      List<Part> parts = parts(forms, form);
      boolean own =
          parts.stream().allMatch(Part.Form.class::isInstance)
              && parts.stream()
                  .anyMatch(
                      part -> part instanceof Part.Form one && one.name().equals(form.name()));
      if (!own) {
        boolean admits = parts.stream().anyMatch(part -> !(part instanceof Part.Form));
        (admits ? notTold : wrong).add(admits ? form.name() : form.name() + " " + parts);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(notTold).containsExactlyInAnyOrderElementsOf(NOT_TOLD);
    assertThat(NOT_TOLD.size() * 20).isLessThan(forms.forms().size());
  }

  @Test
  void aWrittenDefaultOfNullStillHasTheReferencesLookedUp() throws IOException {
    Schema schema = new Schema();
    LockForms.read().schema().forEach(sql -> schema.apply(node(sql)));
    schema.apply(node("create table quay (id int primary key)"));
    schema.apply(node("create table berth (id int)"));
    Transaction transaction = new Transaction(Transaction.Opener.RUNNER);

    assertThat(
            Forms.of(
                change(
                    "alter table berth add column quay int references quay default null",
                    transaction,
                    schema)))
        .extracting(part -> part instanceof Part.Form form ? form.name() : part.toString())
        .containsExactly("add-column-references-default");
  }
}
