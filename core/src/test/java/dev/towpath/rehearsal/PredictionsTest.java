package dev.towpath.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.lint.locks.LockForms;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What the guard predicts is what a server does.
class PredictionsTest {
  /// What runs in one database one behind the other, each in a migration of its own.
  private static final List<String> STATEMENTS =
      List.of(
          "create table barge (id int primary key, wharf_id int references wharf)",
          "comment on table boat is 'everything that floats'",
          "alter table boat set (fillfactor = 80)",
          "alter table boat set unlogged",
          "alter table boat set logged",
          "alter table boat add column draught int",
          "alter table boat add column depth int default 1",
          "alter table boat add column seen timestamptz default now()",
          "alter table boat add column token uuid default gen_random_uuid()",
          "alter table boat add column number serial",
          "alter table boat add column twice int generated always as (length * 2) stored",
          "alter table boat add column ballast tonnes",
          "alter table boat add column home_id int default 1 references wharf",
          "alter table boat add column beam int default 1 check (beam > 0)",
          "alter table boat add column plate int unique",
          "alter table voyage add column crew int",
          "alter table boat drop column weight",
          "alter table boat drop column twice",
          "alter table boat rename column name to title",
          "alter table boat alter column length set not null",
          "alter table boat alter column code type varchar(20)",
          "alter table boat alter column code type text",
          "alter table boat alter column code type varchar(10)",
          "alter table boat alter column length type numeric using length / 10.0",
          "alter table boat alter column state type text",
          "alter table boat add constraint long check (length > 0) not valid",
          "alter table boat validate constraint long",
          "alter table boat drop constraint long",
          "alter table boat add constraint boat_wharf foreign key (wharf_id) references wharf not"
              + " valid",
          "alter table boat validate constraint boat_wharf",
          "alter table boat drop constraint boat_wharf",
          "alter table boat add constraint boat_length_key unique (length, id)",
          "alter table crew add constraint crew_boat foreign key (boat_id) references boat",
          "create index boat_depth on boat (depth)",
          "create index concurrently boat_ballast on boat (ballast)",
          "create index voyage_note on voyage (note)",
          "drop index boat_depth",
          "drop index concurrently boat_ballast",
          "create index voyage_2026_id on voyage_2026 (id)",
          "create table voyage_rest partition of voyage default",
          "create table voyage_2027 partition of voyage for values from ('2027-01-01') to"
              + " ('2028-01-01')",
          "drop table voyage_2027",
          "alter table voyage detach partition voyage_2025",
          "create trigger boat_built before insert on boat for each row execute function touch()",
          "alter table boat disable trigger boat_touched",
          "drop trigger boat_built on boat",
          "alter table boat enable row level security",
          "create policy boat_moored on boat using (wharf_id in (select id from wharf))",
          "create or replace view canal_list as select id, name, 1 as one from canal",
          "refresh materialized view canal_count",
          "refresh materialized view concurrently canal_count",
          "drop view canal_list",
          "alter domain tonnes add constraint positive check (value > 0)",
          "create statistics boat_sizes on length, number from boat",
          "update boat set title = 'new'",
          "update boat set title = 'old' where id = 1",
          "analyze boat",
          "alter table canal rename to waterway",
          "truncate boat cascade",
          "drop table boat cascade");

  @Test
  void noPredictionIsWrong() throws IOException {
    LockForms forms = LockForms.read();
    Rehearsing rehearsing = new Rehearsing().before(String.join(";\n", forms.schema()) + ";");
    for (String statement : STATEMENTS) {
      rehearsing.pending(statement + ";");
    }
    RehearsalResult result = rehearsing.rehearse();
    assertThat(result.done()).as(result.findings().toString()).isEqualTo(STATEMENTS.size());
    Map<String, Agreement> agreements = Predictions.of(result);
    List<String> wrong = new ArrayList<>();
    for (ObservedMigration migration : result.migrations()) {
      for (ObservedStatement statement : migration.statements()) {
        Agreement agreement = Objects.requireNonNull(agreements.get(Predictions.key(statement)));
        if (agreement.verdict() != Agreement.Verdict.CONFIRMED) {
          wrong.add(statement.statement().brief() + " " + agreement);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
