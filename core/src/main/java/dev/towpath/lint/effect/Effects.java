package dev.towpath.lint.effect;

import dev.towpath.lint.Change;
import dev.towpath.lint.locks.Hold;
import dev.towpath.lint.locks.LockMode;
import dev.towpath.lint.locks.LockTable;
import dev.towpath.lint.locks.Observed;
import dev.towpath.lint.locks.Role;
import dev.towpath.lint.schema.Name;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;

/// What a statement does to the objects that were there before it, as the lock table has it.
///
/// @param certain what it does in any case
/// @param possible what it may do at most, with all that is certain
/// @param unknown why something can't be told, for each such thing; then it may do more
/// @param refusal the SQLSTATE, if PostgreSQL refuses it
/// @param felt the certain locks on tables that others may be using, of a mode that they notice
public record Effects(
    List<Touch> certain,
    List<Touch> possible,
    List<String> unknown,
    Optional<String> refusal,
    List<Touch> felt) {
  public Effects {
    certain = List.copyOf(certain);
    possible = List.copyOf(possible);
    unknown = List.copyOf(unknown);
    felt = List.copyOf(felt);
  }

  /// The effects by the schema as it stood when they were first asked for.
  public static Effects kept(Change change) {
    return change.transaction().kept(change, Effects.class, Effects::of);
  }

  public static Effects of(Change change) {
    Sum sum = new Sum(change);
    Forms.of(change).forEach(sum::add);
    return sum.effects();
  }

  /// What is done to a table in any case.
  public Optional<Touch> on(Name table) {
    return certain.stream()
        .filter(touch -> !touch.indexes() && touch.object().equals(table))
        .findFirst();
  }

  private static final class Sum {
    private final Change change;
    private final List<Touch> certain = new ArrayList<>();
    private final List<Touch> possible = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private Optional<String> refusal = Optional.empty();

    Sum(Change change) {
      this.change = change;
    }

    void add(Part part) {
      switch (part) {
        case Part.Form form -> {
          List<Touch> touches = touches(form);
          merge(certain, touches, Touch::and);
          merge(possible, touches, Touch::and);
        }
        case Part.OneOf(List<Part.Form> forms, String _) -> oneOf(forms);
        case Part.Unknown(String why) -> unknown.add(why);
      }
    }

    private void oneOf(List<Part.Form> forms) {
      List<Touch> always = touches(forms.getFirst());
      List<Touch> sometimes = new ArrayList<>(always);
      for (Part.Form form : forms.subList(1, forms.size())) {
        List<Touch> touches = touches(form);
        merge(sometimes, touches, Touch::and);
        List<Touch> both = new ArrayList<>();
        always.forEach(
            touch ->
                touches.stream()
                    .filter(touch::isOn)
                    .findFirst()
                    .ifPresent(other -> both.add(touch.either(other))));
        always = both;
      }
      merge(certain, always, Touch::and);
      merge(possible, sometimes, Touch::and);
    }

    private static void merge(List<Touch> all, List<Touch> more, BinaryOperator<Touch> how) {
      for (Touch touch : more) {
        int there = 0;
        while (there < all.size() && !all.get(there).isOn(touch)) {
          there++;
        }
        if (there < all.size()) {
          all.set(there, how.apply(all.get(there), touch));
        } else {
          all.add(touch);
        }
      }
    }

    private List<Touch> touches(Part.Form form) {
      Optional<Observed> observed = LockTable.shipped().near(form.name(), change.major());
      if (observed.isEmpty()) {
        unknown.add("PostgreSQL %d doesn't have it".formatted(change.major()));
        return new ArrayList<>();
      }
      refusal = refusal.or(() -> observed.get().refusal());
      List<Touch> touches = new ArrayList<>();
      for (Hold hold : observed.get().holds()) {
        Role role = hold.role().owner();
        for (Name object : form.objects().getOrDefault(role, List.of())) {
          LockMode mode = hold.mode();
          Touch touch = new Touch(object, hold.role(), mode, hold.effects(), form.name());
          merge(touches, List.of(touch), Touch::and);
        }
      }
      return touches;
    }

    Effects effects() {
      return new Effects(certain, possible, unknown, refusal, felt());
    }

    private List<Touch> felt() {
      return certain.stream()
          .filter(touch -> !touch.indexes() && touch.mode().blocksWrites())
          .filter(touch -> change.isInUse(touch.object()))
          .toList();
    }
  }
}
