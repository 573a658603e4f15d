package dev.towpath.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.lint.locks.LockMode;
import dev.towpath.rehearsal.ObservedObject.Age;
import dev.towpath.rehearsal.ObservedObject.Storage;
import dev.towpath.rehearsal.ObservedObject.Work;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is seen of statements of each kind: one rehearsal with a migration for each.
class ObservationTest {
  private static List<ObservedMigration> seen = List.of();

  @BeforeAll
  static void rehearse() {
    RehearsalResult result =
        new Rehearsing()
            .before(
                """
                create type state as enum ('new');
                create table boats (id int primary key, name text, state state);
                create table crews (id int primary key, boat int references boats (id));
                create view names as select name from boats;
                create index boats_name on boats (name);
                create index spare on boats (state);
                insert into boats select i, 'b' || i from generate_series(1, 50) i;
                """)
            .pending("create index concurrently crews_boat on crews (boat);")
            .pending("drop index concurrently spare;")
            .pending("vacuum full boats;")
            .pending("reindex index concurrently boats_name;")
            .pending("alter type state add value 'sold';")
            .pending("do $$ begin execute 'drop table boats cascade'; end $$;")
            .pending("truncate crews;")
            .pending("set role postgres; set transaction isolation level serializable; select 1;")
            .pending("create table ports (id int); update ports set id = 1;")
            .pending("alter table ports add column x int; update crews set boat = 1;")
            .pending("copy ports (id) from stdin;\n1\n2\n\\.\n")
            .pending("reindex table crews;")
            .rehearse();
    assertThat(result.done()).as(result.findings().toString()).isEqualTo(12);
    seen = result.migrations();
  }

  @Test
  void anIndexBuiltConcurrentlyIsSeenFromOutside() {
    assertThat(statement(0).alone()).isTrue();
    ObservedObject crews = object(0, "public.crews");
    assertThat(crews.taken()).contains(LockMode.SHARE_UPDATE_EXCLUSIVE);
    assertThat(crews.scanned()).isTrue();
    assertThat(crews.waiting()).isEmpty();
    assertThat(statement(0).changes())
        .extracting(ObservedChange::name)
        .containsExactly("public.crews_boat");
  }

  @Test
  void theShortestStatementShowsWhatItAsksFor() {
    assertThat(object(1, "public.boats").taken()).contains(LockMode.SHARE_UPDATE_EXCLUSIVE);
    assertThat(statement(1).changes())
        .extracting(ObservedChange::kind)
        .containsExactly(ObservedChange.Kind.DROPPED);
  }

  @Test
  void rewritesWithoutAnEventAreSeenByTheFiles() {
    ObservedObject boats = object(2, "public.boats");
    assertThat(boats.taken()).contains(LockMode.ACCESS_EXCLUSIVE);
    assertThat(boats.storage()).isEqualTo(Storage.REWRITTEN);
    assertThat(boats.waiting()).containsExactlyInAnyOrder(Work.values());
    assertThat(object(2, "public.boats_name").storage()).isEqualTo(Storage.REBUILT);
    assertThat(object(3, "public.boats_name").storage()).isEqualTo(Storage.REBUILT);
  }

  @Test
  void anEnumIsLockedAsAType() {
    ObservedObject type = object(4, "public.state");
    assertThat(type.kind()).isEqualTo("type");
    assertThat(type.taken()).contains(LockMode.EXCLUSIVE);
  }

  @Test
  void whatABlockDestroysAndLocksIsNamed() {
    assertThat(statement(5).changes())
        .filteredOn(change -> change.kind() == ObservedChange.Kind.DROPPED)
        .extracting(ObservedChange::name)
        .contains("public.boats", "public.names", "crews_boat_fkey on public.crews");
    assertThat(statement(5).changes())
        .filteredOn(change -> change.name().equals("public.names"))
        .extracting(ObservedChange::cascade)
        .containsExactly(true);
    assertThat(object(5, "public.crews").taken()).contains(LockMode.ACCESS_EXCLUSIVE);
    assertThat(object(5, "public.boats").taken()).contains(LockMode.ACCESS_EXCLUSIVE);
  }

  @Test
  void anEmptiedTableIsNotARewrittenOne() {
    assertThat(object(6, "public.crews").storage()).isEqualTo(Storage.EMPTIED);
  }

  @Test
  void aSettingIsNotDisturbed() {
    assertThat(seen.get(7).statements()).hasSize(1);
  }

  @Test
  void whatTheRehearsalMadeIsToldFromWhatWasThere() {
    assertThat(object(8, "public.ports").age()).isEqualTo(Age.NEW);
    assertThat(object(9, "public.ports").age()).isEqualTo(Age.RUN);
    assertThat(object(9, "public.ports").waiting()).isEmpty();
    assertThat(seen.get(9).statements().get(1).objects())
        .filteredOn(each -> each.name().equals("public.crews"))
        .singleElement()
        .satisfies(crews -> assertThat(crews.taken()).contains(LockMode.ROW_EXCLUSIVE));
  }

  @Test
  void copiedRowsAreCounted() {
    assertThat(statement(10).rows()).isEqualTo(2);
  }

  @Test
  void anIndexUnderALockHoldsUpReaders() {
    ObservedObject crews = object(11, "public.crews");
    assertThat(crews.taken()).contains(LockMode.SHARE);
    assertThat(crews.waiting()).containsExactlyInAnyOrder(Work.values());
    assertThat(object(11, "public.crews_pkey").storage()).isEqualTo(Storage.REBUILT);
  }

  private static ObservedStatement statement(int migration) {
    return seen.get(migration).statements().getFirst();
  }

  private static ObservedObject object(int migration, String name) {
    Optional<ObservedObject> found =
        statement(migration).objects().stream()
            .filter(each -> each.name().equals(name))
            .findFirst();
    assertThat(found).as(name + " in " + statement(migration)).isPresent();
    return found.orElseThrow();
  }
}
