package dev.towpath.notify;

import dev.towpath.config.MailSettings;
import dev.towpath.config.Template;
import dev.towpath.notify.Try.Outcome;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/// Says why mail was not taken. A server's own words are left out: they may repeat what was sent.
record MailFault(MailSettings mail, Map<String, String> variables) {
  /// A lesser status tells of what went well for others.
  private static final int REFUSALS = 400;

  /// An answer from 400 to 499 is for the moment.
  private static final int FOR_THE_MOMENT = 4;

  Try told(@Nullable Throwable fault) {
    return switch (fault) {
      case AuthenticationFailedException _ ->
          new Try(Outcome.REFUSED, "user and password were refused");
      case SendFailedException refused -> refused(refused);
      case MessagingException e when e.getCause() instanceof SSLException ->
          new Try(Outcome.REFUSED, "no TLS with it: is its certificate trusted, and for its name?");
      case MessagingException e when says(e, "STARTTLS is required") ->
          new Try(Outcome.REFUSED, "it offers no STARTTLS, and nothing is sent without");
      case null, default -> new Try(Outcome.AWAY, "it can't be reached");
    };
  }

  /// The library has no exception of its own for it.
  private static boolean says(MessagingException fault, String words) {
    return Objects.toString(fault.getMessage(), "").contains(words);
  }

  /// Whoever the server took it for has it; it isn't sent to them again for the others' sake.
  private Try refused(SendFailedException fault) {
    List<String> words = new ArrayList<>();
    boolean lasting = false;
    for (@Nullable Exception each = fault; each != null; each = next(each)) {
      int status = status(each);
      if (status >= REFUSALS) {
        words.add(whose(each) + "status " + status);
        lasting |= status / 100 != FOR_THE_MOMENT;
      }
    }
    boolean some =
        fault.getValidSentAddresses() != null && fault.getValidSentAddresses().length > 0;
    String said =
        (some ? "taken, but not for " : "")
            + words.stream().distinct().collect(Collectors.joining(", "));
    return new Try(some || lasting ? Outcome.REFUSED : Outcome.AWAY, said);
  }

  private static @Nullable Exception next(Exception fault) {
    return fault instanceof MessagingException chained ? chained.getNextException() : null;
  }

  private static int status(Exception fault) {
    return switch (fault) {
      case SMTPAddressFailedException address -> address.getReturnCode();
      case SMTPSenderFailedException sender -> sender.getReturnCode();
      case SMTPSendFailedException send -> send.getReturnCode();
      default -> 0;
    };
  }

  private String whose(Exception fault) {
    return fault instanceof SMTPAddressFailedException one ? shown(one.getAddress()) + ": " : "";
  }

  /// As it stands in the file: what a variable holds isn't shown.
  private String shown(Address address) {
    return mail.to().stream()
        .filter(to -> to.expand(variables).equals(address.toString()))
        .findFirst()
        .map(Template::text)
        .orElse("one");
  }
}
