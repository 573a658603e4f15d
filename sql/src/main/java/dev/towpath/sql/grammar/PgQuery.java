package dev.towpath.sql.grammar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.Instance;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.MemoryLimits;

/// One instance of libpg_query with its own memory. Used by one thread. After anything unexpected
/// it is no longer usable, and another must take its place.
final class PgQuery {
  private static final int INITIAL_PAGES = 600; // of 64 KiB
  private static final int MAX_PAGES = 16_384;
  private static final int WORN_PAGES = 3_000;
  private static final int SHADOW_STACK_BYTES = 32 << 20;
  private static final int CANARY = 0x70617468;

  /// Offsets in libpg_query's structures.
  private static final int RESULT_ERROR = 8;

  private static final int ERROR_POSITION = 16;

  private static final Properties NAMES = names();

  private final FlatMemory memory;
  private final Instance instance;
  private final ExportFunction malloc;
  private final ExportFunction free;
  private final ExportFunction parse;
  private final ExportFunction freeResult;
  private final int canary;
  private boolean usable = true;

  PgQuery() {
    WasmModule module = PgQueryModule.load();
    memory = new FlatMemory(new MemoryLimits(INITIAL_PAGES, MAX_PAGES));
    HostFunctions host = new HostFunctions(module, memory, NAMES);
    instance =
        Instance.builder(module)
            .withImportValues(host.imports())
            .withMemoryLimits(new MemoryLimits(INITIAL_PAGES, MAX_PAGES))
            .withMemoryFactory(limits -> memory)
            .withMachineFactory(PgQueryModule::create)
            .withStart(false)
            .build();
    host.bind(instance);
    malloc = export("malloc");
    free = export("free");
    parse = export("wasm_parse_query_raw");
    freeResult = export("wasm_free_parse_result");
    export("constructors").apply();
    canary = (int) export("emscripten_stack_get_current").apply()[0] - SHADOW_STACK_BYTES;
    memory.writeI32(canary, CANARY);
  }

  private ExportFunction export(String name) {
    return instance.export(NAMES.getProperty("export." + name));
  }

  private static Properties names() {
    try (InputStream in = PgQuery.class.getResourceAsStream("names.properties")) {
      Properties names = new Properties();
      names.load(in);
      return names;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether the instance may parse again: it is sound and holds no excess of memory.
  boolean isUsable() {
    return usable && memory.pages() < WORN_PAGES;
  }

  /// Parses a text in UTF-8 without NUL; gives its parse tree as JSON in UTF-8, in which offsets
  /// count bytes.
  Answer<byte[]> parse(byte[] sql) {
    usable = false;
    Answer<byte[]> answer = answer(sql);
    boolean sound = memory.readInt(canary) == CANARY;
    usable = sound;
    return sound ? answer : new Answer.GivenUp<>(Grammar.TOO_DEEP);
  }

  private Answer<byte[]> answer(byte[] sql) {
    int text = (int) malloc.apply(sql.length + 1)[0];
    if (text == 0) {
      return new Answer.GivenUp<>("it is too long for the parser's memory");
    }
    memory.write(text, sql, 0, sql.length);
    memory.writeByte(text + sql.length, (byte) 0);
    int result = (int) parse.apply(text)[0];
    int error = memory.readInt(result + RESULT_ERROR);
    Answer<byte[]> answer =
        error == 0
            ? new Answer.Tree<>(bytes(memory.readInt(result)))
            : new Answer.Mistake<>(
                new String(bytes(memory.readInt(error)), StandardCharsets.UTF_8),
                memory.readInt(error + ERROR_POSITION));
    free.apply(text);
    freeResult.apply(result);
    return answer;
  }

  private byte[] bytes(int address) {
    return memory.readBytes(address, memory.stringLength(address));
  }
}
