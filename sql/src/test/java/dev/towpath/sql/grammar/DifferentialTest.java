package dev.towpath.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.sql.corpus.SqlCorpus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Compares the grammar on the JVM, split and translated, with the untouched WebAssembly of the
/// package on Node.js: parse trees byte for byte, errors with message and position.
final class DifferentialTest {
  private static final long SEED = 18;
  private static final int STATEMENTS = 2_000;

  @TempDir private Path directory;

  @Test
  void answersLikeTheReference() throws Exception {
    List<String> inputs = inputs();
    List<String> expected = reference(inputs);
    List<String> actual = new ArrayList<>();
    for (String sql : inputs) {
      actual.add(answer(sql));
    }
    assertThat(actual).containsExactlyElementsOf(expected);
    long trees = actual.stream().filter(answer -> answer.matches("[0-9a-f]{64}")).count();
    assertThat(trees).as("valid statements").isGreaterThan(STATEMENTS * 9L / 10);
    assertThat(actual.size() - trees).as("invalid statements").isGreaterThan(STATEMENTS);
  }

  private static List<String> inputs() {
    List<String> inputs = new ArrayList<>();
    for (String sql : SqlCorpus.statements(SEED, STATEMENTS)) {
      inputs.add(sql);
      inputs.add(SqlCorpus.mutated(sql, inputs.size()));
      inputs.add(SqlCorpus.mutated(sql, inputs.size()));
    }
    return inputs;
  }

  private static String answer(String sql) throws Exception {
    byte[] utf8 = sql.getBytes(StandardCharsets.UTF_8);
    return switch (Grammar.parse(utf8, json -> json)) {
      case Answer.Tree<byte[]>(byte[] json) ->
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
      case Answer.Mistake<byte[]>(String message, int position) ->
          position + " " + message.replace('\n', ' ');
      case Answer.GivenUp<byte[]>(String reason) -> "given up: " + reason;
    };
  }

  private List<String> reference(List<String> inputs) throws Exception {
    Path in = directory.resolve("inputs");
    Path out = directory.resolve("answers");
    Files.write(in, inputs.stream().map(DifferentialTest::quoted).toList());
    Path script = Path.of(DifferentialTest.class.getResource("reference.cjs").toURI());
    Path packages = Path.of("node_modules").toAbsolutePath();
    ProcessBuilder node = new ProcessBuilder("node", script.toString(), packages.toString());
    int exit;
    try {
      exit =
          node.redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start()
              .waitFor();
    } catch (IOException e) {
      Assumptions.abort("skipped: there is no Node.js to run the reference parser: " + e);
      throw e;
    }
    assertThat(exit).isZero();
    return Files.readAllLines(out);
  }

  private static String quoted(String sql) {
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
