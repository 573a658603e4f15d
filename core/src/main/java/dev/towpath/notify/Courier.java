package dev.towpath.notify;

import dev.towpath.config.Channel;
import dev.towpath.config.MailSettings;
import dev.towpath.config.Template;
import dev.towpath.notify.Try.Outcome;
import dev.towpath.problem.ProblemException;
import dev.towpath.process.Ran;
import dev.towpath.process.Shell;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/// Hands messages to channels; what fails for the moment is tried again, a few times.
///
/// @param variables for the channels' secrets
public record Courier(Map<String, String> variables, Shell shell) {
  private static final Duration COMMAND_LIMIT = Duration.ofMinutes(1);

  /// The end of PagerDuty's URL for alerts; that for changes has one word more before it.
  private static final String EVENTS = "/enqueue";

  /// Never fails but when its thread is interrupted: a message that can't be delivered is told.
  public Delivery deliver(Channel channel, Message message) throws InterruptedException {
    return Try.patiently(channel.word(), () -> safely(() -> once(channel, message)));
  }

  /// Tells PagerDuty of a change, which wakes nobody; as patient, and as sure not to fail.
  ///
  /// @param at when it was
  public Delivery deliverChange(Channel.PagerDuty channel, Message message, Instant at)
      throws InterruptedException {
    return Try.patiently("pagerduty change", () -> safely(() -> once(channel, message, at)));
  }

  private static Try safely(Try.Once once) throws InterruptedException {
    try {
      return once.once();
    } catch (ProblemException e) {
      return new Try(Outcome.REFUSED, e.problem().what());
    } catch (IllegalArgumentException e) {
      return new Try(Outcome.REFUSED, "that is no URL that can be asked");
    }
  }

  private Try once(Channel channel, Message message) throws InterruptedException {
    return switch (channel) {
      case Channel.Slack(Template url) -> post(url, Payload.slack(message));
      case Channel.Teams(Template url) -> post(url, Payload.teams(message));
      case Channel.Webhook(Template url) -> post(url, Payload.webhook(message));
      case Channel.PagerDuty(Template key, Template events, String severity) ->
          post(events, Payload.pagerDuty(message, key.expand(variables), severity));
      case Channel.Email(MailSettings mail) -> Mailer.usual().send(mail, message, variables);
      case Channel.Command(String command) -> command(command, message);
    };
  }

  private Try once(Channel.PagerDuty channel, Message message, Instant at)
      throws InterruptedException {
    String events = channel.events().expand(variables);
    if (!events.endsWith(EVENTS)) {
      return new Try(Outcome.REFUSED, "'events' doesn't end with " + EVENTS);
    }
    String changes = events.substring(0, events.length() - EVENTS.length()) + "/change" + EVENTS;
    byte[] json = Payload.pagerDutyChange(message, channel.key().expand(variables), at);
    return Try.post(changes, Map.of(), json);
  }

  private Try post(Template url, byte[] json) throws InterruptedException {
    return Try.post(url.expand(variables), Map.of(), json);
  }

  private Try command(String command, Message message) throws InterruptedException {
    Map<String, String> text =
        Map.of("TOWPATH_MESSAGE", message.text(), "TOWPATH_RELEASE", message.release());
    Ran ran = shell.run(command, text, COMMAND_LIMIT);
    return new Try(ran.well() ? Outcome.TAKEN : Outcome.AWAY, ran.said());
  }
}
