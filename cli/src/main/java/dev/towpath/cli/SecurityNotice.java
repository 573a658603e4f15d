package dev.towpath.cli;

import dev.towpath.approval.Alarm;
import dev.towpath.config.Channel;
import dev.towpath.config.Project;
import dev.towpath.notify.Courier;
import dev.towpath.notify.Delivery;
import dev.towpath.notify.Message;
import dev.towpath.process.CommandRun;
import dev.towpath.process.Ran;
import dev.towpath.process.Shell;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Tells those whom `security` of `towpath.yaml` names, at once, and says where that failed.
record SecurityNotice(Wiring wiring, Project project) implements Alarm {
  @Override
  public void locked(String words) {
    wiring.say("warning: " + words);
    Courier courier = new Courier(wiring.screen().variables(), shell());
    for (Channel channel : project.people().security()) {
      try {
        Delivery delivery = courier.deliver(channel, Message.of(words));
        if (!delivery.well()) {
          wiring.say("warning: not told by " + delivery.channel() + ": " + delivery.said());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
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
