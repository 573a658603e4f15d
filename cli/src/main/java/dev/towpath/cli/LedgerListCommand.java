package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.ledger.Entry;
import dev.towpath.ledger.Event;
import dev.towpath.ledger.Ledger;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `towpath ledger list`: the newest records, for a person.
@Command(
    name = "list",
    headerHeading =
        "Examples:%n"
            + "  towpath ledger list%n"
            + "  towpath ledger list --subject environment:production --last 20%n%n",
    header = "Lists the newest records of the ledger.",
    synopsisHeading = "%nUsage: ")
final class LedgerListCommand implements ProjectTask {
  @Option(
      names = "--subject",
      paramLabel = "SUBJECT",
      description = "Only those about this: environment:NAME, release:ID and the like.")
  @Nullable String subject;

  @Option(
      names = "--last",
      paramLabel = "N",
      converter = Last.class,
      description = "So many, 1 to 10000; by default 50.")
  int last = 50;

  /// How many to list.
  static final class Last implements ITypeConverter<Integer> {
    private static final int MOST = 10_000;

    @Override
    public Integer convert(String text) {
      int last = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
      if (last < 1 || last > MOST) {
        throw new TypeConversionException("'" + text + "' is no number from 1 to " + MOST);
      }
      return last;
    }
  }

  @Override
  public Report run(Wiring wiring, Project project) {
    try (Control control = Recording.control(wiring)) {
      List<Entry> entries =
          control.transaction(
              connection -> Ledger.newest(connection, Optional.ofNullable(subject), last));
      Report report =
          Report.of("ledger list")
              .data("control", control.describe())
              .data("records", entries.stream().map(LedgerListCommand::json).toList());
      if (!entries.isEmpty()) {
        report = report.block(table(entries));
      }
      return report.summary(Counts.of(entries.size(), "record") + " in " + control.describe());
    }
  }

  private static Map<String, @Nullable Object> json(Entry entry) {
    Event event = entry.event();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("sequence", entry.sequence());
    json.put("at", entry.at());
    json.put("actor", event.actor());
    json.put("type", event.type());
    json.put("subject", event.subject());
    json.put("before", event.before());
    json.put("after", event.after());
    json.put("reason", event.reason());
    json.put("digest", event.digest().orElse(null));
    return json;
  }

  private static Block table(List<Entry> entries) {
    List<Block.Row> rows =
        entries.stream()
            .map(
                entry ->
                    new Block.Row(
                        Block.Tone.PLAIN,
                        List.of(
                            "" + entry.sequence(),
                            entry.at().substring(0, 19) + "Z",
                            entry.event().actor(),
                            entry.event().type(),
                            entry.event().subject(),
                            entry.event().reason())))
            .toList();
    return new Block.Table(List.of("record", "when", "who", "what", "about", "reason"), rows);
  }
}
