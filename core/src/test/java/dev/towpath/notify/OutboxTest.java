package dev.towpath.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.config.Channel;
import dev.towpath.config.Template;
import dev.towpath.http.FalseServer;
import dev.towpath.problem.Location;
import dev.towpath.process.Ran;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboxTest {
  private static final Message WORDS = Message.of("it goes back");
  private static final Channel ONE = webhook("http://localhost:1/one");
  private static final Channel OTHER = webhook("http://localhost:1/other");
  private static final Delivery TAKEN = new Delivery("webhook", true, 1, "status 200");

  private final List<Delivery> outcomes = new CopyOnWriteArrayList<>();
  private final Courier courier =
      new Courier(
          Map.of("SECRET", "s3cret"),
          (_, _, _) -> new Ran(false, "no shell", List.of(), List.of(), Duration.ZERO));

  private static Channel webhook(String url) {
    return new Channel.Webhook(new Template(url, Location.file("towpath.yaml")));
  }

  @Test
  void oneThatHangsHoldsUpNoOther() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(3);
    try (Outbox outbox = new Outbox(Duration.ofMillis(100))) {
      outbox.put(ONE, () -> hang(never), outcomes::add);
      outbox.put(ONE, () -> TAKEN, outcomes::add);
      for (int number = 0; number < 3; number++) {
        outbox.put(OTHER, () -> TAKEN, _ -> others.countDown());
      }
      assertThat(others.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(outcomes).isEmpty();
    }
    assertThat(outcomes)
        .extracting(Delivery::said)
        .containsExactlyInAnyOrder(
            "broken off at the end, before it was taken", "not handed over before the end");
    assertThat(outcomes).noneMatch(Delivery::well);
  }

  private static Delivery hang(CountDownLatch never) throws InterruptedException {
    never.await();
    return TAKEN;
  }

  @Test
  void whatWaitsAtTheEndIsStillHandedOver() {
    AtomicInteger order = new AtomicInteger();
    List<Integer> handed = new CopyOnWriteArrayList<>();
    try (Outbox outbox = new Outbox(Duration.ofSeconds(30))) {
      for (int number = 0; number < 20; number++) {
        outbox.put(ONE, () -> slowly(handed, order), outcomes::add);
      }
    }
    assertThat(outcomes).hasSize(20).allMatch(Delivery::well);
    assertThat(handed).isSorted();
  }

  private static Delivery slowly(List<Integer> handed, AtomicInteger order)
      throws InterruptedException {
    handed.add(order.incrementAndGet());
    Thread.sleep(10);
    return TAKEN;
  }

  @Test
  void moreThanMayWaitAreToldToBeLeftOut() {
    CountDownLatch never = new CountDownLatch(1);
    try (Outbox outbox = new Outbox(Duration.ofMillis(10))) {
      for (int number = 0; number < 150; number++) {
        outbox.put(ONE, () -> hang(never), outcomes::add);
      }
      assertThat(outcomes).hasSizeGreaterThanOrEqualTo(49);
    }
    assertThat(outcomes).hasSize(150).noneMatch(Delivery::well);
  }

  @Test
  void afterTheEndNothingIsTaken() {
    Outbox outbox = new Outbox(Duration.ofSeconds(1));
    outbox.close();
    outbox.put(ONE, () -> TAKEN, outcomes::add);
    assertThat(outcomes).singleElement().matches(each -> !each.well());
  }

  @Test
  void aFaultIsAnOutcomeWithoutItsText() {
    try (Outbox outbox = new Outbox(Duration.ofSeconds(30))) {
      outbox.put(
          ONE,
          () -> {
            throw new IllegalStateException("s3cret");
          },
          outcomes::add);
    }
    assertThat(outcomes)
        .extracting(Delivery::said)
        .containsExactly("it failed: IllegalStateException");
  }

  @Test
  void aChannelThatFailsOrClosesIsTriedAgainAndNeverNamedByItsUrl() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    FalseServer failing =
        new FalseServer(
            exchange -> {
              asked.incrementAndGet();
              FalseServer.answer(exchange, 500, "s3cret");
            });
    try (failing;
        ServerSocket closing = new ServerSocket(0, 9, InetAddress.getLoopbackAddress());
        Outbox outbox = new Outbox(Duration.ofSeconds(60))) {
      Thread.ofVirtual().start(() -> closeEach(closing));
      deliver(outbox, failing.url() + "/${SECRET}");
      deliver(outbox, "http://localhost:" + closing.getLocalPort() + "/${SECRET}");
    }
    assertThat(asked).hasValue(4);
    assertThat(outcomes)
        .extracting(each -> each.well() + " " + each.tries() + " " + each.said())
        .containsExactlyInAnyOrder("false 4 status 500", "false 4 it can't be reached");
    assertThat(outcomes.toString()).doesNotContain("s3cret");
  }

  @Test
  void aChannelThatAnswersTooSlowlyIsBrokenOffAtTheEnd() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    FalseServer slow =
        new FalseServer(
            _ -> {
              reached.countDown();
              try {
                never.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    try (slow) {
      try (Outbox outbox = new Outbox(Duration.ofMillis(200))) {
        deliver(outbox, slow.url() + "/${SECRET}");
        assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(outcomes)
          .containsExactly(
              new Delivery("webhook", false, 0, "broken off at the end, before it was taken"));
    } finally {
      never.countDown();
    }
  }

  private void deliver(Outbox outbox, String url) {
    Channel channel = webhook(url);
    outbox.put(channel, () -> courier.deliver(channel, WORDS), outcomes::add);
  }

  private static void closeEach(ServerSocket server) {
    while (!server.isClosed()) {
      try {
        server.accept().close();
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
