package dev.towpath.sql.grammar;

import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.ExportFunction;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.Machine;
import run.endive.runtime.TableInstance;
import run.endive.runtime.WasmFunctionHandle;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.FunctionImport;
import run.endive.wasm.types.FunctionType;

/// What libpg_query asks of its host: memory, `setjmp` and `longjmp`, and of files nothing.
/// Anything else ends the instance.
final class HostFunctions {
  private static final long[] ZERO = {0};
  private static final long[] ONE = {1};
  private static final long[] BAD_FILE = {8};
  private static final int PAGE_BITS = 16;
  private static final long GROWTH_BYTES = 16 << 20;

  private final WasmModule module;
  private final FlatMemory memory;
  private final Properties names;
  private @Nullable Bound bound;

  /// The parts of the instance that exist only once it is built.
  private record Bound(
      Machine machine,
      TableInstance table,
      ExportFunction stackPointer,
      ExportFunction restoreStack,
      ExportFunction setThrew) {}

  HostFunctions(WasmModule module, FlatMemory memory, Properties names) {
    this.module = module;
    this.memory = memory;
    this.names = names;
  }

  ImportValues imports() {
    ImportValues.Builder imports = ImportValues.builder();
    module.importSection().stream()
        .map(FunctionImport.class::cast)
        .forEach(
            function -> {
              FunctionType type = module.typeSection().getType(function.typeIndex());
              String name = names.getProperty("import." + function.name());
              imports.addFunction(
                  new HostFunction(
                      function.module(), function.name(), type, implementation(name, type)));
            });
    return imports.build();
  }

  void bind(Instance instance) {
    bound =
        new Bound(
            instance.getMachine(),
            instance.exports().table(names.getProperty("export.table")),
            instance.export(names.getProperty("export.emscripten_stack_get_current")),
            instance.export(names.getProperty("export.emscripten_stack_restore")),
            instance.export(names.getProperty("export.setThrew")));
  }

  private WasmFunctionHandle implementation(String name, FunctionType type) {
    if (name.startsWith("invoke_")) {
      long[] nothing = type.returns().isEmpty() ? new long[0] : ZERO;
      return (instance, arguments) -> invoke(arguments, nothing);
    }
    return switch (name) {
      case "emscripten_throw_longjmp" ->
          (instance, arguments) -> {
            throw new Longjmp();
          };
      case "emscripten_resize_heap" -> (instance, arguments) -> grow(arguments[0]);
      case "fd_read", "fd_seek", "fd_write" -> (instance, arguments) -> BAD_FILE;
      case "fd_close", "setitimer_js" -> (instance, arguments) -> ZERO;
      case "emscripten_runtime_keepalive_clear" -> (instance, arguments) -> new long[0];
      default ->
          (instance, arguments) -> {
            throw new IllegalStateException("libpg_query called " + name);
          };
    };
  }

  /// Calls a function from where `setjmp` stands: a `longjmp` out of it comes back here.
  private long[] invoke(long[] arguments, long[] nothing) {
    Bound parts = Objects.requireNonNull(bound);
    long stackPointer = parts.stackPointer.apply()[0];
    try {
      int function = parts.table.requiredRef((int) arguments[0]);
      return parts.machine.call(function, Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (Longjmp e) {
      parts.restoreStack.apply(stackPointer);
      parts.setThrew.apply(1, 0);
      return nothing;
    }
  }

  private long[] grow(long argument) {
    long wanted = argument & 0xffff_ffffL;
    long now = (long) memory.pages() << PAGE_BITS;
    long generous = Math.min(now + now / 5, wanted + GROWTH_BYTES);
    long size = Math.min(Math.max(wanted, generous), (long) memory.maximumPages() << PAGE_BITS);
    int pages = (int) ((size - now + (1 << PAGE_BITS) - 1) >> PAGE_BITS);
    boolean enough = wanted <= now + ((long) pages << PAGE_BITS);
    return enough && memory.grow(pages) >= 0 ? ONE : ZERO;
  }
}
