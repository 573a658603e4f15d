package wasm;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Moves the arms of a big switch in groups into functions of their own. The switch then jumps to
/// a group; a selector, passed to the group's function, says at which of its arms to begin.
final class SwitchGroups {
  private static final int SHORTEST_GROUP = 200;
  private static final int SHORTEST_SINGLE = 400;
  private static final int SELECTOR_BITS = 16;

  private final Module module;
  private final Outliner outliner;
  private final Function function;
  private final SwitchChain chain;
  private final List<List<Instr>> arms = new ArrayList<>();
  private final List<Group> groups = new ArrayList<>();
  private int selector;

  /// The arms from `from` up to `to`; `block` is what the switch jumps out of to reach them.
  private record Group(int from, int to, Instr block) {}

  private SwitchGroups(
      Module module, Outliner outliner, Function function, SwitchChain chain, Limits limits) {
    this.module = module;
    this.outliner = outliner;
    this.function = function;
    this.chain = chain;
    for (int level = 0; level < chain.size(); level++) {
      arms.add(chain.arm(level));
    }
    plan(limits);
  }

  /// Groups the arms of one switch of the function; false if none is worth it.
  static boolean apply(Module module, Outliner outliner, Function function, Limits limits) {
    for (SwitchChain chain : SwitchChain.in(function.body)) {
      SwitchGroups groups = new SwitchGroups(module, outliner, function, chain, limits);
      if (!groups.groups.isEmpty()) {
        groups.rewrite();
        return true;
      }
    }
    return false;
  }

  private void plan(Limits limits) {
    Cost cost = new Cost(module);
    boolean[] movable = movable();
    long total = 0;
    int from = 0;
    while (from < chain.size()) {
      int to = from;
      long group = 0;
      while (to < chain.size() && movable[to]) {
        long arm = cost.of(arms.get(to)) + 4;
        if (to > from && group + arm > limits.group()) {
          break;
        }
        group += arm;
        to++;
      }
      if (group >= SHORTEST_GROUP && (to - from >= 2 || group > SHORTEST_SINGLE)) {
        groups.add(new Group(from, to, Instr.emptyBlock()));
      }
      total += group;
      from = Math.max(to, from + 1);
    }
    if (total < limits.function() / 3) {
      groups.clear();
    }
  }

  private boolean[] movable() {
    Set<Instr> otherTargets = chain.otherTargets();
    boolean[] movable = new boolean[chain.size()];
    for (int level = 0; level < movable.length; level++) {
      movable[level] =
          Part.of(arms.get(level)).isMovable(module, function)
              && !otherTargets.contains(chain.levels().get(level))
              && chain.around().get(level).blockType == Instr.NO_VALUE;
    }
    return movable;
  }

  private void rewrite() {
    selector = function.newLocal(Signature.I32);
    int packed = function.newLocal(Signature.I32);
    function.outcomeLocal();
    Liveness.mark(function);
    jumpToGroups(packed);
    List<Instr> inner = chain.jump();
    int next = 0;
    int level = 0;
    while (level < chain.size()) {
      if (next < groups.size() && groups.get(next).from == level) {
        Group group = groups.get(next++);
        inner = grouped(group, inner);
        level = group.to;
      } else {
        Instr kept = chain.levels().get(level);
        kept.body = inner;
        inner = followedBy(kept, arms.get(level), Part.fallsThrough(arms.get(level)), level + 1);
        level++;
      }
      chain.around().get(level - 1).body = inner;
    }
  }

  /// Replaces the table: the value becomes a number of a target and, in its low bits, the arm.
  private void jumpToGroups(int packed) {
    Map<Instr, Integer> numbers = new IdentityHashMap<>();
    List<Instr> targets = new ArrayList<>();
    for (Group group : groups) {
      for (int level = group.from; level < group.to; level++) {
        int number = targets.size() << SELECTOR_BITS | (level - group.from);
        numbers.put(chain.levels().get(level), number);
      }
      targets.add(group.block);
    }
    int[] mapped = new int[chain.table().targets.length];
    for (int i = 0; i < mapped.length; i++) {
      Instr target = chain.table().targets[i];
      if (!numbers.containsKey(target)) {
        numbers.put(target, targets.size() << SELECTOR_BITS);
        targets.add(target);
      }
      mapped[i] = numbers.get(target);
    }
    targets.add(targets.getLast());
    chain.jump().removeLast();
    chain
        .jump()
        .addAll(
            List.of(
                Instr.call(SelectorMap.define(module, mapped)),
                Instr.tee(packed),
                Instr.constant((1 << SELECTOR_BITS) - 1),
                Instr.plain(Opcode.I32_AND),
                Instr.set(selector),
                Instr.get(packed),
                Instr.constant(SELECTOR_BITS),
                Instr.plain(Opcode.I32_SHR_U),
                Instr.brTable(targets)));
  }

  private List<Instr> grouped(Group group, List<Instr> inner) {
    Locals before = Locals.NONE;
    List<Instr> region = new ArrayList<>();
    List<Instr> starts = new ArrayList<>();
    Instr first = Instr.emptyBlock();
    for (int level = group.from; level < group.to; level++) {
      before = before.or(chain.levels().get(level).liveAtLabel);
      Instr start = level == group.from ? first : Instr.block(region);
      starts.add(start);
      region = new ArrayList<>(List.of(start));
      region.addAll(arms.get(level));
    }
    starts.add(starts.getLast());
    first.body.addAll(List.of(Instr.get(selector), Instr.brTable(starts)));
    Instr around = chain.around().get(group.to - 1);
    Locals behind = around.op == Opcode.BLOCK ? around.liveAtLabel : Locals.ALL;
    boolean through = Part.fallsThrough(region);
    Outliner.Run run = new Outliner.Run(region, behind, before, selector);
    List<Instr> site = outliner.outline(function, run).orElseThrow();
    group.block.body = inner;
    return followedBy(group.block, site, through, group.to);
  }

  /// A block and its arm; where the arm falls into a group, it selects the group's first arm.
  private List<Instr> followedBy(Instr block, List<Instr> arm, boolean through, int next) {
    List<Instr> sequence = new ArrayList<>(List.of(block));
    sequence.addAll(arm);
    if (through && groups.stream().anyMatch(group -> group.from == next)) {
      sequence.add(Instr.constant(0));
      sequence.add(Instr.set(selector));
    }
    return sequence;
  }
}
