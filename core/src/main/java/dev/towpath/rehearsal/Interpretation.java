package dev.towpath.rehearsal;

import dev.towpath.lint.locks.LockMode;
import dev.towpath.rehearsal.ObservedObject.Age;
import dev.towpath.rehearsal.ObservedObject.Storage;
import dev.towpath.rehearsal.ObservedObject.Work;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.regex.Pattern;

/// Makes of an answer what a statement did to each object.
final class Interpretation {
  private static final Pattern TRUNCATE =
      Pattern.compile("\\btruncate\\b", Pattern.CASE_INSENSITIVE);

  private final LongFunction<Age> age;
  private final Relations relations;
  private final Set<String> ignored;
  private final HeldLocks held;
  private final ScanCounts scans;
  private final Changes changes;
  private final Sightings sightings = new Sightings();
  private final Map<String, String> renamed = new HashMap<>();

  Interpretation(
      LongFunction<Age> age,
      Relations relations,
      Set<String> ignored,
      HeldLocks held,
      ScanCounts scans,
      Changes changes) {
    this.age = age;
    this.relations = relations;
    this.ignored = ignored;
    this.held = held;
    this.scans = scans;
    this.changes = changes;
  }

  /// Of a statement whose transaction is still open.
  List<ObservedObject> together(Answer answer, String sql, Side side) throws SQLException {
    List<Relations.Relation> now = new ArrayList<>();
    for (Answer.Lock lock : answer.locks()) {
      Optional<Relations.Relation> before = relations.of(lock.object());
      if (!lock.name().isEmpty()) {
        now.add(Relations.Relation.of(lock));
      }
      Optional<Relations.Relation> known = before.or(() -> named(lock));
      known
          .filter(each -> !ignored.contains(each.name()))
          .ifPresent(relation -> relation(relation, lock, before, sql));
    }
    answer.objects().forEach(this::object);
    probe(answer, side);
    now.forEach(this::renamed);
    now.forEach(relations::put);
    changes.all().stream()
        .filter(each -> each.kind() == ObservedChange.Kind.DROPPED)
        .forEach(each -> relations.dropped(each.name()));
    return sightings.all();
  }

  private void renamed(Relations.Relation now) {
    relations
        .of(now.oid())
        .filter(before -> !before.name().equals(now.name()))
        .ifPresent(before -> renamed.put(before.name(), now.name()));
  }

  /// New names of relations by the former ones, behind a statement in an open transaction.
  Map<String, String> renamed() {
    return renamed;
  }

  private static Optional<Relations.Relation> named(Answer.Lock lock) {
    return lock.name().isEmpty() ? Optional.empty() : Optional.of(Relations.Relation.of(lock));
  }

  private void relation(
      Relations.Relation relation,
      Answer.Lock lock,
      Optional<Relations.Relation> before,
      String sql) {
    Optional<Relations.Relation> former = before.isPresent() ? before : replaced(relation);
    Sightings.Seen seen =
        sightings.at(
            relation.kind(),
            relation.name(),
            age.apply(former.map(Relations.Relation::oid).orElse(relation.oid())));
    relations.of(relation.parent()).ifPresent(table -> seen.of(table.name()));
    lock.taken()
        .filter(mode -> held.adds("relation " + relation.oid(), mode))
        .ifPresent(seen::taken);
    if (changes.rewritten().contains(relation.oid())) {
      seen.stored(Storage.REWRITTEN);
    } else if (former.isPresent() && moved(former.get(), lock)) {
      seen.stored(stored(relation, sql));
    }
    if (lock.scans() > 0 && scans.rose(relation.oid(), lock.scans())) {
      seen.scanned();
    }
  }

  /// An index that was built anew under another OID keeps its name.
  private Optional<Relations.Relation> replaced(Relations.Relation relation) {
    return relations
        .named(relation.name())
        .filter(former -> former.isIndex() && relation.isIndex())
        .filter(former -> !changes.drops(former.name()));
  }

  private static boolean moved(Relations.Relation former, Answer.Lock lock) {
    return former.file() != 0 && lock.file() != 0 && former.file() != lock.file();
  }

  private static Storage stored(Relations.Relation relation, String sql) {
    boolean truncate = TRUNCATE.matcher(sql).find();
    return switch (relation.letter()) {
      case "S" -> Storage.KEPT;
      case "i" -> truncate ? Storage.EMPTIED : Storage.REBUILT;
      default -> truncate ? Storage.EMPTIED : Storage.REWRITTEN;
    };
  }

