package wasm;

import java.util.List;

/// A function of the module. `verbatim` is its code as it was read, for as long as it is
/// unchanged.
final class Function {
  final int index;
  final int type;
  /// Stands for the function's own label, the one that a branch out of everything goes to.
  final Instr root = new Instr(-1);

  byte[] verbatim;
  List<Instr> body;
  /// The value types of parameters and locals.
  private final StringBuilder locals;

  private int outcome = -1;

  Function(int index, int type, String locals) {
    this.index = index;
    this.type = type;
    this.locals = new StringBuilder(locals);
  }

  int localCount() {
    return locals.length();
  }

  char localType(int local) {
    return locals.charAt(local);
  }

  int newLocal(char valueType) {
    if (locals.length() == Locals.MAX) {
      throw new IllegalStateException("too many locals in function " + index);
    }
    locals.append(valueType);
    return locals.length() - 1;
  }

  /// The local that holds by which exit an outlined part was left.
  int outcomeLocal() {
    if (outcome < 0) {
      outcome = newLocal(Signature.I32);
    }
    return outcome;
  }
}
