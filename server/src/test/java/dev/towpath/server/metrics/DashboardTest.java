package dev.towpath.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The dashboard shows every metric, and asks for no other.
class DashboardTest {
  private static final Path DASHBOARD =
      Path.of("..", "docs", "reference", "grafana-dashboard.json");
  private static final Pattern METRIC = Pattern.compile("towpath_[a-z_]+");
  private static final Pattern LABEL = Pattern.compile("\\{\\{([a-z]+)}}|\\{([a-z]+)=~");

  @Test
  void itShowsTheMetricsThatThereAre() throws Exception {
    Set<String> shown = new TreeSet<>();
    METRIC.matcher(Files.readString(DASHBOARD)).results().forEach(each -> shown.add(each.group()));
    assertThat(shown)
        .isEqualTo(
            Arrays.stream(Metric.values())
                .map(Metric::word)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void itNamesTheLabelsThatThereAre() throws Exception {
    Set<String> labels =
        Arrays.stream(Metric.values())
            .flatMap(metric -> metric.labels().stream())
            .collect(Collectors.toSet());
    assertThat(LABEL.matcher(Files.readString(DASHBOARD)).results())
        .isNotEmpty()
        .allSatisfy(
            each ->
                assertThat(labels).contains(each.group(1) == null ? each.group(2) : each.group(1)));
  }
}