  private void object(Answer.Lock lock) {
    Age since = age.apply(lock.object());
    if (since == Age.NEW || lock.name().isEmpty()) {
      return;
    }
    lock.taken()
        .filter(mode -> held.adds(lock.kind() + " " + lock.object(), mode))
        .ifPresent(mode -> sightings.at(lock.kind(), lock.name(), since).taken(mode));
  }

  /// Tries on each table that was there before what its new locks hold up.
  private void probe(Answer answer, Side side) throws SQLException {
    for (Answer.Lock lock : answer.locks()) {
      Optional<Relations.Relation> relation = relations.of(lock.object());
      if (relation.isPresent() && holdsUp(relation.get(), lock)) {
        long table = relation.get().isIndex() ? relation.get().parent() : lock.object();
        Optional<Relations.Relation> probed =
            relations.of(table).filter(Relations.Relation::readable);
        if (probed.isPresent()) {
          Set<Work> waiting = side.waiting(probed.get(), combination(answer, probed.get()));
          sightings.at(probed.get().kind(), probed.get().name(), Age.OLD).waiting(waiting);
        }
      }
    }
  }

  private boolean holdsUp(Relations.Relation relation, Answer.Lock lock) {
    Optional<LockMode> taken =
        ignored.contains(relation.name())
            ? Optional.empty()
            : sightings.at(relation.kind(), relation.name(), age.apply(relation.oid())).taken();
    return age.apply(relation.oid()) == Age.OLD
        && taken.isPresent()
        && lock.taken().equals(taken)
        && (relation.isIndex()
            ? taken.get() == LockMode.ACCESS_EXCLUSIVE
            : taken.get().blocksWrites());
  }

  /// The locks on a table and its indexes. With ACCESS EXCLUSIVE on the table nothing else matters,
  /// and what was seen of one table goes for all of its kind.
  private static String combination(Answer answer, Relations.Relation table) {
    StringBuilder locks = new StringBuilder();
    for (Answer.Lock lock : answer.locks()) {
      boolean own = lock.object() == table.oid();
      if (own && lock.taken().equals(Optional.of(LockMode.ACCESS_EXCLUSIVE))) {
        return table.kind() + " " + lock.mode();
      }
      if (own || lock.parent() == table.oid()) {
        locks.append(lock.object()).append(lock.mode()).append(' ');
      }
    }
    return locks.toString();
  }

  /// Of a statement that ran alone: its locks are gone, but were seen.
  List<ObservedObject> alone(Answer answer, AloneWatch watch, Connection side) throws SQLException {
    for (Map.Entry<Long, LockMode> lock : watch.seen().entrySet()) {
      Optional.ofNullable(watch.met().get(lock.getKey()))
          .or(() -> relations.of(lock.getKey()))
          .filter(each -> !ignored.contains(each.name()))
          .ifPresent(relation -> seenAlone(relation, lock.getValue()));
    }
    for (Answer.Lock scan : answer.scans()) {
      if (scans.rose(scan.object(), scan.scans())) {
        relations.of(scan.object()).ifPresent(table -> at(table).scanned());
      }
    }
    stored(side);
    return sightings.all();
  }

  private void seenAlone(Relations.Relation relation, LockMode mode) {
    Sightings.Seen seen = at(relation);
    seen.taken(mode);
    relations.of(relation.parent()).ifPresent(table -> seen.of(table.name()));
    if (relation.readable() && seen.age() == Age.OLD) {
      Set<Work> waiting = EnumSet.noneOf(Work.class);
      if (mode.blocksReads()) {
        waiting.add(Work.SELECT);
      }
      if (mode.blocksWrites()) {
        waiting.addAll(EnumSet.of(Work.INSERT, Work.UPDATE));
      }
      seen.waiting(waiting);
    }
  }

  private Sightings.Seen at(Relations.Relation relation) {
    return sightings.at(relation.kind(), relation.name(), age.apply(relation.oid()));
  }

  /// What has another file than before, by OID or, for what got a new OID, by name.
  private void stored(Connection side) throws SQLException {
    Relations now = new Relations();
    now.read(side);
    for (Relations.Relation before : relations.all()) {
      now.of(before.oid())
          .filter(same -> same.name().equals(before.name()))
          .or(() -> now.named(before.name()).filter(Relations.Relation::isIndex))
          .filter(after -> after.file() != before.file() && before.file() != 0)
          .ifPresent(
              after -> at(before).stored(before.isIndex() ? Storage.REBUILT : Storage.REWRITTEN));
    }
    now.all().forEach(relations::put);
  }
}
