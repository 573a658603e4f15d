package dev.towpath.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetTest {
  private static final String INDEX =
      "create index near on book using ivfflat (place vector_l2_ops)";
  private static final DatabaseUrl URL =
      DatabaseUrl.parse("postgresql://ann@localhost/shop", Map.of());

  @Test
  void aRealServerTakesEveryStatementAsItIs() {
    assertThat(at(new Target.Url(URL)).taken(INDEX + " with (lists = 100)"))
        .isEqualTo(INDEX + " with (lists = 100)");
  }

  @Test
  void aStandInTakesAnIndexWithoutItsOptions() {
    assertThat(at(new Target.Scratch(URL)).taken(INDEX + " with (lists = 100)")).isEqualTo(INDEX);
    assertThat(at(new Target.Embedded(Path.of("data"))).taken(INDEX + " with (lists = 100)"))
        .isEqualTo(INDEX);
  }

  private static Target at(Target.Place place) {
    return new Target(
        "test",
        place,
        Optional.empty(),
        Duration.ofSeconds(4),
        Optional.empty(),
        18,
        Platform.SUPABASE);
  }
}
