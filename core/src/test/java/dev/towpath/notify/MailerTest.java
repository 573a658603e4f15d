package dev.towpath.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.towpath.config.MailSettings;
import dev.towpath.config.Template;
import dev.towpath.notify.Try.Outcome;
import dev.towpath.problem.Location;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mail to GreenMail, and to a stand-in where GreenMail takes too much.
class MailerTest {
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-11-22T03:00:00Z"));
  private static final Map<String, String> VARIABLES =
      Map.of(
          "SMTP_PASSWORD", "s3cret-word", "LEAD", "lead@example.com", "AWAY", "gone@example.com");

  @TempDir static Path folder;
  private static Certificate certificate = new Certificate(Path.of(""));

  @BeforeAll
  static void certify() throws Exception {
    certificate = Certificate.in(folder);
    System.setProperty("greenmail.tls.keystore.file", certificate.file().toString());
    System.setProperty("greenmail.tls.keystore.password", Certificate.PASSWORD);
  }

  @Test
  void mailArrives() throws Exception {
    GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTPS);
    try {
      server.setUser("towpath@example.com", "towpath", "s3cret-word");
      Try done = send(server.getSmtps().getPort(), true, "Über ${x}", "ann@example.com", "${LEAD}");
      assertThat(done).isEqualTo(new Try(Outcome.TAKEN, "taken"));
      MimeMessage[] mails = server.getReceivedMessages();
      assertThat(mails).hasSize(2);
      assertThat(mails[0].getSubject()).isEqualTo("Towpath: Über ${x}");
      assertThat(mails[0].getContent().toString().strip()).isEqualTo("Über ${x}");
      assertThat(mails[0].getHeader("To", ", ")).isEqualTo("ann@example.com, lead@example.com");
      assertThat(mails[0].getSentDate()).isEqualTo(NOW.instant());
    } finally {
      server.stop();
    }
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() throws Exception {
    GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTPS);
    try {
      server.setUser("towpath@example.com", "towpath", "another");
      assertThat(send(server.getSmtps().getPort(), true, "a", "ann@example.com"))
          .isEqualTo(new Try(Outcome.REFUSED, "user and password were refused"));
      assertThat(server.getReceivedMessages()).isEmpty();
    } finally {
      server.stop();
    }
  }

  @Test
  void whatAServerSaysOfAPasswordIsNotTold() throws Exception {
    try (SmtpStandIn server = new SmtpStandIn(certificate.context(), "towpath", "another")) {
      assertThat(send(server.port(), false, "a", "ann@example.com"))
          .isEqualTo(new Try(Outcome.REFUSED, "user and password were refused"));
    }
  }

  @Test
  void nothingIsSentWithoutTls() throws Exception {
    GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTP);
    try {
      server.setUser("towpath@example.com", "towpath", "s3cret-word");
      assertThat(send(server.getSmtp().getPort(), false, "a", "ann@example.com"))
          .isEqualTo(
              new Try(Outcome.REFUSED, "it offers no STARTTLS, and nothing is sent without"));
      assertThat(server.getReceivedMessages()).isEmpty();
    } finally {
      server.stop();
    }
  }

  @Test
  void aCertificateThatNobodyTrustsIsRefused() throws Exception {
    try (SmtpStandIn server = standIn()) {
      Mailer strict =
          new Mailer(SSLContext.getDefault().getSocketFactory(), Duration.ofSeconds(30), NOW);
      Try done = strict.send(mail(server.port(), false, "a@example.com"), words("a"), VARIABLES);
      assertThat(done.outcome()).isEqualTo(Outcome.REFUSED);
      assertThat(done.said()).startsWith("no TLS with it");
      assertThat(server.taken).isEmpty();
    }
  }

  @Test
  void aLineBreakBeginsNoHeader() throws Exception {
    try (SmtpStandIn server = standIn()) {
      String words = "locked\r\nBcc: spy@example.com\n\n.\r\nQUIT\u2028x";
      assertThat(send(server.port(), false, words, "ann@example.com"))
          .isEqualTo(new Try(Outcome.TAKEN, "taken"));
      List<String> lines = server.taken.getFirst();
      List<String> header = lines.subList(1, lines.indexOf(""));
      assertThat(lines).startsWith("ann@example.com");
      assertThat(header).noneMatch(line -> line.startsWith("Bcc"));
      assertThat(header).contains("Auto-Submitted: auto-generated");
      assertThat(header).contains("Date: Sun, 22 Nov 2026 03:00:00 +0000");
    }
  }

  @Test
  void aLineThatIsADotEndsNothing() throws Exception {
    try (SmtpStandIn server = standIn()) {
      send(server.port(), false, "first\n.\nlast", "ann@example.com");
      assertThat(server.taken).hasSize(1);
      assertThat(server.taken.getFirst()).containsSequence("first", ".", "last");
    }
  }

  @Test
  void chartsAreAttachedAsSvg(@TempDir Path charts) throws Exception {
    String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><text>2 %, größer</text></svg>";
    Path chart = Files.writeString(charts.resolve("rollback-when-errors.svg"), svg);
    Alarm alarm =
        new Alarm("1", false, new TreeMap<>(), List.of(chart, charts.resolve("gone.svg")));
    Message message = new Message("", "", Optional.empty(), 0, "broken", Optional.of(alarm));
    GreenMail server = greenMail(ServerSetup.PROTOCOL_SMTPS);
    try {
      server.setUser("towpath@example.com", "towpath", "s3cret-word");
      Mailer mailer =
          new Mailer(certificate.context().getSocketFactory(), Duration.ofSeconds(30), NOW);
      MailSettings mail = mail(server.getSmtps().getPort(), true, "ann@example.com");
      assertThat(mailer.send(mail, message, VARIABLES)).isEqualTo(new Try(Outcome.TAKEN, "taken"));
      MimeMultipart parts = (MimeMultipart) server.getReceivedMessages()[0].getContent();
      assertThat(parts.getCount()).isEqualTo(2);
      assertThat(parts.getBodyPart(0).getContent()).isEqualTo("broken");
      assertThat(parts.getBodyPart(1).getContentType()).startsWith("image/svg+xml");
      assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("rollback-when-errors.svg");
      try (InputStream attached = parts.getBodyPart(1).getInputStream()) {
        assertThat(new String(attached.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(svg);
      }
    } finally {
      server.stop();
    }
  }

  @Test
  void whatIsRefusedForTheMomentIsTriedAgainAndNothingElse() throws Exception {
    try (SmtpStandIn server = standIn()) {
      Delivery later = patiently(server.port(), "later@example.com");
      assertThat(later).isEqualTo(new Delivery("email", false, 4, "later@example.com: status 451"));
      Delivery gone = patiently(server.port(), "gone@example.com");
      assertThat(gone).isEqualTo(new Delivery("email", false, 1, "gone@example.com: status 550"));
      server.busy.set(2);
      Delivery soon = patiently(server.port(), "later@example.com");
      assertThat(soon).isEqualTo(new Delivery("email", true, 3, "taken"));
    }
  }

  @Test
  void theOthersGetWhatOneRecipientIsRefused() throws Exception {
    try (SmtpStandIn server = standIn()) {
      assertThat(send(server.port(), false, "a", "${AWAY}", "ann@example.com"))
          .isEqualTo(new Try(Outcome.REFUSED, "taken, but not for ${AWAY}: status 550"));
      assertThat(server.taken.getFirst()).startsWith("ann@example.com");
      assertThat(send(server.port(), false, "a", "later@example.com"))
          .isEqualTo(new Try(Outcome.AWAY, "later@example.com: status 451"));
      assertThat(send(server.port(), false, "a", "later@example.com", "gone@example.com").outcome())
          .isEqualTo(Outcome.REFUSED);
      assertThat(server.taken).hasSize(1);
    }
  }

  @Test
  void aServerThatIsDownIsAway() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    assertThat(send(port, false, "a", "ann@example.com"))
        .isEqualTo(new Try(Outcome.AWAY, "it can't be reached"));
  }

  /// It says a little again and again, so that no limit on one answer ends it.
  @Test
  void aServerThatHangsIsLeft() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread talker = Thread.ofVirtual().start(() -> talk(server));
      Mailer hasty =
          new Mailer(certificate.context().getSocketFactory(), Duration.ofSeconds(1), NOW);
      MailSettings mail = mail(server.getLocalPort(), false, "ann@example.com");
      assertThat(hasty.send(mail, words("a"), VARIABLES))
          .isEqualTo(new Try(Outcome.AWAY, "no answer within 1 s"));
      assertThat(talker.join(Duration.ofSeconds(30))).as("the connection is closed").isTrue();
    }
  }

  private static void talk(ServerSocket server) {
    try (Socket client = server.accept()) {
      while (true) {
        client.getOutputStream().write("220-wait\r\n".getBytes(StandardCharsets.UTF_8));
        Thread.sleep(100);
      }
    } catch (IOException _) {
      // The client is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatIsNoAddressIsRefused() throws Exception {
    Try done = send(1, false, "a", "${SMTP_PASSWORD}");
    assertThat(done).isEqualTo(new Try(Outcome.REFUSED, "'from' or 'to' holds no address"));
  }

  private static SmtpStandIn standIn() throws Exception {
    return new SmtpStandIn(certificate.context(), "towpath", "s3cret-word");
  }

  private static GreenMail greenMail(String protocol) {
    GreenMail server = new GreenMail(new ServerSetup(0, "localhost", protocol));
    server.start();
    return server;
  }

  private static Try send(int port, boolean implicit, String words, String... to) throws Exception {
    Mailer mailer =
        new Mailer(certificate.context().getSocketFactory(), Duration.ofSeconds(30), NOW);
    return mailer.send(mail(port, implicit, to), words(words), VARIABLES);
  }

  private static Delivery patiently(int port, String to) throws InterruptedException {
    return Try.patiently(
        "email",
        () -> {
          try {
            return send(port, false, "a", to);
          } catch (InterruptedException e) {
            throw e;
          } catch (Exception e) {
            throw new AssertionError(e);
          }
        });
  }

  private static Message words(String words) {
    return Message.of(words);
  }

  private static MailSettings mail(int port, boolean implicit, String... to) {
    MailSettings.Login login =
        new MailSettings.Login(template("towpath"), template("${SMTP_PASSWORD}"));
    return new MailSettings(
        template("localhost"),
        port,
        implicit,
        Optional.of(login),
        template("towpath@example.com"),
        List.of(to).stream().map(MailerTest::template).toList());
  }

  private static Template template(String text) {
    return new Template(text, Location.file("towpath.yaml"));
  }
}
