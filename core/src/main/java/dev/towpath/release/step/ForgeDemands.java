package dev.towpath.release.step;

import dev.towpath.forge.CommitFacts;
import dev.towpath.forge.CommitFacts.Pull;
import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// What a runbook demands of a commit and of its pull request.
///
/// @param reviews how many people approved; 0 asks for none
/// @param byRole how many of them for each role, each another person
record ForgeDemands(
    boolean checks, int reviews, Map<String, Integer> byRole, List<String> labels, boolean tasks) {
  private static final int MOST_REVIEWS = 20;
  private static final List<String> ALL = List.of("checks", "reviews", "labels", "tasks");

  static ForgeDemands read(Mapping mapping, Faults faults) {
    if (ALL.stream().noneMatch(mapping::has)) {
      faults.missing(mapping.node(), "checks", "It isn't said what must be so.");
    }
    boolean one = mapping.isText("reviews");
    return new ForgeDemands(
        mapping.choice("checks", List.of("green")).isPresent(),
        one ? mapping.number("reviews", 1, MOST_REVIEWS).orElse(0) : 0,
        one
            ? Map.of()
            : mapping.mapping("reviews").map(each -> roles(each, faults)).orElse(Map.of()),
        mapping.texts("labels").stream().map(ScalarNode::getValue).toList(),
        mapping.choice("tasks", List.of("done")).isPresent());
  }

  private static Map<String, Integer> roles(Mapping mapping, Faults faults) {
    if (mapping.entries().isEmpty()) {
      faults.badValue(mapping.node(), "No role is named.", "It is a number, or roles: { dba: 1 }.");
    }
    Map<String, Integer> roles = new LinkedHashMap<>();
    mapping
        .all()
        .forEach(
            (role, _) ->
                mapping.number(role, 1, MOST_REVIEWS).ifPresent(count -> roles.put(role, count)));
    return roles;
  }

  /// What is not so, in sentences.
  ///
  /// @param reviewers whose review counts for a role, by role
  List<String> faults(CommitFacts facts, Map<String, List<String>> reviewers) {
    List<String> faults = new ArrayList<>();
    if (checks && facts.checks().isEmpty()) {
      faults.add("The commit has no checks.");
    }
    if (checks) {
      facts.checks().stream()
          .filter(each -> !each.green())
          .forEach(each -> faults.add("The check " + each.name() + ": " + each.state() + "."));
    }
    if (asksForReviews() || tasks || !labels.isEmpty()) {
      facts
          .pull()
          .ifPresentOrElse(
              pull -> faults.addAll(faults(pull, reviewers)),
              () -> faults.add("The commit has no pull request."));
    }
    return faults;
  }

  private boolean asksForReviews() {
    return reviews > 0 || !byRole.isEmpty();
  }

  private List<String> faults(Pull pull, Map<String, List<String>> reviewers) {
    List<String> faults = new ArrayList<>();
    if (pull.approvedBy().size() < reviews) {
      faults.add(pull.approvedBy().size() + " of " + reviews + " reviews approve.");
    }
    faults.addAll(roleFaults(pull, reviewers));
    if (asksForReviews()) {
      pull.refusedBy().forEach(each -> faults.add(each + " asks for changes."));
    }
    labels.stream()
        .filter(each -> !pull.labels().contains(each))
        .forEach(each -> faults.add("The label '" + each + "' is missing."));
    if (tasks) {
      pull.openTasks().forEach(each -> faults.add("The task is open: " + each));
    }
    return faults;
  }

  private List<String> roleFaults(Pull pull, Map<String, List<String>> reviewers) {
    List<String> faults = new ArrayList<>();
    List<List<String>> seats = new ArrayList<>();
    for (Map.Entry<String, Integer> each : byRole.entrySet()) {
      List<String> fit =
          pull.approvedBy().stream()
              .filter(reviewers.getOrDefault(each.getKey(), List.of())::contains)
              .toList();
      if (fit.size() < each.getValue()) {
        faults.add(
            "%d of %d reviews as %s approve."
                .formatted(fit.size(), each.getValue(), each.getKey()));
      }
      for (int seat = 0; seat < each.getValue(); seat++) {
        seats.add(fit);
      }
    }
    Map<String, Integer> seatOf = new HashMap<>();
    boolean seated =
        IntStream.range(0, seats.size())
            .allMatch(seat -> seat(seat, seats, seatOf, new HashSet<>()));
    if (faults.isEmpty() && !seated) {
      faults.add("One person's review counts for one role alone.");
    }
    return faults;
  }

  /// Finds a person of its own for a seat; whoever sits there moves on to another seat, if one is.
  private static boolean seat(
      int seat, List<List<String>> seats, Map<String, Integer> seatOf, Set<String> asked) {
    for (String person : seats.get(seat)) {
      if (asked.add(person)) {
        Integer other = seatOf.get(person);
        if (other == null || seat(other, seats, seatOf, asked)) {
          seatOf.put(person, seat);
          return true;
        }
      }
    }
    return false;
  }

  /// A role that nobody holds on the forge.
  Optional<String> unheld(Map<String, List<String>> reviewers) {
    return byRole.keySet().stream().filter(role -> !reviewers.containsKey(role)).findFirst();
  }
}
