package wasm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Moves runs of instructions into functions of their own: the locals that the run needs become
/// parameters, those that it changes become results, and where it may be left in several ways, a
/// last result says which way it was.
final class Outliner {
  private static final int MAX_EXITS = 200;
  private static final int MAX_PARAMETERS = 60;

  private final Module module;
  private final Deque<Function> created = new ArrayDeque<>();

  Outliner(Module module) {
    this.module = module;
  }

  /// The functions made since they were last asked for; each may itself be too long.
  Deque<Function> created() {
    return created;
  }

  /// A run to be moved.
  ///
  /// @param liveBehind the locals that are read where the run falls through
  /// @param liveBefore the locals that are live where it begins
  /// @param selector a local passed first whether live or not, or -1
  record Run(List<Instr> code, Locals liveBehind, Locals liveBefore, int selector) {}

  /// The code that takes the run's place, empty if it can't be moved. Liveness must be marked.
  Optional<List<Instr>> outline(Function function, Run run) {
    Part part = Part.of(run.code);
    List<Instr> exits = part.exits();
    if (!part.isMovable(module, function) || exits.size() > MAX_EXITS) {
      return Optional.empty();
    }
    boolean through = Part.fallsThrough(run.code);
    Locals wanted = through ? run.liveBehind : Locals.NONE;
    for (Instr exit : exits) {
      wanted = wanted.or(exit.liveAtLabel);
    }
    List<Integer> ins = parameters(function, run, part);
    List<Integer> outs = listed(function, wanted.and(part.written()), -1);
    if (ins.size() > MAX_PARAMETERS) {
      return Optional.empty();
    }
    int outcomes = exits.size() + (through ? 1 : 0);
    Function moved = declare(function, part, ins, outs, outcomes > 1);
    int[] renamed = renaming(function, part, ins);
    fill(moved, run.code, exits, through, outs.stream().map(i -> renamed[i]).toList(), renamed);
    created.add(moved);
    return Optional.of(callSite(function, moved, ins, outs, exits, through));
  }

  private static List<Integer> parameters(Function function, Run run, Part part) {
    List<Integer> ins = new ArrayList<>();
    if (run.selector >= 0) {
      ins.add(run.selector);
    }
    ins.addAll(listed(function, run.liveBefore.and(part.touched()), run.selector));
    return ins;
  }

