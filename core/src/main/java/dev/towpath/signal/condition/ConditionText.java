package dev.towpath.signal.condition;

import dev.towpath.config.DurationWord;
import dev.towpath.config.Project;
import dev.towpath.config.Signal;
import dev.towpath.problem.Nearest;
import dev.towpath.signal.condition.Condition.Limit;
import dev.towpath.signal.condition.Condition.Operator;
import dev.towpath.yaml.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// Reads the text of a condition: a parser by hand, one method for each line of the grammar, which
/// stands in the reference. Used once, by one thread.
public final class ConditionText {
  private static final int LONGEST = 1_000;

  /// A window of more samples is none that a person could look at.
  private static final int MOST_INTERVALS = 10_000;

  private final Project project;
  private final List<Token> tokens;
  private int next;

  private ConditionText(Project project, List<Token> tokens) {
    this.project = project;
    this.tokens = tokens;
  }

  /// Reads one; empty, and a fault with its place, where it is wrong.
  ///
  /// @param project whose signals and probes it may name
  public static Optional<Condition> read(ScalarNode value, Faults faults, Project project) {
    return read(value, value.getValue(), faults, project);
  }

  /// Reads the one that a text begins with.
  ///
  /// @param begin of the value's text
  public static Optional<Condition> read(
      ScalarNode value, String begin, Faults faults, Project project) {
    try {
      return Optional.of(read(begin, project));
    } catch (ConditionFault e) {
      faults.badPart(value, e.at(), e.what(), e.help());
      return Optional.empty();
    }
  }

  static Condition read(String text, Project project) throws ConditionFault {
    if (text.length() > LONGEST) {
      throw new ConditionFault(0, "The condition is too long.", "Two short ones say it better.");
    }
    ConditionText reader = new ConditionText(project, Token.of(text));
    Condition condition = reader.any();
    Token rest = reader.take();
    if (rest.kind() != Token.Kind.END) {
      throw new ConditionFault(
          rest.at(),
          "The condition ends before " + rest.shown() + ".",
          "Two conditions have 'and' or 'or' between them.");
    }
    return condition;
  }

  private Condition any() throws ConditionFault {
    List<Condition> parts = new ArrayList<>(List.of(all()));
    while (taken("or")) {
      parts.add(all());
    }
    return parts.size() == 1 ? parts.getFirst() : new Condition.Any(List.copyOf(parts));
  }

  private Condition all() throws ConditionFault {
    List<Condition> parts = new ArrayList<>(List.of(term()));
    while (taken("and")) {
      parts.add(term());
    }
    return parts.size() == 1 ? parts.getFirst() : new Condition.All(List.copyOf(parts));
  }

  private Condition term() throws ConditionFault {
    if (taken("(")) {
      Condition inner = any();
      expect(")", "A parenthesis is open.");
      return inner;
    }
    if (taken("regression")) {
      expect("declared", "A regression is declared by a person.");
      return new Condition.RegressionDeclared();
    }
    if (taken("probe")) {
      return probe();
    }
    return compare();
  }

  private Condition probe() throws ConditionFault {
    Token name = take();
    if (!project.probes().containsKey(name.text())) {
      throw new ConditionFault(
          name.at(),
          "There is no probe " + name.shown() + " in towpath.yaml.",
          Nearest.hint(name.text(), project.probes().keySet()));
    }
    expect("fails", "A condition on a probe is that it fails.");
    return new Condition.ProbeFails(name.text(), sustained(Duration.ofSeconds(1)));
  }

  private Condition compare() throws ConditionFault {
    Signal signal = signal();
    Token word = take();
    if (word.is("drops") || word.is("rises")) {
      expect("by", "It isn't said by how much.");
      double amount = Amount.of(take(), signal);
      return word.is("drops")
          ? compare(signal, Operator.AT_MOST, new Limit.Relative(-amount))
          : compare(signal, Operator.AT_LEAST, new Limit.Relative(amount));
    }
    for (Operator operator : Operator.values()) {
      if (word.is(operator.sign())) {
        return compare(signal, operator, limit(signal));
      }
    }
    throw new ConditionFault(
        word.at(),
        "Here stands " + word.shown() + " instead of a comparison.",
        "It is one of >, >=, <, <=, drops by, rises by.");
  }

  private Condition compare(Signal signal, Operator operator, Limit limit) throws ConditionFault {
    return new Condition.Compare(
        signal.name(), signal.unit(), operator, limit, sustained(signal.every()));
  }

  private Signal signal() throws ConditionFault {
    Token name = take();
    Map<String, Signal> signals = project.signals();
    Signal signal = name.kind() == Token.Kind.WORD ? signals.get(name.text()) : null;
    if (signal == null) {
      throw new ConditionFault(
          name.at(),
          "There is no signal " + name.shown() + " in towpath.yaml.",
          signals.isEmpty()
              ? "Add it under 'signals:'."
              : Nearest.hint(name.text(), signals.keySet()));
    }
    return signal;
  }

  private Limit limit(Signal signal) throws ConditionFault {
    if (!taken("baseline")) {
      return new Limit.Fixed(Amount.of(take(), signal));
    }
    if (taken("+")) {
      return new Limit.Relative(Amount.of(take(), signal));
    }
    return new Limit.Relative(taken("-") ? -Amount.of(take(), signal) : 0);
  }

  private Optional<Duration> sustained(Duration every) throws ConditionFault {
    if (!taken("for")) {
      return Optional.empty();
    }
    Token token = take();
    Optional<Duration> window = DurationWord.read(token.text());
    if (window.isEmpty()) {
      throw new ConditionFault(
          token.at(), "Here stands " + token.shown() + " instead of a time.", DurationWord.HELP);
    }
    if (window.get().dividedBy(every) > MOST_INTERVALS) {
      throw new ConditionFault(
          token.at(),
          "The window has more than " + MOST_INTERVALS + " samples.",
          "Make it shorter, or the signal's 'every' longer.");
    }
    return window;
  }

  private void expect(String word, String why) throws ConditionFault {
    Token token = take();
    if (!token.is(word)) {
      throw new ConditionFault(
          token.at(), why, "Here stands " + token.shown() + " instead of '" + word + "'.");
    }
  }

  private boolean taken(String word) {
    boolean there = tokens.get(next).is(word);
    if (there) {
      next++;
    }
    return there;
  }

  /// The last token is the end, which stays.
  private Token take() {
    Token token = tokens.get(next);
    if (token.kind() != Token.Kind.END) {
      next++;
    }
    return token;
  }
}
