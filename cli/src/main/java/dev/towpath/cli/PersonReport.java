package dev.towpath.cli;

import dev.towpath.approval.Person;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// People as a report.
final class PersonReport {
  private PersonReport() {}

  static Report of(Person person) {
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(new Block.Fact("person", person.id()));
    facts.add(new Block.Fact("name", person.name()));
    facts.add(new Block.Fact("state", state(person)));
    person.key().ifPresent(key -> facts.add(new Block.Fact("key", key)));
    person.waiting().ifPresent(key -> facts.add(new Block.Fact("new key", key)));
    if (!person.confirmedBy().isEmpty()) {
      facts.add(new Block.Fact("confirmed by", String.join(", ", person.confirmedBy())));
    }
    facts.add(new Block.Fact("roles", roles(person)));
    Report report = Report.of("person");
    for (Map.Entry<String, @Nullable Object> each : data(person).entrySet()) {
      report = report.data(each.getKey(), each.getValue());
    }
    return report
        .block(new Block.Facts(facts))
        .next(person.wanting() > 0 ? "towpath person confirm " + person.id() : "");
  }

  static Report of(List<Person> people) {
    List<Block.Row> rows = new ArrayList<>();
    for (Person each : people) {
      Block.Tone tone =
          each.left().isPresent()
              ? Block.Tone.FAINT
              : each.wanting() > 0 ? Block.Tone.WARNING : Block.Tone.PLAIN;
      rows.add(
          new Block.Row(
              tone,
              List.of(
                  each.id(),
                  each.name(),
                  state(each),
                  roles(each),
                  each.password().toString().substring(0, 10))));
    }
    return Report.of("person list")
        .data("people", people.stream().map(PersonReport::data).toList())
        .block(new Block.Table(List.of("person", "name", "state", "roles", "password of"), rows))
        .summary(
            people.isEmpty()
                ? "nobody is enrolled: approvals are claims"
                : people.size() == 1 ? "1 person" : people.size() + " people")
        .next(people.isEmpty() ? "towpath person enrol ID --name NAME" : "");
  }

  private static Map<String, @Nullable Object> data(Person person) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("person", person.id());
    data.put("name", person.name());
    data.put("state", state(person));
    data.put("key", person.key().orElse(null));
    data.put("newKey", person.waiting().orElse(null));
    data.put("confirmedBy", person.confirmedBy());
    data.put("wanting", person.wanting());
    data.put("roles", person.roles());
    data.put("enrolled", person.enrolled().toString());
    data.put("password", person.password().toString());
    data.put("left", person.left().map(Object::toString).orElse(null));
    data.put("lockedUntil", person.lockedUntil().map(Object::toString).orElse(null));
    return data;
  }

  private static String state(Person person) {
    if (person.left().isPresent()) {
      return "left";
    }
    if (person.wanting() == 0) {
      return "confirmed";
    }
    String waits = "waits for " + person.wanting() + " to confirm";
    return person.key().isPresent() ? "confirmed; a new key " + waits : waits;
  }

  private static String roles(Person person) {
    return person.roles().isEmpty() ? "none" : String.join(", ", person.roles());
  }
}
