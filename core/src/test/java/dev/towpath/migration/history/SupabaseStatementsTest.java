package dev.towpath.migration.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.migration.Source;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the Supabase CLI 3.1.0 stored for the same texts.
class SupabaseStatementsTest {
  private static List<String> of(String text) {
    return SupabaseStatements.of(Source.whole("a.sql", text));
  }

  @Test
  void commentsStayWithTheStatementBehindThem() {
    String text =
        """
        -- leading; comment
        create table a (id int);

        -- second
        /* block; */
        insert into a values (1) -- inside
        ;;
        -- only a comment
        ;
        create function f() returns text language sql as $$ select 'x;y'; $$;
        select E'it\\'s; x';

        -- trailing comment
        """;
    assertThat(of(text))
        .containsExactly(
            "-- leading; comment\ncreate table a (id int)",
            "-- second\n/* block; */\ninsert into a values (1) -- inside",
            "-- only a comment",
            "create function f() returns text language sql as $$ select 'x;y'; $$",
            "select E'it\\'s; x'",
            "-- trailing comment");
  }

  @Test
  void lineEndsInsideAreKeptAndOutsideAreTrimmed() {
    assertThat(of("create table a (\r\n  id int\r\n);\r\n\r\nselect 1;\r\n  ;;\r\nselect 2"))
        .containsExactly("create table a (\r\n  id int\r\n)", "select 1", "select 2");
  }

  @Test
  void anEmptyFileHasNoStatementAndACommentIsOne() {
    assertThat(of("")).isEmpty();
    assertThat(of(" \n;\n")).isEmpty();
    assertThat(of("-- only comment\n")).containsExactly("-- only comment");
  }
}
