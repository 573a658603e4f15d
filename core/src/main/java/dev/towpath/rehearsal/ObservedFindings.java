package dev.towpath.rehearsal;

import dev.towpath.rehearsal.ObservedObject.Age;
import dev.towpath.rehearsal.ObservedObject.Storage;
import dev.towpath.rehearsal.ObservedObject.Work;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was seen that hurts a database in use: others wait while the work grows with the table.
final class ObservedFindings {
  private ObservedFindings() {}

  static List<Finding> of(List<ObservedMigration> migrations) {
    List<Finding> findings = new ArrayList<>();
    for (ObservedMigration migration : migrations) {
      Map<String, ObservedObject> held = new LinkedHashMap<>();
      for (ObservedStatement statement : migration.statements()) {
        if (statement.alone()) {
          held.clear();
        }
        for (ObservedObject object : statement.objects()) {
          if (object.age() == Age.OLD && !object.kind().equals("index")) {
            if (!object.waiting().isEmpty()) {
              held.put(object.name(), object);
            }
            slow(statement, object, held.get(object.name()), findings);
          }
        }
      }
    }
    return findings;
  }

  private static void slow(
      ObservedStatement statement,
      ObservedObject object,
      @Nullable ObservedObject holder,
      List<Finding> findings) {
    if (holder == null) {
      return;
    }
    if (object.storage() == Storage.REWRITTEN) {
      findings.add(
          at(
              statement,
              Finding.of(
                      "table-rewritten",
                      Severity.WARNING,
                      sentence(object.name(), "is written anew as a whole", holder))
                  .because("It takes as long as the table is large, and needs its space twice.")
                  .help("Do it in steps: a new column or table, filled in batches.")));
    } else if (object.scanned()) {
      findings.add(
          at(
              statement,
              Finding.of(
                      "table-scanned-under-lock",
                      Severity.WARNING,
                      sentence(object.name(), "is read as a whole", holder))
                  .because("It takes as long as the table is large.")
                  .help("Take the lock without the scan: NOT VALID and VALIDATE, CONCURRENTLY.")));
    }
  }

  private static String sentence(String name, String what, ObservedObject holder) {
    return name
        + " "
        + what
        + " while "
        + holder.waiting().stream().sorted().map(Work::name).collect(Collectors.joining(", "))
        + (holder.waiting().size() == 1 ? " waits." : " wait.");
  }

  private static Finding at(ObservedStatement statement, Finding finding) {
    return finding.at(statement.statement().where());
  }
}
