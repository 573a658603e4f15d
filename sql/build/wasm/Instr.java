package wasm;

import java.util.ArrayList;
import java.util.List;

/// One instruction of a function body, with the instructions nested in it. Branches point at the
/// block they leave (or the loop they repeat), so that code can be moved about. Mutable.
final class Instr {
  static final int NO_VALUE = 0x40;

  final int op;
  /// As it was read, for what is written unchanged.
  byte[] raw = {};

  int local = -1;
  int index = -1;
  /// [#NO_VALUE], a value type, or `-1 - type index`.
  int blockType = NO_VALUE;

  Instr target;
  Instr[] targets;
  List<Instr> body;
  List<Instr> otherwise;
  Locals liveBefore = Locals.NONE;
  /// What is live where a branch to this block arrives.
  Locals liveAtLabel = Locals.NONE;

  Instr(int op) {
    this.op = op;
  }

  static Instr get(int local) {
    return onLocal(Opcode.LOCAL_GET, local);
  }

  static Instr set(int local) {
    return onLocal(Opcode.LOCAL_SET, local);
  }

  static Instr tee(int local) {
    return onLocal(Opcode.LOCAL_TEE, local);
  }

  private static Instr onLocal(int op, int local) {
    Instr instr = new Instr(op);
    instr.local = local;
    return instr;
  }

  static Instr constant(int value) {
    Instr instr = new Instr(Opcode.I32_CONST);
    instr.raw = new ByteWriter().u8(Opcode.I32_CONST).signed(value).toByteArray();
    return instr;
  }

  static Instr plain(int op) {
    Instr instr = new Instr(op);
    instr.raw = new byte[] {(byte) op};
    return instr;
  }

  static Instr call(int function) {
    Instr instr = new Instr(Opcode.CALL);
    instr.index = function;
    return instr;
  }

  static Instr br(Instr target) {
    return branch(Opcode.BR, target);
  }

  static Instr brIf(Instr target) {
    return branch(Opcode.BR_IF, target);
  }

  private static Instr branch(int op, Instr target) {
    Instr instr = new Instr(op);
    instr.target = target;
    return instr;
  }

  /// A table of branches; the last target is the one for all other values.
  static Instr brTable(List<Instr> targets) {
    Instr instr = new Instr(Opcode.BR_TABLE);
    instr.targets = targets.toArray(new Instr[0]);
    return instr;
  }

  static Instr block(List<Instr> body) {
    Instr instr = new Instr(Opcode.BLOCK);
    instr.body = new ArrayList<>(body);
    return instr;
  }

  static Instr emptyBlock() {
    return block(List.of());
  }
}
