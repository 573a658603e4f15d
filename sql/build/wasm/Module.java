package wasm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A WebAssembly module: its functions as trees of instructions, all other sections as bytes.
final class Module {
  record Section(int id, byte[] content) {}

  final List<Section> sections = new ArrayList<>();
  final List<Signature> types = new ArrayList<>();
  /// The type of each function, the imported ones first.
  final List<Integer> functionTypes = new ArrayList<>();
  /// The functions that the module defines itself.
  final List<Function> functions = new ArrayList<>();
  int imported;
  private final Map<Signature, Integer> typeIndex = new HashMap<>();

  void addType(Signature type) {
    types.add(type);
    typeIndex.putIfAbsent(type, types.size() - 1);
  }

  int type(Signature type) {
    if (!typeIndex.containsKey(type)) {
      addType(type);
    }
    return typeIndex.get(type);
  }

  Function newFunction(Signature signature, String locals) {
    int type = type(signature);
    Function function = new Function(imported + functions.size(), type, locals);
    functions.add(function);
    functionTypes.add(type);
    return function;
  }

  Signature signature(Function function) {
    return types.get(function.type);
  }

  Signature calleeOf(Instr call) {
    return types.get(functionTypes.get(call.index));
  }

  Signature blockSignature(Instr block) {
    int type = block.blockType;
    if (type == Instr.NO_VALUE) {
      return new Signature("", "");
    }
    return type > 0 ? new Signature("", String.valueOf((char) type)) : types.get(-1 - type);
  }

  /// Whether a branch to the label carries no value.
  boolean carriesNothing(Function function, Instr label) {
    if (label == function.root) {
      return signature(function).results().isEmpty();
    }
    Signature signature = blockSignature(label);
    return (label.op == Opcode.LOOP ? signature.parameters() : signature.results()).isEmpty();
  }
}
