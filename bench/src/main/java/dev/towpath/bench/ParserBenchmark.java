package dev.towpath.bench;

import dev.towpath.sql.Parse;
import dev.towpath.sql.Script;
import dev.towpath.sql.SqlParser;
import dev.towpath.sql.Statement;
import dev.towpath.sql.TransactionUse;
import dev.towpath.sql.corpus.SqlCorpus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// How many statements a second are parsed, and how many files a second are cut and classified,
/// on a warm JVM, by one calling thread.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class ParserBenchmark {
  private static final int STATEMENTS = 2_000;
  private static final int STATEMENTS_IN_A_FILE = 5;
  private static final int FILES = STATEMENTS / STATEMENTS_IN_A_FILE;

  private final List<String> statements = SqlCorpus.statements(18, STATEMENTS);
  private final List<String> files = files(statements);

  /// Statements a second, each to a typed tree.
  @Benchmark
  @OperationsPerInvocation(STATEMENTS)
  public void parse(Blackhole hole) {
    for (String sql : statements) {
      hole.consume(parsed(sql));
    }
  }

  private static Parse parsed(String sql) {
    return SqlParser.parse(sql);
  }

  /// Files a second, each cut into its five statements.
  @Benchmark
  @OperationsPerInvocation(FILES)
  public void cut(Blackhole hole) {
    for (String file : files) {
      hole.consume(Script.of(file));
    }
  }

  /// Files a second, each cut, and asked for each statement whether it may run in a transaction.
  @Benchmark
  @OperationsPerInvocation(FILES)
  public void classify(Blackhole hole) {
    for (String file : files) {
      for (Statement statement : Script.of(file).statements()) {
        hole.consume(TransactionUse.of(statement.sql()));
      }
    }
  }

  private static List<String> files(List<String> statements) {
    List<String> files = new ArrayList<>();
    for (int i = 0; i < statements.size(); i += STATEMENTS_IN_A_FILE) {
      files.add(String.join(";\n\n", statements.subList(i, i + STATEMENTS_IN_A_FILE)) + ";\n");
    }
    return files;
  }
}
