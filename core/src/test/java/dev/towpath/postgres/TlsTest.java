package dev.towpath.postgres;

import static dev.towpath.postgres.ScratchServerTest.query;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With a real server that speaks TLS, and that lets nobody in without it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {
  private static final String ENCRYPTED =
      "select ssl::text from pg_stat_ssl where pid = pg_backend_pid()";

  @TempDir private static Path folder;

  private Optional<InstalledCluster> server = Optional.empty();

  @BeforeAll
  void start() throws Exception {
    SelfSigned certificate = SelfSigned.make(folder.resolve("right"), "localhost");
    Files.writeString(folder.resolve("right.crt"), certificate.certificate());
    SelfSigned another = SelfSigned.make(folder.resolve("wrong"), "localhost");
    Files.writeString(folder.resolve("wrong.crt"), another.certificate());
    server =
        Optional.of(
            InstalledCluster.start(
                Map.of(
                    "server.crt",
                    certificate.certificate(),
                    "server.key",
                    certificate.key(),
                    "hba",
                    "hostssl all all 127.0.0.1/32 scram-sha-256\n"),
                List.of(
                    "ssl=on",
                    "ssl_cert_file=FOLDER/server.crt",
                    "ssl_key_file=FOLDER/server.key",
                    "hba_file=FOLDER/hba")));
  }

  @AfterAll
  void stop() throws IOException {
    if (server.isPresent()) {
      server.get().close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sslmode=require",
        "sslmode=verify-ca&sslrootcert=FOLDER/right.crt",
        "sslmode=verify-full&sslrootcert=FOLDER/right.crt"
      })
  void theWayIsEncrypted(String said) throws SQLException {
    assertThat(query(url("localhost", said), ENCRYPTED)).isEqualTo("true");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sslmode=verify-full&sslrootcert=FOLDER/wrong.crt",
        "sslmode=verify-ca&sslrootcert=FOLDER/wrong.crt",
        "sslmode=verify-full&sslrootcert=FOLDER/nowhere.crt",
        "sslmode=verify-full&sslrootcert=system"
      })
  void whoCantBeTrustedIsRefused(String said) {
    Problem problem = problem(url("localhost", said));
    assertThat(problem.code()).isEqualTo("tls-failed");
    assertThat(problem.exit()).isEqualTo(Exit.UNREACHABLE);
    assertThat(problem.next()).contains("sslrootcert");
  }

  @Test
  void theNameInTheCertificateMustBeTheHosts() throws SQLException {
    String file = "&sslrootcert=FOLDER/right.crt";
    assertThat(problem(url("127.0.0.1", "sslmode=verify-full" + file)).code())
        .isEqualTo("tls-failed");
    assertThat(query(url("127.0.0.1", "sslmode=verify-ca" + file), ENCRYPTED)).isEqualTo("true");
  }

  @Test
  void withoutTlsNobodyIsLetIn() {
    Problem problem = problem(url("localhost", "sslmode=disable"));
    assertThat(problem.code()).isEqualTo("tls-required");
    assertThat(problem.next()).contains("sslmode=require");
  }

  private DatabaseUrl url(String host, String said) {
    String plain = server.orElseThrow().url().revealed();
    String text =
        plain
            .replace("127.0.0.1", host)
            .replace("sslmode=disable", said.replace("FOLDER", folder.toString()));
    return DatabaseUrl.parse(text, Map.of("HOME", "/nowhere"));
  }

  private static Problem problem(DatabaseUrl url) {
    return catchThrowableOfType(ProblemException.class, () -> url.connect("towpath/test"))
        .problem();
  }
}
