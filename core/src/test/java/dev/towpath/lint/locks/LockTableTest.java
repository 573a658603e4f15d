package dev.towpath.lint.locks;

import static dev.towpath.lint.locks.LockMode.ACCESS_EXCLUSIVE;
import static dev.towpath.lint.locks.LockMode.EXCLUSIVE;
import static dev.towpath.lint.locks.LockMode.ROW_SHARE;
import static dev.towpath.lint.locks.LockMode.SHARE;
import static dev.towpath.lint.locks.LockMode.SHARE_ROW_EXCLUSIVE;
import static dev.towpath.lint.locks.LockMode.SHARE_UPDATE_EXCLUSIVE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is surprising in the lock table, and what other tools get wrong.
class LockTableTest {
  private static final LockTable TABLE = LockTable.read();

  private static Observed of(String form, int major) {
    return TABLE.of(form, major).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void constraints(int major) {
    assertThat(of("validate-constraint", major).on(Role.TABLE)).contains(SHARE_UPDATE_EXCLUSIVE);
    assertThat(of("validate-constraint", major).scans()).isTrue();
    assertThat(of("add-check", major).on(Role.TABLE)).contains(ACCESS_EXCLUSIVE);
    assertThat(of("add-check-not-valid", major).scans()).isFalse();
    assertThat(of("add-foreign-key", major).on(Role.TABLE)).contains(SHARE_ROW_EXCLUSIVE);
    assertThat(of("add-foreign-key", major).on(Role.REFERENCED)).contains(SHARE_ROW_EXCLUSIVE);
    assertThat(of("add-foreign-key", major).scans()).isTrue();
    assertThat(of("add-foreign-key-not-valid", major).scans()).isFalse();
    assertThat(of("validate-foreign-key", major).on(Role.REFERENCED)).contains(ROW_SHARE);
    assertThat(of("drop-foreign-key", major).on(Role.REFERENCED)).contains(ACCESS_EXCLUSIVE);
    assertThat(of("drop-table-referencing", major).on(Role.REFERENCED)).contains(ACCESS_EXCLUSIVE);
    assertThat(of("create-table-references", major).on(Role.REFERENCED))
        .contains(SHARE_ROW_EXCLUSIVE);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void columns(int major) {
    assertThat(of("add-column-stable-default", major).rewrites()).isFalse();
    assertThat(of("add-column-volatile-default", major).rewrites()).isTrue();
    assertThat(of("add-column-serial", major).rewrites()).isTrue();
    assertThat(of("add-column-references", major).scans()).isFalse();
    assertThat(of("add-column-check-default", major).scans()).isTrue();
    assertThat(of("set-not-null-proven", major).scans()).isFalse();
    assertThat(of("set-not-null-proof-dropped", major).scans()).isTrue();
    assertThat(of("alter-type-widen", major).rewrites()).isFalse();
    assertThat(of("alter-type-checked", major).scans()).isTrue();
    assertThat(of("alter-type-timestamptz", major).rewrites()).isTrue();
    assertThat(of("alter-type-timestamptz-utc", major).rewrites()).isFalse();
    assertThat(of("alter-type-view", major).refusal()).contains("0A000");
    Observed collated = of("alter-type-collate", major);
    assertThat(collated.rewrites()).isFalse();
    assertThat(collated.holds())
        .anyMatch(hold -> hold.role() == Role.INDEX && hold.effects().contains(Effect.REBUILD));
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void partitions(int major) {
    Observed attached = of("attach-partition-with-default", major);
    assertThat(attached.on(Role.PARENT)).contains(SHARE_UPDATE_EXCLUSIVE);
    assertThat(attached.on(Role.DEFAULT_PARTITION)).contains(ACCESS_EXCLUSIVE);
    assertThat(attached.holds())
        .anyMatch(hold -> hold.role() == Role.DEFAULT_PARTITION && hold.scans());
    assertThat(of("attach-partition", major).scans()).isTrue();
    assertThat(of("attach-partition-proven", major).scans()).isFalse();
    assertThat(of("create-partition-of", major).on(Role.PARENT)).contains(ACCESS_EXCLUSIVE);
    assertThat(of("detach-partition-with-default", major).on(Role.DEFAULT_PARTITION))
        .contains(ACCESS_EXCLUSIVE);
    assertThat(of("detach-partition-concurrently-with-default", major).refusal()).contains("55000");
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void otherObjects(int major) {
    assertThat(of("disable-trigger", major).on(Role.TABLE)).contains(SHARE_ROW_EXCLUSIVE);
    assertThat(of("alter-enum-add-value", major).on(Role.TYPE)).contains(EXCLUSIVE);
    assertThat(of("alter-enum-add-value", major).on(Role.TABLE)).isEmpty();
    assertThat(of("alter-domain-add-check", major).on(Role.TABLE)).contains(SHARE);
    assertThat(of("reindex-index", major).on(Role.INDEX)).contains(ACCESS_EXCLUSIVE);
    assertThat(of("refresh-materialized-view-concurrently", major).on(Role.MATERIALIZED_VIEW))
        .contains(EXCLUSIVE);
    Observed concurrently = of("create-index-concurrently", major);
    assertThat(concurrently.outsideTransaction()).isTrue();
    assertThat(concurrently.on(Role.TABLE)).contains(SHARE_UPDATE_EXCLUSIVE);
    assertThat(concurrently.holds())
        .anyMatch(hold -> hold.role() == Role.TABLE && hold.effects().contains(Effect.WAIT));
  }

  @Test
  void truncatingIsNoRewrite() {
    assertThat(of("truncate", 18).rewrites()).isFalse();
    assertThat(of("truncate", 18).holds())
        .allMatch(hold -> hold.effects().contains(Effect.EMPTY))
        .isNotEmpty();
  }

  @Test
  void aFormIsAbsentBeforeItsMajor() {
    assertThat(TABLE.of("add-column-virtual", 17)).isEmpty();
    assertThat(of("add-column-virtual", 18).rewrites()).isFalse();
    assertThat(TABLE.of("no-such-form", 18)).isEmpty();
    assertThat(TABLE.majors()).containsExactly(14, 15, 16, 17, 18);
  }
}
