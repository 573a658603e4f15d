package dev.towpath.cli;

/// The process: its streams, its environment, its exit code.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    System.exit(Cli.ofProcess().run(arguments));
  }
}
