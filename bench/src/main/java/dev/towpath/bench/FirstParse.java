package dev.towpath.bench;

import dev.towpath.sql.SqlParser;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// A process that parses one statement and ends: prints how long the JVM has run by then, how
/// long the parse itself took, and the process's peak memory.
public final class FirstParse {
  private FirstParse() {}

  public static void main(String[] arguments) throws IOException {
    long before = System.nanoTime();
    SqlParser.parse("create table parcel (id bigint primary key, title text not null)");
    long parse = (System.nanoTime() - before) / 1_000_000;
    long process = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    String memory =
        Files.readString(Path.of("/proc/self/status"))
            .lines()
            .filter(line -> line.startsWith("VmHWM"))
            .findFirst()
            .orElse("");
    System.out.printf("since start %d ms, parse %d ms, %s%n", process, parse, memory);
  }
}
