package dev.towpath.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.lint.locks.LockForm;
import dev.towpath.lint.locks.LockForms;
import dev.towpath.lint.locks.LockTable;
import dev.towpath.lint.locks.Observed;
import dev.towpath.rehearsal.Agreement.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the guard predicts of each form of the lock table is what a rehearsal sees of it.
class PredictionsTest {
  private static final int EVERYDAY_MAJOR = 18;

  /// What they do depends on more than the statement and the schema that the guard knows.
  private static final Set<String> OPEN =
      Set.of(
          "inherit",
          "no-inherit",
          "drop-statistics",
          "drop-function-cascade",
          "delete-referenced",
          "merge",
          "do-block");

  /// They take locks for a moment on what they don't name, or a second one on what they name.
  private static final Set<String> SHORT =
      Set.of("reindex-schema", "reindex-schema-concurrently", "detach-partition-concurrently");

  @Test
  void noPredictionIsWrong() throws Exception {
    assertThat(wrong(EVERYDAY_MAJOR, LockForms.read().everyday())).isEmpty();
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void noPredictionIsWrongOnAnyMajor(int major) throws Exception {
    assertThat(wrong(major, LockForms.read())).isEmpty();
  }

  @Test
  void whatIsRefusedWhereThereAreRowsCannotBeRehearsed() {
    RehearsalResult result =
        new Rehearsing()
            .before("create table barge (id int);")
            .pending("alter table barge add column name text not null;")
            .rehearse();
    assertThat(agreement(result).verdict()).isEqualTo(Verdict.CANNOT_BE_REHEARSED);
  }

  @Test
  void aSettingIsKnownToThePrediction() {
    RehearsalResult result =
        new Rehearsing()
            .before("create schema harbour; create table harbour.barge (id int);")
            .pending("set search_path = harbour; alter table barge add column name text;")
            .rehearse();
    assertThat(agreement(result)).isEqualTo(new Agreement(Verdict.CONFIRMED, List.of()));
  }

  /// What real projects do, and what was once judged wrongly.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "create index on \"Barge\" (id)",
        "alter table \"Barge\" enable row level security",
        "alter table lock add foreign key (quay) references quay",
        "alter table lock add column berth int references quay default null",
      })
  void whatProjectsDoIsPredicted(String sql) {
    RehearsalResult result =
        new Rehearsing()
            .before(
                """
                create table "Barge" (id int);
                create table quay (id int primary key);
                create table lock (id int, quay int)
                """)
            .pending(sql)
            .rehearse();
    assertThat(agreement(result)).isEqualTo(new Agreement(Verdict.CONFIRMED, List.of()));
  }

  @Test
  void aLockIsHeldOnUnderTheNewName() {
    RehearsalResult result =
        new Rehearsing()
            .before("create table barge (id int);")
            .pending("alter table barge rename to boat; alter table boat add column name text;")
            .rehearse();
    assertThat(Predictions.of(result).values())
        .containsOnly(new Agreement(Verdict.CONFIRMED, List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"trigger", "policy"})
  void whatMayNotBeThereNeedNotBeLocked(String kind) {
    RehearsalResult result =
        new Rehearsing()
            .before("create table barge (id int);")
            .pending("drop %s if exists gone on barge;".formatted(kind))
            .rehearse();
    assertThat(agreement(result).verdict()).isEqualTo(Verdict.OPEN);
  }

  @Test
  void whatMustNotBeNullIsLookedForInRowsThatAreThere() {
    RehearsalResult result =
        new Rehearsing()
            .before("create table quay (id int primary key); create table lock (id int);")
            .pending("alter table lock add column quay int not null references quay;")
            .rehearse();
    assertThat(agreement(result).verdict()).isEqualTo(Verdict.CONFIRMED);
  }

  /// The agreement of each form of which it is another than it should be.
  private static Map<String, Agreement> wrong(int major, LockForms forms) throws Exception {
    Map<String, Agreement> wrong = new TreeMap<>();
    try (FormRehearsal rehearsal = new FormRehearsal(major, forms)) {
      for (LockForm form : forms.forms()) {
        if (canBeRehearsed(form, major)) {
          Agreement agreement = agreement(rehearsal.rehearse(form));
          if (!isRight(form.name(), agreement.verdict())) {
            wrong.put(form.name(), agreement);
          }
        }
      }
    }
    return wrong;
  }

  private static boolean isRight(String form, Verdict verdict) {
    return switch (verdict) {
      case CONFIRMED -> !OPEN.contains(form);
      case OPEN -> OPEN.contains(form);
      case CANNOT_BE_REHEARSED -> SHORT.contains(form);
      case NOT_PREDICTED, NOT_OBSERVED -> false;
    };
  }

  /// Whether the server has it, and takes it.
  private static boolean canBeRehearsed(LockForm form, int major) {
    return LockTable.shipped().of(form.name(), major).flatMap(Observed::refusal).isEmpty()
        && form.since() <= major;
  }

  private static Agreement agreement(RehearsalResult result) {
    Map<String, Agreement> agreements = Predictions.of(result);
    assertThat(agreements).hasSize(1);
    return agreements.values().iterator().next();
  }
}
