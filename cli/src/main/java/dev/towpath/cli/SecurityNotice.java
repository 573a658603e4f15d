package dev.towpath.cli;

import dev.towpath.approval.Alarm;
import dev.towpath.config.Channel;
import dev.towpath.config.Project;
import dev.towpath.notify.Courier;
import dev.towpath.notify.Delivery;
import dev.towpath.notify.Message;
import dev.towpath.notify.Outbox;
import dev.towpath.process.CommandRun;
import dev.towpath.process.Ran;
import dev.towpath.process.Shell;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Tells those whom `security` of `towpath.yaml` names, at once, and says where that failed.
record SecurityNotice(Wiring wiring, Project project) implements Alarm {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @Override
  public void locked(String words) {
    wiring.say("warning: " + words);
    Courier courier = new Courier(wiring.screen().variables(), shell());
    try (Outbox outbox = new Outbox(PATIENCE)) {
      for (Channel channel : project.people().security()) {
        outbox.put(channel, () -> courier.deliver(channel, Message.of(words)), this::tell);
      }
    }
  }

  private void tell(Delivery delivery) {
    if (!delivery.well()) {
      wiring.say("warning: not told by " + delivery.channel() + ": " + delivery.said());
    }
  }

  private Shell shell() {
    return (words, variables, limit) -> {
      try {
        CommandRun.Result result =
            new CommandRun(project.root(), set -> set.putAll(variables), limit).run(words);
        return new Ran(result.passed(), result.words(), List.of(), result.lines(), result.took());
      } catch (IOException e) {
        String why = "could not be run: " + e.getMessage();
        return new Ran(false, why, List.of(), List.of(), Duration.ZERO);
      }
    };
  }
}
