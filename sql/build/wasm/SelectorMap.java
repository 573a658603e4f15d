package wasm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes a function that maps a switch's value to the number given for it, as a tree of small
/// tables: one table for all would itself be too long for the JVM's compiler.
final class SelectorMap {
  private static final int LEAF_VALUES = 192;
  private static final String ONE = String.valueOf(Signature.I32);
  private static final Signature SIGNATURE = new Signature(ONE, ONE);

  private final Module module;
  private final int[] numbers;

  private SelectorMap(Module module, int[] numbers) {
    this.module = module;
    this.numbers = numbers;
  }

  /// The index of the function; the last number is the one for all other values.
  static int define(Module module, int[] numbers) {
    return new SelectorMap(module, numbers).define();
  }

  private int define() {
    int last = numbers.length - 1;
    List<Integer> leaves = new ArrayList<>();
    for (int from = 0; from < last; from += LEAF_VALUES) {
      leaves.add(leaf(from, Math.min(last, from + LEAF_VALUES)));
    }
    if (leaves.size() == 1) {
      return leaves.getFirst();
    }
    Function chooser = module.newFunction(SIGNATURE, ONE);
    chooser.body = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      chooser.body.addAll(choice(leaves.get(i), i));
    }
    chooser.body.add(Instr.constant(numbers[last]));
    return chooser.index;
  }

  private static List<Instr> choice(int leaf, int number) {
    Instr branch = new Instr(Opcode.IF);
    branch.body =
        new ArrayList<>(
            List.of(
                Instr.get(0),
                Instr.constant(number * LEAF_VALUES),
                Instr.plain(Opcode.I32_SUB),
                Instr.call(leaf),
                Instr.plain(Opcode.RETURN)));
    return List.of(
        Instr.get(0),
        Instr.constant((number + 1) * LEAF_VALUES),
        Instr.plain(Opcode.I32_LT_U),
        branch);
  }

  private int leaf(int from, int to) {
    Map<Integer, Instr> labels = new LinkedHashMap<>();
    List<Instr> targets = new ArrayList<>();
    for (int value = from; value < to; value++) {
      targets.add(labels.computeIfAbsent(numbers[value], number -> Instr.emptyBlock()));
    }
    int other = numbers[numbers.length - 1];
    targets.add(labels.computeIfAbsent(other, number -> Instr.emptyBlock()));
    List<Instr> inner = new ArrayList<>(List.of(Instr.get(0), Instr.brTable(targets)));
    for (Map.Entry<Integer, Instr> label : labels.entrySet()) {
      label.getValue().body = inner;
      inner = new ArrayList<>(List.of(label.getValue(), Instr.constant(label.getKey())));
      inner.add(Instr.plain(Opcode.RETURN));
    }
    inner.removeLast();
    Function leaf = module.newFunction(SIGNATURE, ONE);
    leaf.body = inner;
    return leaf.index;
  }
}
