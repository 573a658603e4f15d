package dev.towpath.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  private static final Map<String, String> NOTHING = Map.of("HOME", "/nowhere");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgresql://anna:p%40ss@db.h.org:6000/canal | anna | p@ss | db.h.org | 6000 | canal
          postgres://anna@example.org/a%20b?sslmode=require | anna | - | example.org | 5432 | a b
          postgresql://anna:x@[::1]:7000/canal | anna | x | ::1 | 7000 | canal
          postgresql://anna:x+y@a.h.org,b.h.org:1/canal | anna | x+y | a.h.org | 5432 | canal
          postgresql:///canal?host=h&user=anna&password=q | anna | q | h | 5432 | canal
          host=h port=6000 dbname='my b' user=me password='it\\'s' | me | it's | h | 6000 | my b
          postgres://anna:x@h?schema=public&connection_limit=1 | anna | x | h | 5432 | anna
          """)
  void readsTheFormsOfLibpq(
      String text, String user, String password, String host, int port, String database) {
    DatabaseUrl url = DatabaseUrl.parse(text, NOTHING);
    assertThat(url.user()).isEqualTo(user);
    assertThat(url.password().orElse("-")).isEqualTo(password);
    assertThat(url.host()).isEqualTo(host);
    assertThat(url.port()).isEqualTo(port);
    assertThat(url.database()).isEqualTo(database);
    assertThat(DatabaseUrl.parse(url.revealed(), NOTHING)).isEqualTo(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://a/b",
        "nothing",
        "postgresql://a:b@c@h/d",
        "postgresql://a:pa/ss@h/d",
        "postgresql://a:%zz@h/d",
        "postgresql://a:%4@h/d",
        "postgresql://a@h:99999/d",
        "postgresql://a@h:0/d",
        "postgresql://a@[::1/d",
        "postgresql://a@h/d?what=is",
        "postgresql://a:[YOUR-PASSWORD]@h/d",
        "host=h user",
        "host='h"
      })
  void refusesWhatItCannotRead(String text) {
    assertThatThrownBy(() -> DatabaseUrl.parse(text, NOTHING))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("database-url-invalid"));
  }

  @Test
  void refusesUnixSockets() {
    assertThatThrownBy(() -> DatabaseUrl.parse("postgresql://%2Fvar%2Frun/d", NOTHING))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.problem().code()).isEqualTo("unix-socket-unsupported"));
  }

  @Test
  void readsTheEnvironment() {
    DatabaseUrl url =
        DatabaseUrl.fromEnvironment(
            Map.of("PGHOST", "h", "PGUSER", "anna", "PGPASSWORD", "x", "PGSSLMODE", "require"));
    assertThat(url.toString()).isEqualTo("postgresql://anna@h:5432/anna?sslmode=require");
    assertThat(url.password()).contains("x");
    assertThat(DatabaseUrl.parse("postgresql://b@other/c", Map.of("PGHOST", "h")).host())
        .isEqualTo("other");
  }

  @Test
  void readsPasswordFileAndServiceFile(@TempDir Path home) throws IOException {
    Path passwords = home.resolve(".pgpass");
    Files.writeString(passwords, "# mine\nother:*:*:*:no\nh:5432:*:anna:a\\:b\n");
    Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(home.resolve(".pg_service.conf"), "[canal]\nhost=h\ndbname=c\nuser=anna\n");
    Map<String, String> environment = Map.of("HOME", home.toString(), "PGSERVICE", "canal");
    DatabaseUrl url = DatabaseUrl.fromEnvironment(environment);
    assertThat(url.toString()).isEqualTo("postgresql://anna@h:5432/c");
    assertThat(url.password()).contains("a:b");
    Files.setPosixFilePermissions(passwords, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(DatabaseUrl.fromEnvironment(environment).password()).isEmpty();
  }

  @Test
  void neverShowsASecret() {
    String text = "postgresql://anna:s3cret@h/d?sslpassword=s4cret&sslmode=disable";
    DatabaseUrl url = DatabaseUrl.parse(text, NOTHING);
    assertThat(url.toString()).isEqualTo("postgresql://anna@h:5432/d?sslmode=disable");
    assertThat(new Target.Url(url).toString()).doesNotContain("s3cret", "s4cret");
  }
}
