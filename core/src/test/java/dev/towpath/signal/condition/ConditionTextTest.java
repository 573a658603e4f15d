package dev.towpath.signal.condition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.config.Project;
import dev.towpath.signal.Portal;
import dev.towpath.signal.condition.Condition.Compare;
import dev.towpath.signal.condition.Condition.Limit;
import dev.towpath.signal.condition.Condition.Operator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The grammar of conditions.
class ConditionTextTest {
  private static final String YAML =
      """
      signals:
        error-rate: { command: a, unit: ratio }
        p95: { command: a, unit: s }
        lighthouse: { command: a, unit: count }
      probes:
        journey: { tcp: 'h:1' }
      """;

  @TempDir private Path folder;

  private Project project() throws IOException {
    return Portal.of(folder, YAML);
  }

  @Test
  void aComparisonHasALimitAndAWindow() throws Exception {
    assertThat(ConditionText.read("error-rate > 2% for 10m", project()))
        .isEqualTo(
            new Compare(
                "error-rate",
                Objects.requireNonNull(project().signals().get("error-rate")).unit(),
                Operator.ABOVE,
                new Limit.Fixed(0.02),
                Optional.of(Duration.ofMinutes(10))));
    assertThat(limit("p95 < 350ms")).isEqualTo(new Limit.Fixed(350));
    assertThat(limit("p95<1.5s")).isEqualTo(new Limit.Fixed(1500));
    assertThat(limit("error-rate >= 0.02")).isEqualTo(new Limit.Fixed(0.02));
    assertThat(limit("lighthouse drops by 5")).isEqualTo(new Limit.Relative(-5));
    assertThat(limit("lighthouse rises by 0.5")).isEqualTo(new Limit.Relative(0.5));
    assertThat(limit("error-rate > baseline + 1%")).isEqualTo(new Limit.Relative(0.01));
    assertThat(limit("p95 <= baseline - 20ms")).isEqualTo(new Limit.Relative(-20));
    assertThat(limit("p95 > baseline")).isEqualTo(new Limit.Relative(0));
  }

  private Limit limit(String text) throws Exception {
    return ((Compare) ConditionText.read(text, project())).limit();
  }

  @Test
  void andBindsBeforeOr() throws Exception {
    String text = "p95 > 1s or lighthouse < 80 and probe journey fails";
    assertThat(ConditionText.read(text, project()))
        .isInstanceOfSatisfying(
            Condition.Any.class,
            any -> assertThat(any.parts().getLast()).isInstanceOf(Condition.All.class));
    assertThat(ConditionText.read("(p95 > 1s or lighthouse < 80) and p95 < 9s", project()))
        .isInstanceOf(Condition.All.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "error-rate > 2% for 10m",
        "p95 < 350ms and (lighthouse drops by 5 or error-rate > baseline + 1%)",
        "probe journey fails for 2m or regression declared",
        "p95 >= baseline - 20ms"
      })
  void itIsWrittenAsItIsRead(String text) throws Exception {
    assertThat(ConditionText.read(text, project()).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          eror-rate > 2%                 | 0  | There is no signal 'eror-rate'
          error-rate > 350ms             | 13 | fit the signal 'error-rate', whose unit is ratio
          error-rate > 2                 | 13 | doesn't fit
          p95 > 2                        | 6  | fit the signal 'p95', whose unit is s
          p95 > 2%                       | 6  | doesn't fit
          lighthouse drops by 5%         | 20 | fit the signal 'lighthouse', whose unit is a count
          lighthouse < 80 for ever       | 20 | Here stands 'ever' instead of a time
          lighthouse < 80 for 10000000s  | 20 | Here stands '10000000s' instead of a time
          lighthouse < 80 for 900000m    | 20 | The window has more than 10000 samples
          lighthouse                     | 10 | Here stands the end instead of a comparison
          lighthouse = 5                 | 11 | Nothing in a condition begins with '='
          lighthouse < 80 p95 > 1s       | 16 | The condition ends before 'p95'
          (lighthouse < 80               | 16 | A parenthesis is open
          lighthouse < 80)               | 15 | The condition ends before ')'
          lighthouse drops 5             | 17 | It isn't said by how much
          probe home fails               | 6  | There is no probe 'home'
          probe journey < 5              | 14 | A condition on a probe is that it fails
          regression                     | 10 | A regression is declared by a person
          p95 > 1s and                   | 12 | There is no signal the end
          error-rate > baseline + 350ms  | 24 | doesn't fit
          ''                             | 0  | There is no signal the end
          """)
  void whatIsWrongIsSaidWithItsPlace(String text, int at, String message) {
    assertThatThrownBy(() -> ConditionText.read(text, project()))
        .isInstanceOfSatisfying(
            ConditionFault.class, fault -> assertThat(fault.at()).as(text).isEqualTo(at))
        .hasMessageContaining(message);
  }

  @Test
  void deepNestingEndsNobodysStack() throws Exception {
    String deep = "(".repeat(480) + "p95 > 1s" + ")".repeat(480);
    assertThat(ConditionText.read(deep, project()).text()).isEqualTo("p95 > 1s");
    assertThatThrownBy(() -> ConditionText.read("(" + deep.repeat(2), project()))
        .hasMessageContaining("too long");
  }
}
