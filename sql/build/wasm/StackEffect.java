package wasm;

/// How many values an instruction takes from the stack and leaves on it.
record StackEffect(int pops, int pushes) {
  static StackEffect of(Module module, Instr instr) {
    return switch (instr.op) {
      case Opcode.BLOCK, Opcode.LOOP -> of(module.blockSignature(instr), 0);
      case Opcode.IF -> of(module.blockSignature(instr), 1);
      case Opcode.CALL -> of(module.calleeOf(instr), 0);
      case Opcode.CALL_INDIRECT -> of(module.types.get(instr.index), 1);
      case Opcode.EXTENDED -> extended(instr.index);
      default -> plain(instr.op);
    };
  }

  private static StackEffect of(Signature signature, int more) {
    return new StackEffect(signature.parameters().length() + more, signature.results().length());
  }

  private static StackEffect extended(int index) {
    if (index <= 7) {
      return new StackEffect(1, 1); // saturating conversions
    }
    return index == 9 ? new StackEffect(0, 0) : new StackEffect(3, 0);
  }

  private static StackEffect plain(int op) {
    return switch (op) {
      case Opcode.NOP -> new StackEffect(0, 0);
      case Opcode.BR_IF, Opcode.DROP, Opcode.LOCAL_SET, Opcode.GLOBAL_SET -> new StackEffect(1, 0);
      case Opcode.SELECT, Opcode.SELECT_TYPED -> new StackEffect(3, 1);
      case Opcode.LOCAL_GET,
          Opcode.GLOBAL_GET,
          Opcode.MEMORY_SIZE,
          Opcode.REF_NULL,
          Opcode.REF_FUNC ->
          new StackEffect(0, 1);
      case Opcode.LOCAL_TEE, Opcode.MEMORY_GROW -> new StackEffect(1, 1);
      default -> numeric(op);
    };
  }

  private static StackEffect numeric(int op) {
    if (Opcode.in(op, Opcode.I32_CONST, Opcode.F64_CONST)) {
      return new StackEffect(0, 1);
    } else if (Opcode.in(op, Opcode.FIRST_LOAD, Opcode.LAST_LOAD) || isUnary(op)) {
      return new StackEffect(1, 1);
    } else if (Opcode.in(op, Opcode.LAST_LOAD + 1, Opcode.LAST_STORE)) {
      return new StackEffect(2, 0);
    } else if (Opcode.in(op, Opcode.I32_EQZ + 1, 0xa6)) {
      return new StackEffect(2, 1);
    }
    throw new IllegalStateException("effect of " + Integer.toHexString(op));
  }

  private static boolean isUnary(int op) {
    return op == Opcode.I32_EQZ
        || op == Opcode.I64_EQZ
        || Opcode.in(op, 0x67, 0x69)
        || Opcode.in(op, 0x79, 0x7b)
        || Opcode.in(op, 0x8b, 0x91)
        || Opcode.in(op, 0x99, 0x9f)
        || Opcode.in(op, 0xa7, Opcode.LAST_NUMERIC);
  }
}
