package dev.towpath.lint.effect;

import dev.towpath.lint.effect.Part.Form;
import dev.towpath.lint.effect.Part.Unknown;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import dev.towpath.sql.syntax.Node;
import java.util.ArrayList;
import java.util.List;

/// What CREATE TRIGGER and CREATE POLICY do.
final class TriggerForms {
  private TriggerForms() {}

  static Part of(Known known, Node.CreateTrigStmt trigger) {
    Name table = known.name(trigger.relation());
    List<Name> function = List.of(known.name(Name.of(trigger.funcname())));
    if (trigger.constrrel() != null) {
      return new Unknown("a constraint trigger with FROM locks the other table too");
    }
    if (known.isPartitioned(table)) {
      return Form.of("create-trigger-parent", Role.PARENT, table)
          .with(Role.PARTITION, known.partitions(table))
          .with(Role.FUNCTION, function);
    }
    String form =
        trigger.isconstraint()
            ? "create-constraint-trigger"
            : trigger.replace() ? "create-or-replace-trigger" : "create-trigger";
    return Form.of(form, Role.TABLE, table).with(Role.FUNCTION, function);
  }

  static Part of(Known known, Node.CreatePolicyStmt policy) {
    Name table = known.name(policy.table());
    List<Name> read = new ArrayList<>(known.read(policy.qual()));
    read.addAll(known.read(policy.withCheck()));
    read.remove(table);
    return read.isEmpty()
        ? Form.of("create-policy", Role.TABLE, table)
        : Form.of("create-policy-subquery", Role.TABLE, table).with(Role.REFERENCED, read);
  }
}