  private static List<Integer> listed(Function function, Locals set, int except) {
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < function.localCount(); i++) {
      if (set.has(i) && i != except) {
        list.add(i);
      }
    }
    return list;
  }

  private Function declare(
      Function function, Part part, List<Integer> ins, List<Integer> outs, boolean manyWays) {
    String results = types(function, outs) + (manyWays ? Signature.I32 : "");
    Signature signature = new Signature(types(function, ins), results);
    StringBuilder locals = new StringBuilder(signature.parameters());
    for (int i : listed(function, part.touched(), -1)) {
      if (!ins.contains(i)) {
        locals.append(function.localType(i));
      }
    }
    return module.newFunction(signature, locals.toString());
  }

  private static String types(Function function, List<Integer> locals) {
    StringBuilder types = new StringBuilder();
    locals.forEach(local -> types.append(function.localType(local)));
    return types.toString();
  }

  /// The number that each local of the old function has in the new one.
  private static int[] renaming(Function function, Part part, List<Integer> ins) {
    int[] renamed = new int[function.localCount()];
    Arrays.fill(renamed, -1);
    int next = 0;
    for (int in : ins) {
      renamed[in] = next++;
    }
    for (int i : listed(function, part.touched(), -1)) {
      if (renamed[i] < 0) {
        renamed[i] = next++;
      }
    }
    return renamed;
  }

  private static void fill(
      Function moved,
      List<Instr> run,
      List<Instr> exits,
      boolean through,
      List<Integer> outs,
      int[] renamed) {
    Map<Instr, Instr> labels = new IdentityHashMap<>();
    List<Instr> body = new ArrayList<>();
    int outcomes = exits.size() + (through ? 1 : 0);
    int outcome = -1;
    if (outcomes > 1) {
      outcome = moved.newLocal(Signature.I32);
      body.add(numberedExits(run, exits, through, outcome, labels));
    } else if (exits.isEmpty()) {
      body.addAll(run);
    } else {
      Instr only = Instr.block(run);
      labels.put(exits.getFirst(), only);
      body.add(only);
    }
    if (outcomes == 0) {
      body.add(Instr.plain(Opcode.UNREACHABLE));
    } else {
      outs.forEach(out -> body.add(Instr.get(out)));
    }
    if (outcome >= 0) {
      body.add(Instr.get(outcome));
    }
    rename(run, renamed, labels);
    moved.body = body;
  }

  /// A block around the run in which each way out sets the number of the outcome: 0 for falling
  /// through, then the exits in their order.
  private static Instr numberedExits(
      List<Instr> run, List<Instr> exits, boolean through, int outcome, Map<Instr, Instr> labels) {
    Instr all = Instr.emptyBlock();
    List<Instr> inner = new ArrayList<>(run);
    if (through) {
      inner.addAll(List.of(Instr.constant(0), Instr.set(outcome), Instr.br(all)));
    }
    for (int i = 0; i < exits.size(); i++) {
      Instr exit = Instr.block(inner);
      labels.put(exits.get(i), exit);
      inner = new ArrayList<>(List.of(exit, Instr.constant(i + 1), Instr.set(outcome)));
      if (i + 1 < exits.size()) {
        inner.add(Instr.br(all));
      }
    }
    all.body = inner;
    return all;
  }

  private static void rename(List<Instr> run, int[] renamed, Map<Instr, Instr> labels) {
    for (Instr instr : run) {
      if (instr.local >= 0) {
        instr.local = renamed[instr.local];
      }
      if (instr.target != null) {
        instr.target = labels.getOrDefault(instr.target, instr.target);
      }
      if (instr.targets != null) {
        Arrays.setAll(instr.targets, i -> labels.getOrDefault(instr.targets[i], instr.targets[i]));
      }
      if (instr.body != null) {
        rename(instr.body, renamed, labels);
      }
      if (instr.otherwise != null) {
        rename(instr.otherwise, renamed, labels);
      }
    }
  }

  private static List<Instr> callSite(
      Function function,
      Function moved,
      List<Integer> ins,
      List<Integer> outs,
      List<Instr> exits,
      boolean through) {
    List<Instr> site = new ArrayList<>();
    ins.forEach(in -> site.add(Instr.get(in)));
    site.add(Instr.call(moved.index));
    boolean manyWays = exits.size() + (through ? 1 : 0) > 1;
    if (manyWays) {
      site.add(Instr.set(function.outcomeLocal()));
    }
    outs.reversed().forEach(out -> site.add(Instr.set(out)));
    if (manyWays) {
      site.addAll(dispatch(function.outcomeLocal(), exits, through));
    } else if (!exits.isEmpty()) {
      site.add(Instr.br(exits.getFirst()));
    } else if (!through) {
      site.add(Instr.plain(Opcode.UNREACHABLE));
    }
    return site;
  }

  /// Goes where the outlined run would have gone.
  private static List<Instr> dispatch(int outcome, List<Instr> exits, boolean through) {
    if (through && exits.size() == 1) {
      return List.of(Instr.get(outcome), Instr.brIf(exits.getFirst()));
    }
    Instr behind = Instr.emptyBlock();
    List<Instr> targets = new ArrayList<>();
    targets.add(through ? behind : exits.getFirst());
    targets.addAll(exits);
    List<Instr> jump = List.of(Instr.get(outcome), Instr.brTable(targets));
    if (!through) {
      return jump;
    }
    behind.body = new ArrayList<>(jump);
    return List.of(behind);
  }
}
