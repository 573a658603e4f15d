package wasm;

import java.io.IOException;
import java.nio.file.Path;
import run.endive.build.time.compiler.Config;
import run.endive.build.time.compiler.Generator;
import run.endive.compiler.InterpreterFallback;

/// Translates the split WebAssembly to Java classes. No function may fall back to an interpreter:
/// that would be a hundred times slower, and would not unwind as PostgreSQL's errors need.
public final class Translate {
  private Translate() {}

  public static void translate(Path wasm, Path sources, Path classes) throws IOException {
    Generator generator =
        new Generator(
            Config.builder()
                .withName("dev.towpath.sql.grammar.PgQueryModule")
                .withWasmFile(wasm)
                .withTargetSourceFolder(sources)
                .withTargetClassFolder(classes)
                .withTargetWasmFolder(classes)
                .withInterpreterFallback(InterpreterFallback.FAIL)
                .build());
    generator.generateMetaWasm(generator.generateResources());
    generator.generateSources();
  }
}
