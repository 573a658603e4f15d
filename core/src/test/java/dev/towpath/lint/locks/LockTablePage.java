package dev.towpath.lint.locks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// The page of the reference that shows the lock table to people.
final class LockTablePage {
  private static final String HEAD =
      """
      # Lock table

      What each form of statement does to the objects around it, observed on real servers of
      PostgreSQL @. Made by `LockTableMadeTest`; [CONTRIBUTING.md](../../CONTRIBUTING.md) says how a
      form is added.

      The locks stand in the order of the objects; each is the strongest one that was seen. Objects
      that the statement itself makes are left out: nobody else sees them yet. `boat` is the table;
      `wharf` is what it references and `crew` references it; `voyage` is partitioned, by year and
      sometimes with a default partition; `canal_list` and `canal_count` are views of `canal`.

      | lock | meanwhile |
      |---|---|
      """;

  private LockTablePage() {}

  static String page(LockForms forms, LockTable table) {
    StringBuilder page = new StringBuilder(HEAD.replace("@", Majors.write(table.majors())));
    for (LockMode mode : LockMode.values()) {
      page.append("| %s | %s |\n".formatted(mode, mode.effect()));
    }
    String section = "";
    for (LockForm form : forms.forms()) {
      if (!form.section().equals(section)) {
        section = form.section();
        page.append("\n## ").append(section).append("\n\n");
        page.append("| form | PostgreSQL | what it does |\n|---|---|---|\n");
      }
      rows(form, table, page);
    }
    return page.toString();
  }

  private static void rows(LockForm form, LockTable table, StringBuilder page) {
    Map<String, SortedSet<Integer>> byWords = new LinkedHashMap<>();
    for (int major : table.majors()) {
      table
          .of(form.name(), major)
          .ifPresent(
              observed ->
                  byWords.computeIfAbsent(words(observed), _ -> new TreeSet<>()).add(major));
    }
    byWords.forEach(
        (words, majors) ->
            page.append(
                "| **%s**<br>`%s` | %s | %s |\n"
                    .formatted(form.name(), code(form), Majors.write(majors), words)));
  }

  private static String code(LockForm form) {
    return form.statement().replaceAll("\\s+", " ").replace("|", "\\|");
  }

  private static String words(Observed observed) {
    if (observed.refusal().isPresent()) {
      return "refused with " + observed.refusal().get();
    }
    List<String> words = new ArrayList<>();
    observed.holds().forEach(hold -> words.add(words(hold)));
    if (observed.outsideTransaction()) {
      words.add("not in a transaction block");
    }
    return words.isEmpty() ? "locks nothing that was there" : String.join("<br>", words);
  }

  private static String words(Hold hold) {
    StringBuilder words = new StringBuilder(hold.role().words()).append(": ").append(hold.mode());
    hold.effects().stream().sorted().forEach(effect -> words.append(", ").append(effect.words()));
    return words.toString();
  }
}
