package wasm;

import java.util.List;

/// An estimate of the bytecode, in bytes, that code becomes on the JVM.
final class Cost {
  private final Module module;

  Cost(Module module) {
    this.module = module;
  }

  long of(List<Instr> sequence) {
    long cost = 0;
    for (Instr instr : sequence) {
      cost += of(instr);
    }
    return cost;
  }

  long of(Instr instr) {
    return switch (instr.op) {
      case Opcode.BLOCK -> of(instr.body);
      case Opcode.LOOP -> 6 + of(instr.body);
      case Opcode.IF ->
          3 + of(instr.body) + (instr.otherwise == null ? 0 : 3 + of(instr.otherwise));
      case Opcode.BR, Opcode.BR_IF -> 3;
      case Opcode.BR_TABLE -> 16 + 4L * instr.targets.length;
      case Opcode.CALL -> {
        int results = module.calleeOf(instr).results().length();
        yield 10 + (results > 1 ? 6 + 5L * results : 0);
      }
      case Opcode.CALL_INDIRECT -> 11;
      case Opcode.SELECT, Opcode.GLOBAL_GET, Opcode.GLOBAL_SET -> 10;
      case Opcode.LOCAL_GET, Opcode.LOCAL_SET -> 2;
      case Opcode.EXTENDED -> 9;
      case Opcode.DROP -> 1;
      default -> plain(instr.op);
    };
  }

  private static long plain(int op) {
    if (Opcode.in(op, Opcode.FIRST_LOAD, Opcode.LAST_STORE)) {
      return 8;
    } else if (Opcode.in(op, 0x6a, 0x78) || Opcode.in(op, 0x7c, 0x8a)) {
      return 1; // integer arithmetic: one instruction each
    } else if (Opcode.in(op, Opcode.I32_EQZ, 0x66)) {
      return 4; // comparisons
    }
    return 3;
  }
}
