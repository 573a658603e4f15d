package dev.towpath.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Cuts scripts that are made to mislead, and compares with what the real psql sends to a server.
final class PsqlTest {
  private static final Pattern BLANK =
      Pattern.compile("(?:\\s|--[^\\r\\n]*|/\\*(?:[^*/]|\\*(?!/)|/(?!\\*)|/\\*.*?\\*/)*\\*/)*;?");

  private static DebianServer server;

  @BeforeAll
  static void start() throws Exception {
    server = DebianServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  static Stream<Path> scripts() throws Exception {
    Path directory = Path.of(PsqlTest.class.getResource("psql").toURI());
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void cutsLikePsql(Path script) throws Exception {
    List<String> sent = sent(script);
    List<String> cut = cut(Files.readString(script));
    assertThat(cut).as("psql sent %s", sent).hasSameSizeAs(sent);
    for (int i = 0; i < cut.size(); i++) {
      assertThat(same(sent.get(i), cut.get(i)))
          .as("<%s> where psql sent <%s>", cut.get(i), sent.get(i))
          .isTrue();
    }
  }

  /// What is cut stands in what was sent, with nothing but white space and comments around it.
  /// psql sends no empty lines outside quotes.
  private static boolean same(String sentLines, String cutLines) {
    String sent = withoutEmptyLines(sentLines);
    String cut = withoutEmptyLines(cutLines);
    for (int at = sent.indexOf(cut); at >= 0; at = sent.indexOf(cut, at + 1)) {
      if (isBlank(sent.substring(0, at)) && isBlank(sent.substring(at + cut.length()))) {
        return true;
      }
    }
    return false;
  }

  private static String withoutEmptyLines(String text) {
    return text.replaceAll("\n+", "\n");
  }

  private static boolean isBlank(String text) {
    return BLANK.matcher(text).matches();
  }

  private static List<String> cut(String text) {
    return Script.of(text).statements().stream()
        .filter(statement -> statement.error().isEmpty())
        .map(dev.towpath.sql.Statement::sql)
        .toList();
  }

  private static List<String> sent(Path script) throws Exception {
    String database = "d" + Integer.toHexString(script.getFileName().hashCode());
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + database);
    }
    try (Recorder recorder = new Recorder(server.port())) {
      ProcessBuilder psql =
          new ProcessBuilder(
              server.program("psql"),
              "-X",
              "-q",
              "-f",
              script.toString(),
              "host=127.0.0.1 port="
                  + recorder.port()
                  + " user=postgres sslmode=disable gssencmode=disable dbname="
                  + database);
      psql.environment().put("PGCLIENTENCODING", "UTF8");
      Process process =
          psql.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      process.waitFor();
      List<String> sent = new ArrayList<>(recorder.queries());
      sent.removeIf(PsqlTest::isBlank);
      return sent;
    }
  }
}
