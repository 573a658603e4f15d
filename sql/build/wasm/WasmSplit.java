package wasm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;

/// Splits the functions of a WebAssembly module that would become too long for the JVM, at build
/// time. The JVM holds no method above 64 KB, and HotSpot compiles none above 8,000 bytes;
/// PostgreSQL's parser is 100 KB in one function. What the code does stays the same, which a
/// differential test proves.
public final class WasmSplit {
  private static final Limits LIMITS = new Limits(9_000, 6_500, 6_500);
  /// Code nests 2,000 blocks deep.
  private static final long STACK_BYTES = 1L << 30;

  private final Module module;
  private final Cost cost;
  private final Outliner outliner;

  private WasmSplit(Module module) {
    this.module = module;
    this.cost = new Cost(module);
    this.outliner = new Outliner(module);
  }

  /// The module with its functions split, in WebAssembly's binary format.
  public static byte[] split(byte[] bytes) throws InterruptedException {
    byte[][] result = new byte[1][];
    Thread thread = new Thread(null, () -> result[0] = splitHere(bytes), "split", STACK_BYTES);
    thread.start();
    thread.join();
    return Objects.requireNonNull(result[0], "the split failed");
  }

  private static byte[] splitHere(byte[] bytes) {
    Module module = ModuleReader.read(bytes);
    new WasmSplit(module).split();
    return ModuleWriter.write(module);
  }

  private void split() {
    Deque<Function> open = new ArrayDeque<>(module.functions);
    while (!open.isEmpty()) {
      Function function = open.poll();
      if (cost.of(function.body) > LIMITS.function()) {
        split(function);
      }
      while (!outliner.created().isEmpty()) {
        open.add(outliner.created().poll());
      }
    }
  }

  private void split(Function function) {
    function.verbatim = null;
    boolean grouped = true;
    while (grouped && cost.of(function.body) > LIMITS.function()) {
      grouped = SwitchGroups.apply(module, outliner, function, LIMITS);
    }
    if (cost.of(function.body) > LIMITS.function()) {
      new Reducer(module, outliner, LIMITS, function).reduce();
    }
  }
}
