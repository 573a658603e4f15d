package wasm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A compiled `switch`: blocks nested in one another, the innermost of which ends with a table of
/// branches. Level 0 is that innermost block. The arm of a level is what follows its block in the
/// block around it; a branch to the level starts the arm, and each arm may fall into the next.
///
/// @param table the table of branches
/// @param jump the sequence that the table ends
/// @param levels the blocks, from the inside out
/// @param around for each level the instruction that holds it and its arm
record SwitchChain(Instr table, List<Instr> jump, List<Instr> levels, List<Instr> around) {
  private static final int FEWEST_TARGETS = 8;
  private static final int FEWEST_LEVELS = 8;

  /// A table of branches with the instructions around it, innermost last.
  private record Found(Instr table, List<Instr> sequence, List<Instr> path, int targets) {}

  /// The chains of a function, those with the most targets first.
  static List<SwitchChain> in(List<Instr> body) {
    List<Found> found = new ArrayList<>();
    find(body, new ArrayList<>(), found);
    return found.stream()
        .sorted(Comparator.comparingInt(Found::targets).reversed())
        .map(SwitchChain::chain)
        .flatMap(Optional::stream)
        .toList();
  }

  private static void find(List<Instr> sequence, List<Instr> path, List<Found> found) {
    for (Instr instr : sequence) {
      if (instr.op == Opcode.BR_TABLE) {
        Set<Instr> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
        distinct.addAll(Arrays.asList(instr.targets));
        if (distinct.size() >= FEWEST_TARGETS) {
          found.add(new Found(instr, sequence, List.copyOf(path), distinct.size()));
        }
      }
      if (instr.body != null) {
        path.add(instr);
        find(instr.body, path, found);
        if (instr.otherwise != null) {
          find(instr.otherwise, path, found);
        }
        path.removeLast();
      }
    }
  }

  private static Optional<SwitchChain> chain(Found found) {
    List<Instr> outwards = found.path.reversed();
    if (outwards.isEmpty()
        || outwards.getFirst().body != found.sequence
        || found.sequence.getLast() != found.table) {
      return Optional.empty();
    }
    int count = 0;
    while (count + 1 < outwards.size() && isLevel(outwards.get(count), outwards.get(count + 1))) {
      count++;
      if (outwards.get(count).op != Opcode.BLOCK) {
        break; // an arm may still lie in a loop or an if, but no more blocks outside it
      }
    }
    return count < FEWEST_LEVELS
        ? Optional.empty()
        : Optional.of(
            new SwitchChain(
                found.table,
                found.sequence,
                outwards.subList(0, count),
                outwards.subList(1, count + 1)));
  }

  private static boolean isLevel(Instr block, Instr around) {
    return block.op == Opcode.BLOCK
        && block.blockType == Instr.NO_VALUE
        && !around.body.isEmpty()
        && around.body.getFirst() == block;
  }

  int size() {
    return levels.size();
  }

  List<Instr> arm(int level) {
    List<Instr> body = around.get(level).body;
    return new ArrayList<>(body.subList(1, body.size()));
  }

  /// The labels that anything but the table branches to.
  Set<Instr> otherTargets() {
    Set<Instr> targets = Collections.newSetFromMap(new IdentityHashMap<>());
    collect(levels.getLast().body, targets);
    collect(arm(size() - 1), targets);
    return targets;
  }

  private void collect(List<Instr> sequence, Set<Instr> targets) {
    for (Instr instr : sequence) {
      if (instr == table) {
        continue;
      }
      if (instr.target != null) {
        targets.add(instr.target);
      }
      if (instr.targets != null) {
        targets.addAll(Arrays.asList(instr.targets));
      }
      if (instr.body != null) {
        collect(instr.body, targets);
      }
      if (instr.otherwise != null) {
        collect(instr.otherwise, targets);
      }
    }
  }
}
