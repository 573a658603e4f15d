package wasm;

import java.util.List;

/// Marks each instruction with the locals whose values are still read after it.
final class Liveness {
  private Liveness() {}

  static void mark(Function function) {
    function.root.liveAtLabel = Locals.NONE;
    before(function.body, Locals.NONE);
  }

  /// What is live before a sequence, given what is live behind it.
  private static Locals before(List<Instr> sequence, Locals behind) {
    Locals live = behind;
    for (Instr instr : sequence.reversed()) {
      live = before(instr, live);
      instr.liveBefore = live;
    }
    return live;
  }

  private static Locals before(Instr instr, Locals behind) {
    return switch (instr.op) {
      case Opcode.LOCAL_GET -> behind.with(instr.local);
      case Opcode.LOCAL_SET, Opcode.LOCAL_TEE -> behind.without(instr.local);
      case Opcode.BR -> instr.target.liveAtLabel;
      case Opcode.BR_IF -> behind.or(instr.target.liveAtLabel);
      case Opcode.BR_TABLE -> {
        Locals live = Locals.NONE;
        for (Instr target : instr.targets) {
          live = live.or(target.liveAtLabel);
        }
        yield live;
      }
      case Opcode.RETURN, Opcode.UNREACHABLE -> Locals.NONE;
      case Opcode.BLOCK -> {
        instr.liveAtLabel = behind;
        yield before(instr.body, behind);
      }
      case Opcode.IF -> {
        instr.liveAtLabel = behind;
        Locals otherwise = instr.otherwise == null ? behind : before(instr.otherwise, behind);
        yield before(instr.body, behind).or(otherwise);
      }
      case Opcode.LOOP -> beforeLoop(instr, behind);
      default -> behind;
    };
  }

  private static Locals beforeLoop(Instr loop, Locals behind) {
    loop.liveAtLabel = Locals.NONE;
    while (true) {
      Locals grown = loop.liveAtLabel.or(before(loop.body, behind));
      if (grown.equals(loop.liveAtLabel)) {
        return grown;
      }
      loop.liveAtLabel = grown;
    }
  }
}
