package wasm;

import java.util.ArrayList;
import java.util.List;

/// Reads the instructions of one function.
final class CodeReader {
  private final ByteReader in;
  private final List<Instr> labels;
  private int terminator;

  CodeReader(ByteReader in, List<Instr> labels) {
    this.in = in;
    this.labels = labels;
  }

  /// The instructions up to the `end` or `else` that belongs to them.
  List<Instr> sequence() {
    List<Instr> sequence = new ArrayList<>();
    while (true) {
      int from = in.position();
      int op = in.u8();
      if (op == Opcode.END || op == Opcode.ELSE) {
        terminator = op;
        return sequence;
      }
      Instr instr = new Instr(op);
      operands(instr);
      instr.raw = in.since(from);
      sequence.add(instr);
    }
  }

  private void operands(Instr instr) {
    switch (instr.op) {
      case Opcode.BLOCK, Opcode.LOOP, Opcode.IF -> nested(instr);
      case Opcode.BR, Opcode.BR_IF -> instr.target = label();
      case Opcode.BR_TABLE -> {
        instr.targets = new Instr[in.unsigned() + 1];
        java.util.Arrays.setAll(instr.targets, i -> label());
      }
      case Opcode.CALL, Opcode.REF_FUNC -> instr.index = in.unsigned();
      case Opcode.CALL_INDIRECT -> {
        instr.index = in.unsigned();
        in.unsigned();
      }
      case Opcode.LOCAL_GET, Opcode.LOCAL_SET, Opcode.LOCAL_TEE -> instr.local = in.unsigned();
      case Opcode.GLOBAL_GET, Opcode.GLOBAL_SET, Opcode.MEMORY_SIZE, Opcode.MEMORY_GROW ->
          in.unsigned();
      case Opcode.SELECT_TYPED -> in.skip(in.unsigned());
      case Opcode.I32_CONST, Opcode.I64_CONST -> in.signed();
      case Opcode.F32_CONST -> in.skip(4);
      case Opcode.F64_CONST -> in.skip(8);
      case Opcode.REF_NULL -> in.u8();
      case Opcode.EXTENDED -> extended(instr);
      default -> simple(instr.op);
    }
  }

  private void nested(Instr block) {
    long type = in.signed();
    block.blockType = (int) (type == -64 ? Instr.NO_VALUE : type < 0 ? type & 0x7f : -1 - type);
    labels.add(block);
    block.body = sequence();
    if (terminator == Opcode.ELSE) {
      block.otherwise = sequence();
    }
    labels.removeLast();
  }

  private Instr label() {
    return labels.get(labels.size() - 1 - in.unsigned());
  }

  private void extended(Instr instr) {
    instr.index = in.unsigned();
    boolean twoOperands =
        instr.index == 8 || instr.index == 10 || instr.index == 12 || instr.index == 14;
    if (instr.index > 7) {
      in.unsigned();
      if (twoOperands) {
        in.unsigned();
      }
    }
  }

  private void simple(int op) {
    if (Opcode.in(op, Opcode.FIRST_LOAD, Opcode.LAST_STORE)) {
      in.unsigned();
      in.unsigned();
      return;
    }
    boolean known =
        Opcode.in(op, Opcode.I32_EQZ, Opcode.LAST_NUMERIC)
            || op == Opcode.UNREACHABLE
            || op == Opcode.NOP
            || op == Opcode.RETURN
            || op == Opcode.DROP
            || op == Opcode.SELECT
            || op == Opcode.REF_IS_NULL;
    ModuleReader.expect(known, "a known instruction, not " + Integer.toHexString(op));
  }
}
