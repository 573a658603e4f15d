package dev.towpath.notify;

import dev.towpath.config.MailSettings;
import dev.towpath.notify.Try.Outcome;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocketFactory;

/// Hands mail to a server, by SMTP and never without TLS.
///
/// @param tls for certificates that are trusted
/// @param limit of one try, from the connection to the server's last word
record Mailer(SSLSocketFactory tls, Duration limit, InstantSource clock) {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /// Trusts whom this JVM trusts.
  static Mailer usual() {
    return new Mailer(
        (SSLSocketFactory) SSLSocketFactory.getDefault(), LIMIT, InstantSource.system());
  }

  /// Hands one over, once.
  ///
  /// @throws dev.towpath.problem.ProblemException when a variable is not set
  Try send(MailSettings mail, Message message, Map<String, String> variables)
      throws InterruptedException {
    Session session = Session.getInstance(properties(mail, variables));
    MimeMessage letter;
    try {
      letter = Letter.write(session, mail, message, variables, clock.instant());
    } catch (MessagingException e) {
      return new Try(Outcome.REFUSED, "'from' or 'to' holds no address");
    }
    // An interrupt closes the socket that a virtual thread reads from or writes to.
    ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor();
    try {
      Future<Boolean> sent = thread.submit(() -> handOver(session, mail, letter, variables));
      sent.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return new Try(Outcome.TAKEN, "taken");
    } catch (ExecutionException e) {
      return new MailFault(mail, variables).told(e.getCause());
    } catch (TimeoutException e) {
      return new Try(Outcome.AWAY, "no answer within " + limit.toSeconds() + " s");
    } finally {
      thread.shutdownNow();
    }
  }

  private static boolean handOver(
      Session session, MailSettings mail, MimeMessage letter, Map<String, String> variables)
      throws MessagingException {
    String server = mail.server().expand(variables);
    String user = mail.login().map(login -> login.user().expand(variables)).orElse(null);
    String password = mail.login().map(login -> login.password().expand(variables)).orElse(null);
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(server, mail.port(), user, password);
      transport.sendMessage(letter, letter.getAllRecipients());
    }
    return true;
  }

  private Properties properties(MailSettings mail, Map<String, String> variables) {
    Properties set = new Properties();
    String millis = Long.toString(limit.toMillis());
    set.put("mail.smtp.host", mail.server().expand(variables));
    set.put("mail.smtp.connectiontimeout", millis);
    set.put("mail.smtp.timeout", millis);
    set.put("mail.smtp.ssl.enable", Boolean.toString(mail.implicit()));
    set.put("mail.smtp.starttls.enable", "true");
    set.put("mail.smtp.starttls.required", "true");
    set.put("mail.smtp.ssl.checkserveridentity", "true");
    set.put("mail.smtp.ssl.socketFactory", tls);
    set.put("mail.smtp.auth", Boolean.toString(mail.login().isPresent()));
    set.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    set.put("mail.smtp.sendpartial", "true");
    set.put("mail.smtp.quitwait", "false");
    return set;
  }
}
