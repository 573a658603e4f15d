package wasm;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Shortens one function by outlining the longest runs of neighbouring instructions that leave
/// the stack as they found it.
final class Reducer {
  private static final int SHORTEST_RUN = 300;
  private static final int CALL_SITE = 150;
  private static final int DEAD = Integer.MIN_VALUE;

  private final Module module;
  private final Cost cost;
  private final Outliner outliner;
  private final Limits limits;
  private final Function function;
  private final Set<Range> failed = new HashSet<>();

  /// A run of a sequence, which is known by its identity.
  private record Range(int sequence, int from, int to) {}

  Reducer(Module module, Outliner outliner, Limits limits, Function function) {
    this.module = module;
    this.cost = new Cost(module);
    this.outliner = outliner;
    this.limits = limits;
    this.function = function;
  }

  void reduce() {
    reduce(function.body, function.root);
  }

  private void reduce(List<Instr> sequence, Instr owner) {
    for (Instr instr : List.copyOf(sequence)) {
      if (instr.body != null) {
        reduce(instr.body, instr);
      }
      if (instr.otherwise != null) {
        reduce(instr.otherwise, instr);
      }
    }
    while (cost.of(sequence) > limits.function()) {
      Optional<Range> best = longestRun(sequence, owner);
      if (best.isEmpty()) {
        return;
      }
      outline(sequence, owner, best.get());
    }
  }

  private Optional<Range> longestRun(List<Instr> sequence, Instr owner) {
    int[] heights = heights(sequence, owner);
    long[] upTo = new long[sequence.size() + 1];
    for (int i = 0; i < sequence.size(); i++) {
      upTo[i + 1] = upTo[i] + cost.of(sequence.get(i));
    }
    long whole = cost.of(function.body);
    long longest = SHORTEST_RUN;
    Optional<Range> best = Optional.empty();
    for (int from = 0; from < sequence.size(); from++) {
      for (int to = from + 1; heights[from] == 0 && to <= sequence.size(); to++) {
        long run = upTo[to] - upTo[from];
        if (run > (to == from + 1 ? limits.function() - 300 : limits.run()) || run > whole - 500) {
          break;
        }
        Range range = new Range(System.identityHashCode(sequence), from, to);
        if (heights[to] == 0 && run > longest && !failed.contains(range)) {
          longest = run;
          best = Optional.of(range);
        }
      }
    }
    return best;
  }

  /// How many values lie on the stack before each instruction, and behind the last.
  private int[] heights(List<Instr> sequence, Instr owner) {
    int[] heights = new int[sequence.size() + 1];
    int height = owner == function.root ? 0 : module.blockSignature(owner).parameters().length();
    boolean dead = false;
    heights[0] = height;
    for (int i = 0; i < sequence.size(); i++) {
      Instr instr = sequence.get(i);
      if (!dead && Opcode.isUnconditional(instr.op)) {
        dead = true;
        heights[i + 1] = i + 1 == sequence.size() ? 0 : DEAD;
      } else if (dead) {
        heights[i + 1] = DEAD;
      } else {
        StackEffect effect = StackEffect.of(module, instr);
        height += effect.pushes() - effect.pops();
        heights[i + 1] = height;
      }
    }
    return heights;
  }

  private void outline(List<Instr> sequence, Instr owner, Range range) {
    Liveness.mark(function);
    List<Instr> code = new ArrayList<>(sequence.subList(range.from, range.to));
    long before = cost.of(code);
    Locals liveBehind = liveBehind(sequence, owner, range.to);
    Outliner.Run run = new Outliner.Run(code, liveBehind, code.getFirst().liveBefore, -1);
    Optional<List<Instr>> site = outliner.outline(function, run);
    if (site.isEmpty()) {
      failed.add(range);
      return;
    }
    if (cost.of(site.get()) + CALL_SITE > before) {
      throw new IllegalStateException("outlining made function " + function.index + " longer");
    }
    List<Instr> old = sequence.subList(range.from, range.to);
    old.clear();
    old.addAll(site.get());
  }

  private Locals liveBehind(List<Instr> sequence, Instr owner, int to) {
    if (to < sequence.size()) {
      return sequence.get(to).liveBefore;
    } else if (owner == function.root) {
      return Locals.NONE;
    }
    return owner.op == Opcode.LOOP ? Locals.ALL : owner.liveAtLabel;
  }
}
