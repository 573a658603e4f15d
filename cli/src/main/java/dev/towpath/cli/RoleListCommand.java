package dev.towpath.cli;

import dev.towpath.approval.Person;
import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import picocli.CommandLine.Command;

/// `towpath role list`: who holds which role.
@Command(
    name = "list",
    headerHeading = "Examples:%n  towpath role list%n  towpath role list --output json%n%n",
    header = "Lists the roles, and who holds each.",
    synopsisHeading = "%nUsage: ")
final class RoleListCommand implements ProjectTask {
  @Override
  public Report run(Wiring wiring, Project project) {
    try (Control control = Recording.control(wiring)) {
      List<Person> people = Registering.registrar(wiring, project, control).people().all();
      TreeSet<String> roles = new TreeSet<>(project.people().known());
      people.forEach(person -> roles.addAll(person.roles()));
      List<Block.Row> rows = new ArrayList<>();
      Map<String, List<String>> data = new TreeMap<>();
      for (String role : roles) {
        List<Person> holders =
            people.stream().filter(person -> person.roles().contains(role)).toList();
        data.put(role, holders.stream().map(Person::id).toList());
        rows.add(
            new Block.Row(
                holders.isEmpty() ? Block.Tone.FAINT : Block.Tone.PLAIN,
                List.of(
                    role,
                    holders.isEmpty()
                        ? "nobody"
                        : String.join(
                            ", ",
                            holders.stream()
                                .map(each -> each.name() + " (" + each.id() + ")")
                                .toList()))));
      }
      return Report.of("role list")
          .data("roles", data)
          .block(new Block.Table(List.of("role", "held by"), rows))
          .summary(Counts.of(roles.size(), "role"));
    }
  }
}
