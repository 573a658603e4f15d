package dev.towpath.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.towpath.problem.ProblemException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenTest {
  private static final String SECRET = "0123456789abcdef";
  private static final Map<String, String> TOKEN = Map.of("TOWPATH_SERVE_TOKEN", SECRET);
  private static final InetSocketAddress HERE = Listen.read("127.0.0.1:9464").orElseThrow();
  private static final InetSocketAddress EVERYWHERE = Listen.read("0.0.0.0:9464").orElseThrow();

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:9464", "localhost:0", "[::1]:65535", "10.0.0.7:80"})
  void readsAddresses(String text) {
    assertThat(Listen.read(text)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "9464", ":9464", "127.0.0.1", "127.0.0.1:65536", "example.com:80", "::1:80"})
  void refusesWhatIsNoAddress(String text) {
    assertThat(Listen.read(text)).isEmpty();
  }

  @Test
  void otherMachinesTakeAWordAndAToken() {
    refused("serve-public", EVERYWHERE, false, TOKEN);
    refused("serve-token", EVERYWHERE, true, Map.of());
    refused("serve-token", EVERYWHERE, true, Map.of("TOWPATH_SERVE_TOKEN", "short"));
    assertThat(Listen.at(EVERYWHERE, true, TOKEN).address()).isEqualTo(EVERYWHERE);
  }

  @Test
  void onThisMachineOnlyWritingTakesAToken() {
    Listen open = Listen.at(HERE, false, Map.of());
    assertThat(open.lets(Route.Access.READER, Optional.empty())).isTrue();
    assertThat(open.lets(Route.Access.WRITER, Optional.of("Bearer "))).isFalse();
  }

  @Test
  void aTokenIsShownWholeAndAsABearer() {
    Listen closed = Listen.at(HERE, false, TOKEN);
    assertThat(closed.lets(Route.Access.ANYBODY, Optional.empty())).isTrue();
    for (Route.Access access : new Route.Access[] {Route.Access.READER, Route.Access.WRITER}) {
      assertThat(closed.lets(access, Optional.empty())).isFalse();
      assertThat(closed.lets(access, Optional.of(SECRET))).isFalse();
      assertThat(closed.lets(access, Optional.of("Bearer " + SECRET.substring(1)))).isFalse();
      assertThat(closed.lets(access, Optional.of("Bearer " + SECRET))).isTrue();
    }
  }

  private static void refused(
      String code, InetSocketAddress address, boolean everywhere, Map<String, String> variables) {
    assertThatThrownBy(() -> Listen.at(address, everywhere, variables))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
  }
}
