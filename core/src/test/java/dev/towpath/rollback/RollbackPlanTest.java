package dev.towpath.rollback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.backup.Backup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is said of the ways back, before any of them is gone.
class RollbackPlanTest {
  private final Flight flight = Flight.withThreeLocks("plain");

  @Test
  void eachStepIsTriedAndPricedAndTheLastRunIsWhatIsUndone() {
    flight.apply();
    flight.say("insert into toll values (1), (2), (3)");
    flight.to = Optional.of(flight.version(0));
    RollbackPlan plan = flight.plan();
    assertThat(plan.steps()).hasSize(2);
    RollbackStep toll = plan.steps().getFirst();
    assertThat(toll.trial().verdict()).isEqualTo(Trial.Verdict.GOOD);
    assertThat(toll.trial().took()).isPositive();
    assertThat(toll.trial().breaks()).containsExactly("table public.toll");
    assertThat(toll.losses()).singleElement().asString().contains("3 rows would be lost");
    assertThat(plan.steps().getLast().trial().breaks()).contains("column rise of public.lock");
    assertThat(plan.chosen()).get().isInstanceOf(Way.Down.class);
    assertThat(plan.chosen().orElseThrow().price().rowsLost()).contains(3L);
    assertThat(plan.pointOfNoReturn().orElseThrow()).startsWith(toll.migration().title());
    flight.to = Optional.empty();
    assertThat(flight.plan().to()).isEqualTo("0");
  }

  @Test
  void withoutDownScriptsAndBackupsThereIsNoWayAndThatIsSaid() {
    flight.apply();
    flight.to = Optional.of("0");
    RollbackPlan plan = flight.plan();
    assertThat(plan.chosen()).isEmpty();
    assertThat(plan.pointOfNoReturn().orElseThrow())
        .contains("no way back but a new migration", flight.version(0));
    assertThat(plan.ways().getFirst().remarks()).anyMatch(said -> said.contains("no down script"));
  }

  @Test
  void aDownScriptThatLeadsElsewhereIsSaidTo() {
    flight.put(2, "create table toll (id int)", "alter table toll rename to old_toll");
    flight.apply();
    flight.to = Optional.of(flight.version(1));
    Trial trial = flight.plan().steps().getFirst().trial();
    assertThat(trial.verdict()).isEqualTo(Trial.Verdict.DIFFERS);
    assertThat(trial.why()).singleElement().asString().contains("table public.old_toll");
  }

  @Test
  void aDownScriptThatFailsIsNoWay() {
    flight.put(2, "create table toll (id int)", "drop table tool");
    flight.apply();
    flight.to = Optional.of(flight.version(1));
    RollbackPlan plan = flight.plan();
    assertThat(plan.steps().getFirst().trial().verdict()).isEqualTo(Trial.Verdict.FAILED);
    assertThat(plan.chosen()).isEmpty();
  }

  @Test
  void aRestoreCostsTheRowsWrittenSinceAndTheTimeThatItTook() {
    Flight first = Flight.withThreeLocks("plain");
    Flight all = Flight.withThreeLocks("plain");
    first.migrations.removeLast();
    first.migrations.removeLast();
    first.apply();
    Backup backup = first.backup();
    first.say("insert into lock values (3), (4); update lock set id = 5 where id = 1");
    first.say("delete from lock where id = 2");
    first.migrations.clear();
    first.migrations.addAll(all.migrations);
    first.put(1, "alter table lock add column rise int", "");
    first.apply();
    first.backups = List.of(backup);
    RollbackPlan plan = first.plan();
    assertThat(plan.to()).isEqualTo(first.version(0));
    assertThat(plan.chosen()).get().isInstanceOf(Way.Restore.class);
    Way restore = plan.chosen().orElseThrow();
    assertThat(restore.price().rowsLost()).contains(3L);
    assertThat(restore.price().time()).contains(Duration.ofSeconds(42));
    assertThat(restore.remarks())
        .anyMatch(said -> said.contains("public.lock (3 written, 2 changed or deleted)"));
    assertThat(plan.pointOfNoReturn().orElseThrow()).contains("only a backup leads back");
  }

  @Test
  void aVersionThatIsNotAppliedIsNoAim() {
    flight.apply();
    flight.to = Optional.of("7");
    assertThatThrownBy(flight::plan).hasMessageContaining("Version 7 is not applied here.");
  }

  @Test
  void withoutARunOfTowpathAnAimMustBeNamed() {
    assertThatThrownBy(flight::plan).hasMessageContaining("To which version");
  }
}
