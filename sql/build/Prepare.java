import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import syntax.SyntaxGenerator;
import wasm.Glue;
import wasm.Translate;
import wasm.WasmSplit;

/// Prepares PostgreSQL's grammar for the module `sql`: gets the npm packages that the lock file
/// names, splits the grammar's WebAssembly, translates it for the JVM, and generates the classes
/// of the syntax tree. Does nothing when nothing changed since its last run. Run by Maven, with
/// the module's directory.
final class Prepare {
  private final Path packages;
  private final Path build;
  private final Path target;

  private Prepare(Path module) {
    packages = module.resolve("node_modules");
    build = module.resolve("build");
    target = module.resolve("target/grammar");
  }

  public static void main(String[] arguments) throws Exception {
    Path module = Path.of(arguments[0]);
    npm(module);
    new Prepare(module).prepare();
  }

  /// Installs the packages, unless the ones of this lock file are there.
  private static void npm(Path module) throws IOException, InterruptedException {
    String lock = digest(List.of(module.resolve("package-lock.json")));
    Path stamp = module.resolve("node_modules/.towpath");
    if (Files.exists(stamp) && Files.readString(stamp).equals(lock)) {
      return;
    }
    Process npm =
        new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
            .directory(module.toFile())
            .inheritIO()
            .start();
    if (npm.waitFor() != 0) {
      throw new IllegalStateException(
          "`npm ci` failed in "
              + module
              + ": building the PostgreSQL grammar needs Node.js 20 or"
              + " later with npm, and its package registry");
    }
    Files.writeString(stamp, lock);
  }

  private void prepare() throws Exception {
    Path wasm = packages.resolve("libpg-query/wasm/libpg-query.wasm");
    Path script = packages.resolve("libpg-query/wasm/libpg-query.js");
    Path types = packages.resolve("@pgsql/types/types.d.ts");
    Path enums = packages.resolve("@pgsql/types/enums.d.ts");
    String inputs;
    try (Stream<Path> tools = Files.walk(build)) {
      inputs =
          digest(
              Stream.concat(
                      Stream.of(wasm, script, types, enums),
                      tools.filter(Files::isRegularFile).sorted())
                  .toList());
    }
    Path stamp = target.resolve("inputs");
    if (Files.exists(stamp) && Files.readString(stamp).equals(inputs)) {
      return;
    }
    write("libpg_query.wasm", WasmSplit.split(Files.readAllBytes(wasm)));
    String names = Glue.parse(Files.readString(script)).asProperties();
    write(
        "resources/dev/towpath/sql/grammar/names.properties",
        names.getBytes(StandardCharsets.UTF_8));
    SyntaxGenerator.generate(types, enums, target.resolve("sources"));
    Translate.translate(
        target.resolve("libpg_query.wasm"), target.resolve("sources"), target.resolve("resources"));
    write("inputs", inputs.getBytes(StandardCharsets.UTF_8));
  }

  private void write(String name, byte[] content) throws IOException {
    Path file = target.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  private static String digest(List<Path> files) throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files) {
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
