package dev.towpath.release.step;

import dev.towpath.config.Channel;
import dev.towpath.config.Channels;
import dev.towpath.notify.Alarm;
import dev.towpath.notify.Courier;
import dev.towpath.notify.Delivery;
import dev.towpath.notify.Message;
import dev.towpath.notify.Outbox;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.signal.condition.SignalCharts;
import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// `notify`: people and their systems are told; the release never waits for that to succeed.
public final class Notify implements StepKind {
  /// More than the tries of any channel take, each with its limit and the pauses between.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @Override
  public String word() {
    return "notify";
  }

  @Override
  public String sentence() {
    return "Tells people by Slack, Teams, PagerDuty, a webhook, mail or a command; a failure"
        + " stops nothing.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    return text.mapping().flatMap(mapping -> read(mapping, text.faults()));
  }

  private static Optional<Step> read(Mapping mapping, Faults faults) {
    mapping.require("say", "It isn't said what people are told.");
    Optional<String> say = mapping.text("say").map(ScalarNode::getValue);
    List<Channel> channels = Channels.read(mapping, "info", faults);
    mapping.end();
    return say.map(words -> new Told(words, channels));
  }

  /// A message may come twice then.
  private record Told(String words, List<Channel> channels) implements RepeatableStep {
    @Override
    public String does() {
      return "tells "
          + String.join(", ", channels.stream().map(Channel::word).toList())
          + ": "
          + words;
    }

    @Override
    public void endLeftovers(StepContext context) {
      StepCommand.endLeftovers(context);
    }

    @Override
    public StepResult run(StepContext context) throws InterruptedException {
      Courier courier = new Courier(context.variables(), StepCommand.shell(context, "notify"));
      Message message =
          new Message(
              context.run().release().id().text(),
              context.environment(),
              context.run().release().commit(),
              context.number(),
              words,
              context.run().goingBack().map(back -> alarm(context, back)));
      List<Map<String, @Nullable Object>> deliveries = new ArrayList<>();
      List<Delivery> all = deliveries(courier, message);
      if (Thread.interrupted()) {
        throw new InterruptedException("broken off while people were told");
      }
      for (Delivery delivery : all) {
        if (!delivery.well()) {
          context.say("warning: not told by " + delivery.channel() + ": " + delivery.said());
        }
        deliveries.add(evidence(delivery));
      }
      return new StepResult.Done(Map.of("message", message.line(), "deliveries", deliveries));
    }

    /// Of all channels at once, in the order of the channels.
    private List<Delivery> deliveries(Courier courier, Message message) {
      Map<Integer, Delivery> all = new ConcurrentSkipListMap<>();
      try (Outbox outbox = new Outbox(PATIENCE)) {
        for (int at = 0; at < channels.size(); at++) {
          Channel channel = channels.get(at);
          int place = at;
          outbox.put(
              channel,
              () -> courier.deliver(channel, message),
              delivery -> all.put(place, delivery));
        }
      }
      return List.copyOf(all.values());
    }

    /// On the way back people are told why, and see the signals that led to it.
    private static Alarm alarm(StepContext context, RunEvent back) {
      SortedMap<String, String> details = new TreeMap<>();
      details.put("why", back.text("why"));
      List<Path> charts = SignalCharts.files(back.body().get("charts"));
      charts.forEach(
          chart -> details.merge("chart", "" + chart, (first, next) -> first + ", " + next));
      return new Alarm("" + context.number(), false, details, charts);
    }

    private static Map<String, @Nullable Object> evidence(Delivery delivery) {
      Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
      evidence.put("channel", delivery.channel());
      evidence.put("delivered", delivery.well());
      evidence.put("tries", delivery.tries());
      evidence.put("answered", delivery.said());
      return evidence;
    }
  }
}
