package dev.towpath.lint.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.sql.Parse;
import dev.towpath.sql.SqlParser;
import dev.towpath.sql.syntax.ObjectType;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the guard remembers of a deploy beside the objects that are there.
class DeployTest {
  private static final Name TRIP = new Name("public", "trip");
  private static final Name TRIP_NEW = new Name("public", "trip_new");

  private final Schema schema = new Schema();

  @BeforeEach
  void tableFromBefore() {
    schema.deploying(false);
    apply("create table trip (id bigint)");
    schema.deploying(true);
  }

  @Test
  void anOldTableLeavesItsName() {
    apply("create table trip_new (id bigint)", "insert into trip_new select * from trip");
    apply("alter table trip rename to trip_old", "drop table trip_new");
    assertThat(schema.conversions().isVacated(TRIP)).isTrue();
    assertThat(schema.conversions().isVacated(TRIP_NEW)).isFalse();
    assertThat(schema.conversions().isCopied(TRIP_NEW)).isTrue();
    schema.settle();
    assertThat(schema.conversions().isVacated(TRIP)).isFalse();
    assertThat(schema.conversions().isCopied(TRIP_NEW)).isFalse();
  }

  @Test
  void aTableLikeAnotherHasItsColumns() {
    apply("create table trip_2026 (like trip)", "create table other (like unknown)");
    Table like = schema.table(new Name("", "trip_2026")).orElseThrow();
    assertThat(like.complete()).isTrue();
    assertThat(like.column("id").orElseThrow().type()).isEqualTo("bigint");
    assertThat(schema.table(new Name("", "other")).orElseThrow().complete()).isFalse();
  }

  @Test
  void rowsOfValuesAreNoCopy() {
    apply("insert into trip values (1)");
    assertThat(schema.conversions().isCopied(TRIP)).isFalse();
  }

  @Test
  void aDroppedIndexIsGoneForTheDeploy() {
    Name index = new Name("public", "trip_at");
    apply("drop index if exists trip_at");
    assertThat(schema.others().isGone(ObjectType.OBJECT_INDEX, index)).isTrue();
    schema.settle();
    assertThat(schema.others().isGone(ObjectType.OBJECT_INDEX, index)).isFalse();
  }

  @Test
  void aScriptIsForgottenButNotARolesTimeout() {
    apply("alter role deployer set lock_timeout = '2s'");
    assertThat(schema.script().statements()).hasSize(2);
    schema.script().begin();
    assertThat(schema.script().statements()).isEmpty();
    assertThat(schema.script().isLimitedByDefault("lock_timeout")).isTrue();
  }

  private void apply(String... statements) {
    for (String sql : List.of(statements)) {
      schema.apply(((Parse.Tree) SqlParser.parse(sql)).node());
    }
  }
}
