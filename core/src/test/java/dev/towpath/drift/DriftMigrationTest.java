package dev.towpath.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.migration.layout.Layouts;
import dev.towpath.migration.status.State;
import dev.towpath.problem.Exit;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftMigrationTest extends DriftCase {
  static final String BOATS =
      """
      create type state as enum ('open', 'shut');
      create table boat (id int primary key, name text, state state);
      create view named as select id, name from boat;
      """;
  static final String HOT_FIX =
      """
      drop view named;
      alter table boat alter id type bigint;
      alter table boat add column built date;
      create view named as select id, name from boat where name <> '';
      create index boat_name on boat (name);
      """;

  private void boats(String file) throws IOException {
    Path parent = project.resolve(FOLDER).resolve(file).getParent();
    Files.createDirectories(parent);
    file(file, layout.text(BOATS, ""));
    apply();
  }

  @ParameterizedTest
  @CsvSource({"plain, 20260101000001_boats.sql", "dbmate, 20260101000001_boats.sql"})
  void aHotFixBecomesAMigrationThatIsRecordedWithoutRunning(String name, String file)
      throws Exception {
    capturesAndRecords(name, file);
    assertThat(drift().findings()).isEmpty();
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "supabase, 20260101000001_boats.sql",
    "prisma, 20260101000001_boats/migration.sql",
    "flyway, V20260101000001__boats.sql"
  })
  void everyOtherLayoutTakesItToo(String name, String file) throws Exception {
    capturesAndRecords(name, file);
  }

  private void capturesAndRecords(String name, String file) throws Exception {
    layout = Layouts.named(name);
    boats(file);
    run(HOT_FIX);
    Captured captured = capture("Hot fix of boats").orElseThrow();
    assertThat(captured.left()).isEmpty();
    assertThat(captured.gaps()).isEmpty();
    assertThat(files().migrations()).hasSize(2);
    assertThat(files().migrations().getLast().down()).isPresent();
    assertThat(status().in(State.PENDING)).hasSize(1);
    assertThat(record(captured.migration().key()).summary()).startsWith("recorded 20260301100000");
    assertThat(status().in(State.PENDING)).isEmpty();
  }

  @Test
  void whatCanNotBeWrittenIsSaid() throws Exception {
    file(
        "20260101000001_state.sql",
        "create type state as enum ('open', 'stuck', 'shut'); create table lock (s state);");
    apply();
    run("drop table lock; drop type state; create type state as enum ('open', 'shut')");
    run("create table lock (s state); create table weir (id int)");
    Captured captured = capture("weir").orElseThrow();
    assertThat(captured.gaps())
        .singleElement()
        .extracting(gap -> gap.object().title())
        .isEqualTo("enum public.state");
    assertThat(captured.left())
        .extracting(left -> left.name().title())
        .containsExactly("enum public.state");
    assertThat(CapturedReport.of(captured, "canal").exit()).isEqualTo(Exit.REFUSED);
    assertThat(project.resolve(captured.files().getFirst()))
        .content()
        .startsWith("-- not written: enum public.state: PostgreSQL can't take the label 'stuck'")
        .contains("create table public.weir");
  }

  @Test
  void aLabelThatIsAddedAndUsedIsSaidToNeedTwoMigrations() throws Exception {
    boats("20260101000001_boats.sql");
    run("alter type state add value 'half'; alter table boat alter state set default 'half'");
    assertThatThrownBy(() -> capture("half"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("drift-not-proven");
              assertThat(e.problem().what()).contains("adds a label to an enum and uses it");
              assertThat(e.problem().next())
                  .contains("alter type public.state add value if not exists 'half' after 'shut';");
            });
    try (Stream<Path> files = Files.list(project.resolve(FOLDER))) {
      assertThat(files).hasSize(1);
    }
    file("20260102000000_label.sql", "alter type public.state add value if not exists 'half';");
    apply();
    assertThat(capture("half").orElseThrow().left()).isEmpty();
  }

  @Test
  void onlyWhatStandsIsRecorded() throws Exception {
    boats("20260101000001_boats.sql");
    assertThat(capture("nothing")).isEmpty();
    assertThatThrownBy(() -> record("20260101000001"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("record-not-pending"));
    file("20260102000000_weirs.sql", "create table weir (id int);");
    assertThatThrownBy(() -> record("20260102000000"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("record-differs");
              assertThat(e.problem().why()).isEqualTo("What differs: table public.weir.");
            });
    assertThat(status().in(State.PENDING)).hasSize(1);
  }
}
