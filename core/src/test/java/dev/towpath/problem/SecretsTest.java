package dev.towpath.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "There is no command 'postgresql://ann:tulip@host/shop'.",
        "There is no environment 'postgresql//ann:tulip@host/shop'.",
        "There is no environment 'postgresql:/ann:tul/ip@host/shop'.",
        "databse: postgresql://ann:tu@lip@host:5432/shop",
        "host=localhost password=tulip dbname=shop",
        "host=localhost password = 'tulip and rose' dbname=shop",
        "PGPASSWORD=tulip",
        "    password: \"tulip\"",
        "create role ann login encrypted password 'tulip''s rose'",
        "create user mapping for ann server shop options (user 'ann', Password E'tulip')",
      })
  void aPasswordIsHidden(String text) {
    assertThat(Secrets.hidden(text)).contains("***").doesNotContain("tulip", "tul", "lip", "rose");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Write it like this: postgresql://user:password@host:5432/database?sslmode=require",
        "The password is wrong for postgresql://ann@127.0.0.1:5432/shop.",
        "FATAL: password authentication failed for user \"ann\"",
        "Check it; in a URL its special characters are percent-encoded (@ is %40).",
        "alter role ann password null valid until '2027-01-01'",
        "db/a.sql:9:3: The file was edited by ann@example.org.",
      })
  void otherTextStays(String text) {
    assertThat(Secrets.hidden(text)).isEqualTo(text);
  }

  @Test
  void noProblemHoldsOne() {
    Problem problem =
        Problem.of("usage", Exit.USAGE, "'postgres://a:tulip@h/d' is one word too many.")
            .because("postgres://a:tulip@h/d")
            .next("Leave postgres://a:tulip@h/d away.");
    assertThat(problem.toString()).doesNotContain("tulip");
  }
}
