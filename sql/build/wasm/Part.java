package wasm;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What a run of instructions reads and writes, and where it branches to outside itself.
final class Part {
  private Locals read = Locals.NONE;
  private Locals written = Locals.NONE;
  private boolean returns;
  private final Set<Instr> exits = new LinkedHashSet<>();
  private final Set<Instr> inner = Collections.newSetFromMap(new IdentityHashMap<>());

  private Part() {}

  static Part of(List<Instr> run) {
    Part part = new Part();
    part.scan(run);
    return part;
  }

  Locals written() {
    return written;
  }

  Locals touched() {
    return read.or(written);
  }

  /// The labels outside the run, in the order of their first use.
  List<Instr> exits() {
    return List.copyOf(exits);
  }

  /// Whether the run can be moved into a function of its own.
  boolean isMovable(Module module, Function function) {
    return !returns && exits.stream().allMatch(exit -> module.carriesNothing(function, exit));
  }

  /// Whether control may reach the end of a run. Errs on the side of yes.
  static boolean fallsThrough(List<Instr> run) {
    return run.isEmpty() || !Opcode.isUnconditional(run.getLast().op);
  }

  private void scan(List<Instr> run) {
    for (Instr instr : run) {
      switch (instr.op) {
        case Opcode.LOCAL_GET -> read = read.with(instr.local);
        case Opcode.LOCAL_SET, Opcode.LOCAL_TEE -> written = written.with(instr.local);
        case Opcode.BR, Opcode.BR_IF -> exit(instr.target);
        case Opcode.BR_TABLE -> {
          for (Instr target : instr.targets) {
            exit(target);
          }
        }
        case Opcode.RETURN -> returns = true;
        case Opcode.BLOCK, Opcode.LOOP, Opcode.IF -> {
          inner.add(instr);
          scan(instr.body);
          if (instr.otherwise != null) {
            scan(instr.otherwise);
          }
        }
        default -> {}
      }
    }
  }

  private void exit(Instr target) {
    if (!inner.contains(target)) {
      exits.add(target);
    }
  }
}
