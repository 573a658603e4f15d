package dev.towpath.release.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What an environment variable must be, said without its value.
class RequirementTest {
  private static final Requirement SET = requirement(1, "", "");

  @Test
  void itIsSet() {
    assertThat(SET.fault(Map.of("ORIGIN", "x"))).isEmpty();
    assertThat(SET.fault(Map.of())).hasValue("ORIGIN is not set.");
    assertThat(SET.fault(Map.of("ORIGIN", ""))).hasValue("ORIGIN is not set.");
  }

  @Test
  void itIsLongEnough() {
    Requirement long8 = requirement(8, "", "");
    assertThat(long8.fault(Map.of("ORIGIN", "12345678"))).isEmpty();
    assertThat(long8.fault(Map.of("ORIGIN", "tulip-7")))
        .hasValue("ORIGIN has 7 characters; it must have 8.");
  }

  @Test
  void itIsAUrlOfItsScheme() {
    Requirement https = requirement(1, "https", "");
    assertThat(https.fault(Map.of("ORIGIN", "https://portal.example/a"))).isEmpty();
    for (String wrong :
        new String[] {"http://portal.example", "https:/x", "portal", "https:// x"}) {
      assertThat(https.fault(Map.of("ORIGIN", wrong)))
          .hasValue("ORIGIN is no URL that begins with https://.");
    }
  }

  @Test
  void itIsTheSameAsAnother() {
    Requirement same = requirement(1, "", "DOMAIN");
    assertThat(same.fault(Map.of("ORIGIN", "a", "DOMAIN", "a"))).isEmpty();
    assertThat(same.fault(Map.of("ORIGIN", "a", "DOMAIN", "b")))
        .hasValue("ORIGIN is not the same as DOMAIN.");
    assertThat(same.fault(Map.of("ORIGIN", "a"))).hasValue("ORIGIN is not the same as DOMAIN.");
  }

  @Test
  void anOriginIsTheSameAsItsDomain() {
    Requirement origin = requirement(1, "https", "DOMAIN");
    String domain = "portal.example";
    assertThat(origin.fault(Map.of("ORIGIN", "https://portal.example", "DOMAIN", domain)))
        .isEmpty();
    for (String wrong : new String[] {"https://portal.example.evil", "https://example"}) {
      assertThat(origin.fault(Map.of("ORIGIN", wrong, "DOMAIN", domain)))
          .hasValue("ORIGIN is not the same as DOMAIN.");
    }
    assertThat(origin.fault(Map.of("ORIGIN", "https://x"))).isPresent();
  }

  @Test
  void aValueIsNeverShown() {
    Requirement all = requirement(20, "https", "DOMAIN");
    for (String value :
        new String[] {"tulip", "tulip-tulip-tulip-tulip", "https://tulip.example"}) {
      assertThat(all.fault(Map.of("ORIGIN", value)).orElseThrow()).doesNotContain("tulip");
    }
  }

  private static Requirement requirement(int least, String url, String sameAs) {
    return new Requirement("ORIGIN", least, some(url), some(sameAs));
  }

  private static Optional<String> some(String text) {
    return Optional.of(text).filter(each -> !each.isEmpty());
  }
}
