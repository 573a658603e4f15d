package dev.towpath.rehearsal.size;

import dev.towpath.lint.locks.LockMode;
import dev.towpath.rehearsal.ObservedObject;
import dev.towpath.rehearsal.ObservedObject.Age;
import dev.towpath.rehearsal.ObservedObject.Storage;
import dev.towpath.rehearsal.ObservedStatement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// What a statement has to do on the target, from what it was seen to do on the scratch server.
///
/// @param unknown what can't be told, a sentence each
record Efforts(List<Effort> all, List<String> unknown) {
  /// CREATE INDEX CONCURRENTLY reads the table so often.
  private static final int CONCURRENT_SCANS = 2;

  Efforts {
    all = List.copyOf(all);
    unknown = List.copyOf(unknown);
  }

  static Efforts of(
      ObservedStatement statement, Optional<PlanReader.Planned> planned, TargetSizes sizes) {
    Collector collector = new Collector(statement, sizes);
    planned.ifPresent(collector::planned);
    if (planned.filter(PlanReader.Known.class::isInstance).isEmpty()) {
      statement.objects().stream().filter(Efforts::isOldTable).forEach(collector::table);
    }
    return new Efforts(collector.efforts, List.copyOf(collector.unknown));
  }

  private static boolean isOldTable(ObservedObject object) {
    return object.age() == Age.OLD
        && switch (object.kind()) {
          case "table", "partitioned table", "materialized view" -> true;
          default -> false;
        };
  }

  private static final class Collector {
    private final ObservedStatement statement;
    private final TargetSizes sizes;
    private final List<Effort> efforts = new ArrayList<>();
    private final Set<String> unknown = new HashSet<>();
    private final Set<String> indexed = new HashSet<>();

    Collector(ObservedStatement statement, TargetSizes sizes) {
      this.statement = statement;
      this.sizes = sizes;
    }

    void planned(PlanReader.Planned planned) {
      switch (planned) {
        case PlanReader.Unknown(String why) -> unknown.add("There is no plan: " + why + ".");
        case PlanReader.Known(Plan plan) -> {
          plan.nodes().forEach(this::node);
          Set<String> named = new HashSet<>();
          plan.nodes().forEach(each -> named.add(each.table()));
          hidden(each -> !named.contains(each.name()) && !named.contains(root(each.name())));
        }
      }
    }

    private void node(Plan.Node node) {
      if (!node.operation().isEmpty()) {
        add(new Effort(change(node.operation()), node.table(), node.rows(), -1));
      } else if (node.kind().equals("Seq Scan") || node.kind().equals("Parallel Seq Scan")) {
        sizes.of(node.table()).ifPresent(size -> scan(size, 1));
      } else if (!node.table().isEmpty()) {
        add(new Effort(Work.SCAN, node.table(), node.rows(), -1));
      }
    }

    private static Work change(String operation) {
      return switch (operation) {
        case "Insert" -> Work.INSERT;
        case "Delete" -> Work.DELETE;
        default -> Work.UPDATE;
      };
    }

    void table(ObservedObject table) {
      List<ObservedObject> indexes = indexes(table.name());
      boolean rewritten = table.storage() == Storage.REWRITTEN;
      hidden(each -> each.equals(table) && isBlock());
      if (!rewritten && !table.scanned() && indexes.isEmpty()) {
        return;
      }
      Optional<TableSize> size = sizes.whole(table.name());
      if (size.isEmpty()) {
        unknown.add(table.name() + " is not there.");
        return;
      }
      if (rewritten) {
        add(new Effort(Work.REWRITE, size.get().name(), size.get().rows(), size.get().bytes()));
      } else {
        boolean twice = statement.alone() && !indexes.isEmpty();
        scan(size.get(), twice ? CONCURRENT_SCANS : 1);
      }
      indexes.forEach(each -> index(each, size.get()));
    }

    private void scan(TableSize size, int times) {
      double rows = size.counted() ? size.rows() * times : -1;
      add(new Effort(Work.SCAN, size.name(), rows, (double) size.heapBytes() * times));
    }

    private void index(ObservedObject index, TableSize table) {
      double bytes =
          table.indexes().stream()
              .filter(each -> each.name().equals(index.name()))
              .mapToDouble(TableSize.IndexSize::bytes)
              .findFirst()
              .orElse(-1);
      Effort effort = new Effort(Work.INDEX, index.name(), table.rows(), bytes);
      if (effort.unknown()) {
        unknown.add("The rows of " + table.name() + " were never counted there (ANALYZE).");
      } else {
        add(effort);
      }
    }

    /// The indexes of a table that are built. Of a partitioned one its own stand for all, or else
    /// those of its first partition, since each is told with the rows of the whole.
    private List<ObservedObject> indexes(String table) {
      String root = root(table);
      List<ObservedObject> all = statement.objects().stream().filter(built(table)).toList();
      boolean told =
          !root.isEmpty()
              && !all.isEmpty()
              && (statement.objects().stream().anyMatch(built(root)) || !indexed.add(root));
      return told ? List.of() : all;
    }

    private String root(String table) {
      return sizes.of(table).map(TableSize::root).orElse("");
    }

    private static Predicate<ObservedObject> built(String table) {
      return each ->
          each.kind().equals("index")
              && each.of().equals(table)
              && (each.age() != Age.OLD || each.storage() == Storage.REBUILT);
    }

    private boolean isBlock() {
      String sql = statement.statement().sql().strip().toLowerCase(Locale.ROOT);
      return sql.startsWith("do") || sql.startsWith("call");
    }

    /// What a function or a block changes is not planned.
    private void hidden(Predicate<ObservedObject> asked) {
      statement.objects().stream()
          .filter(Efforts::isOldTable)
          .filter(asked)
          .filter(each -> each.taken().map(Collector::mayWrite).orElseGet(this::isBlock))
          .map(each -> "What it changes in " + each.name() + " is not planned.")
          .forEach(unknown::add);
    }

    private static boolean mayWrite(LockMode taken) {
      return taken.compareTo(LockMode.ROW_EXCLUSIVE) >= 0;
    }

    private void add(Effort effort) {
      if (efforts.stream()
          .noneMatch(each -> each.work() == effort.work() && each.on().equals(effort.on()))) {
        efforts.add(effort);
      }
    }
  }
}
