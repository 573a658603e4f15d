package dev.towpath.config;

import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads probes whose answer is a value of SQL or a number of lines.
final class CountedProbes {
  private CountedProbes() {}

  static Optional<Probe.Sql> sql(Mapping probe, Faults faults) {
    Optional<Mapping> sql = probe.mapping("sql");
    if (sql.isEmpty()) {
      return Optional.empty();
    }
    Mapping mapping = sql.get();
    Optional<String> query = required(mapping, "query", "There is no SQL to ask.");
    Optional<String> expect = mapping.text("expect").map(ScalarNode::getValue);
    Counts counts = Counts.read(mapping, faults);
    if (mapping.has("expect") != counts.isEmpty()) {
      faults.badValue(
          mapping.node(),
          "It isn't said what the answer must be.",
          "It has 'expect', or 'least', 'most' or both.");
    }
    mapping.end();
    return query.map(text -> new Probe.Sql(text, expect, counts));
  }

  static Optional<Probe.Log> log(Mapping probe, Faults faults) {
    Optional<Mapping> log = probe.mapping("log");
    if (log.isEmpty()) {
      return Optional.empty();
    }
    Mapping mapping = log.get();
    Optional<Template> file = Template.read(mapping, "file", faults);
    Optional<String> command = mapping.text("command").map(ScalarNode::getValue);
    if (mapping.has("file") == mapping.has("command")) {
      faults.badValue(
          mapping.node(), "It isn't said which lines are counted.", "It has one of file, command.");
    }
    Optional<Pattern> pattern = pattern(mapping, faults);
    Counts counts = Counts.read(mapping, faults);
    if (counts.isEmpty()) {
      faults.badValue(
          mapping.node(), "It isn't said how many may match.", "It has 'least', 'most' or both.");
    }
    mapping.end();
    return pattern.map(each -> new Probe.Log(file, command, each, counts));
  }

  private static Optional<Pattern> pattern(Mapping mapping, Faults faults) {
    Optional<String> text = required(mapping, "pattern", "There is no pattern to count.");
    try {
      return text.map(Pattern::compile);
    } catch (PatternSyntaxException e) {
      faults.badValue(
          mapping.node(),
          "'pattern' is no regular expression: " + e.getDescription() + ".",
          "It is one of Java's; (?i) before it leaves case out.");
      return Optional.empty();
    }
  }

  private static Optional<String> required(Mapping mapping, String name, String missing) {
    mapping.require(name, missing);
    return mapping.text(name).map(ScalarNode::getValue);
  }
}
