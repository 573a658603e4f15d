package dev.towpath.rehearsal;

import dev.towpath.lint.effect.Effects;
import dev.towpath.lint.effect.Touch;
import dev.towpath.lint.locks.LockMode;
import dev.towpath.lint.locks.Role;
import dev.towpath.rehearsal.ObservedObject.Storage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What was predicted of a statement, held against what the rehearsal saw of it. Compared are
/// tables, views and sequences.
///
/// @param verdict on the whole statement
/// @param differences each in words
record Agreement(Verdict verdict, List<String> differences) {
  /// How prediction and rehearsal go together.
  enum Verdict {
    /// All that was predicted was seen, and nothing else.
    CONFIRMED,
    /// Something was seen that was not predicted.
    NOT_PREDICTED,
    /// Something was predicted that was not seen.
    NOT_OBSERVED,
    /// The prediction leaves open what the rehearsal saw.
    OPEN,
    /// The rehearsal can't show what was predicted: it needs rows that aren't there, or it is too
    /// short to be seen from another session.
    CANNOT_BE_REHEARSED
  }

  Agreement {
    differences = List.copyOf(differences);
  }

  /// @param held the locks that the transaction had before the statement
  static Agreement of(Effects predicted, ObservedStatement observed, Held held) {
    if (predicted.refusal().isPresent() && predicted.certain().isEmpty()) {
      return new Agreement(
          Verdict.CANNOT_BE_REHEARSED, List.of("PostgreSQL refuses it where there are rows"));
    }
    List<String> unseen = new ArrayList<>();
    for (Touch touch : predicted.certain()) {
      if (touch.role().isRelation() && !touch.indexes() && isTold(touch.mode())) {
        missing(touch, observed, held).ifPresent(unseen::add);
      }
    }
    List<String> unforeseen = new ArrayList<>();
    for (ObservedObject object : observed.objects()) {
      if (isTable(object) && object.age() != ObservedObject.Age.NEW) {
        surplus(object, predicted).ifPresent(unforeseen::add);
      }
    }
    return of(predicted.unknown(), observed.alone(), unseen, unforeseen);
  }

  /// @param alone whether locks were looked at from outside, where a short one may be missed
  private static Agreement of(
      List<String> unknown, boolean alone, List<String> unseen, List<String> unforeseen) {
    if (!unseen.isEmpty() && !alone) {
      return new Agreement(Verdict.NOT_OBSERVED, unseen);
    }
    if (!unforeseen.isEmpty()) {
      return new Agreement(unknown.isEmpty() ? Verdict.NOT_PREDICTED : Verdict.OPEN, unforeseen);
    }
    if (!unseen.isEmpty()) {
      return new Agreement(Verdict.CANNOT_BE_REHEARSED, unseen);
    }
    return new Agreement(unknown.isEmpty() ? Verdict.CONFIRMED : Verdict.OPEN, unknown);
  }

  private static boolean isTold(LockMode mode) {
    return mode.conflicts(LockMode.SHARE_UPDATE_EXCLUSIVE);
  }

  private static boolean isTable(ObservedObject object) {
    return switch (object.kind()) {
      case "table", "partitioned table", "view", "materialized view" -> true;
      default -> false;
    };
  }

  private static Optional<String> missing(Touch touch, ObservedStatement observed, Held held) {
    String name = touch.object().toString();
    Optional<ObservedObject> seen =
        observed.objects().stream().filter(each -> plain(each.name()).equals(name)).findFirst();
    Optional<LockMode> mode = seen.flatMap(ObservedObject::taken).or(() -> held.on(name));
    if (mode.isEmpty() || mode.get().compareTo(touch.mode()) < 0) {
      return Optional.of("no %s on %s".formatted(touch.mode(), name));
    }
    boolean rewritten = seen.filter(each -> each.storage() == Storage.REWRITTEN).isPresent();
    if (touch.rewrites() && !rewritten) {
      return Optional.of("%s is not written anew".formatted(name));
    }
    boolean read = rewritten || seen.filter(ObservedObject::scanned).isPresent();
    // The other table's rows are looked up one by one where the planner finds that cheaper.
    boolean must = touch.scans() && touch.role() != Role.REFERENCED;
    return must && !read && !observed.alone()
        ? Optional.of("%s is not read in full".formatted(name))
        : Optional.empty();
  }

  private static Optional<String> surplus(ObservedObject seen, Effects predicted) {
    List<Touch> touches =
        predicted.possible().stream()
            .filter(each -> !each.indexes() && each.object().toString().equals(plain(seen.name())))
            .toList();
    Optional<LockMode> mode = seen.taken().filter(Agreement::isTold);
    if (mode.isPresent() && touches.stream().allMatch(it -> isWeaker(it.mode(), mode.get()))) {
      return Optional.of("%s on %s".formatted(mode.get(), seen.name()));
    }
    boolean rewrites = touches.stream().anyMatch(Touch::rewrites);
    if (seen.storage() == Storage.REWRITTEN && !rewrites) {
      return Optional.of("%s is written anew".formatted(seen.name()));
    }
    // What is refused where there are rows has to look whether there are any.
    boolean scans =
        rewrites || predicted.refusal().isPresent() || touches.stream().anyMatch(Touch::scans);
    boolean read = seen.scanned() && seen.storage() != Storage.EMPTIED;
    return mode.isPresent() && read && !scans
        ? Optional.of("%s is read in full".formatted(seen.name()))
        : Optional.empty();
  }

  /// A name as a server quotes it, as [dev.towpath.lint.schema.Name] writes it.
  private static String plain(String quoted) {
    return Arrays.stream(quoted.split("\"\"", -1))
        .map(part -> part.replace("\"", ""))
        .collect(Collectors.joining("\""));
  }

  private static boolean isWeaker(LockMode one, LockMode other) {
    return one.compareTo(other) < 0;
  }

  /// The strongest locks of a transaction so far, by the name of what is locked.
  static final class Held {
    private final Map<String, LockMode> modes = new HashMap<>();

    Optional<LockMode> on(String name) {
      return Optional.ofNullable(modes.get(name));
    }

    void add(ObservedStatement statement) {
      for (ObservedObject each : statement.objects()) {
        each.taken()
            .ifPresent(
                mode ->
                    modes.merge(plain(each.name()), mode, (a, b) -> a.compareTo(b) >= 0 ? a : b));
      }
      statement
          .renamed()
          .forEach(
              (former, now) ->
                  Optional.ofNullable(modes.remove(plain(former)))
                      .ifPresent(mode -> modes.put(plain(now), mode)));
    }

    void clear() {
      modes.clear();
    }
  }
}
