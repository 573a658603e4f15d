package dev.towpath.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.lint.locks.LockTable;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import dev.towpath.lint.schema.Schema;
import dev.towpath.sql.Parse;
import dev.towpath.sql.SqlParser;
import dev.towpath.sql.syntax.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/// What a statement costs is said from the lock table.
final class CostTest {
  static final List<String> FORMS = LockTable.shipped().forms().stream().sorted().toList();

  private static Change change(int major, String sql, String... before) {
    Schema schema = new Schema();
    for (String statement : before) {
      schema.apply(node(statement));
    }
    schema.table(new Name("", "barge")).ifPresent(table -> schema.put(table.withRows(48_000_000)));
    return new Change(
        new Change.Place("1.sql", 0, Optional.empty(), false),
        sql,
        node(sql),
        new Transaction(Transaction.Opener.RUNNER),
        schema,
        new Change.Setting(major, Runner.TOWPATH, "none"));
  }

  private static Node node(String sql) {
    return switch (SqlParser.parse(sql)) {
      case Parse.Tree(Node node) -> node;
      case Parse.Failure failure -> throw new AssertionError(failure.toString());
    };
  }

  private static String cost(String form, String sql, String... before) {
    Change change = change(18, sql, before);
    return change.cost(form, change.table());
  }

  @Test
  void aLockAScanAndTheRows() {
    assertThat(
            cost(
                "set-not-null",
                "alter table barge alter column load set not null",
                "create table barge (id int, load int)"))
        .isEqualTo(
            "It takes ACCESS EXCLUSIVE on public.barge, which blocks reads and writes, and reads"
                + " all its rows meanwhile; public.barge has about 48,000,000 rows.");
  }

  @Test
  void nothingIsSaidOfRowsThatAreNotKnown() {
    assertThat(cost("create-index", "create index on cargo (name)"))
        .isEqualTo(
            "It takes SHARE on public.cargo, which blocks writes, and reads all its rows"
                + " meanwhile.");
  }

  @Test
  void otherTablesByName() {
    assertThat(
            cost(
                "add-foreign-key-not-valid",
                "alter table cargo add foreign key (lock_id) references lock not valid"))
        .isEqualTo(
            "It takes SHARE ROW EXCLUSIVE on public.cargo, which blocks writes. It also takes"
                + " SHARE ROW EXCLUSIVE on public.lock, which blocks writes.");
    assertThat(
            cost(
                "attach-partition-with-default",
                "alter table toll attach partition toll_2026 for values in (1)"))
        .contains("It takes SHARE UPDATE EXCLUSIVE on public.toll, which blocks other schema")
        .contains("It also takes ACCESS EXCLUSIVE on public.toll_2026 and the default partition,");
  }

  @Test
  void oneThatWorksOnNoTableOfItsOwn() {
    Change change = change(18, "create table cargo (lock_id int references lock)");
    assertThat(change.cost("create-table-references", new Name("public", "lock")))
        .isEqualTo("It takes SHARE ROW EXCLUSIVE on public.lock, which blocks writes.");
  }

  @Test
  void anIndexThatIsLockedHarderThanItsTable() {
    Change change = change(18, "reindex table barge");
    assertThat(change.cost("reindex-table", new Name("public", "barge")))
        .contains("SHARE on public.barge")
        .contains("It also takes ACCESS EXCLUSIVE on the table's indexes");
  }

  @Test
  void whatHasNoSingleNameInWordsOfTheCallers() {
    Map<Role, String> both = Map.of(Role.TABLE, "each table", Role.INDEX, "its indexes");
    assertThat(change(18, "reindex schema harbour").cost("reindex-schema", both))
        .isEqualTo(
            "It takes SHARE on each table, which blocks writes, and reads all its rows meanwhile."
                + " It also takes ACCESS EXCLUSIVE on its indexes, which blocks reads and writes,"
                + " and builds it anew meanwhile.");
    assertThat(
            change(18, "alter index barge_name set tablespace attic")
                .cost("set-tablespace-index", Map.of(Role.INDEX, "index barge_name")))
        .contains("It takes ACCESS EXCLUSIVE on index barge_name, which blocks reads and writes");
  }

  @Test
  void whatIsRefused() {
    assertThat(cost("alter-type-view", "alter table barge alter column name type text"))
        .isEqualTo("PostgreSQL 18 refuses it (0A000).");
  }

  @Test
  void anUnobservedVersionIsTakenForTheNearest() {
    Change change = change(19, "create index on cargo (name)");
    assertThat(change.cost("create-index", change.table())).contains("SHARE on public.cargo");
    assertThat(change(14, "select 1").cost("add-column-virtual", new Name("", "cargo"))).isEmpty();
  }

  @Test
  void aFormMustExist() {
    assertThatThrownBy(() -> cost("no-such-form", "select 1"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @FieldSource("FORMS")
  void everyFormHasSomethingToSayOrNothing(String form) {
    assertThat(change(18, "select 1").cost(form, new Name("public", "barge")))
        .matches("|(It takes|PostgreSQL 18 refuses) .*\\.")
        .doesNotContain("%", "null");
  }
}
