package dev.towpath.notify;

import dev.towpath.config.MailSettings;
import dev.towpath.config.Template;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A message as mail: plain text, with its beginning as the subject and its charts beside it.
final class Letter {
  /// Code points; what is longer stands in the text alone.
  private static final int LONGEST_SUBJECT = 150;

  private static final int MOST_CHARTS = 10;
  private static final long LARGEST_CHART_BYTES = 1L << 20;

  /// What could end a line of the header.
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cntrl}\\x{85}\\x{2028}\\x{2029}]+");

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private Letter() {}

  /// Writes one.
  ///
  /// @throws MessagingException for an address that is none
  static MimeMessage write(
      Session session,
      MailSettings mail,
      Message message,
      Map<String, String> variables,
      Instant now)
      throws MessagingException {
    MimeMessage letter = new MimeMessage(session);
    letter.setFrom(new InternetAddress(mail.from().expand(variables), true));
    for (Template to : mail.to()) {
      letter.addRecipient(RecipientType.TO, new InternetAddress(to.expand(variables), true));
    }
    letter.setSubject(subject(message), StandardCharsets.UTF_8.name());
    content(letter, message);
    letter.setHeader("Date", DATE.format(now));
    // No mailbox answers that its owner is on holiday.
    letter.setHeader("Auto-Submitted", "auto-generated");
    letter.saveChanges();
    return letter;
  }

  private static void content(MimeMessage letter, Message message) throws MessagingException {
    List<Path> charts = message.alarm().map(Alarm::charts).orElse(List.of());
    List<MimeBodyPart> attached = new ArrayList<>();
    for (Path chart : charts.stream().limit(MOST_CHARTS).toList()) {
      attached(chart).ifPresent(attached::add);
    }
    if (attached.isEmpty()) {
      letter.setText(message.text(), StandardCharsets.UTF_8.name());
      return;
    }
    MimeBodyPart text = new MimeBodyPart();
    text.setText(message.text(), StandardCharsets.UTF_8.name());
    MimeMultipart all = new MimeMultipart(text);
    for (MimeBodyPart each : attached) {
      all.addBodyPart(each);
    }
    letter.setContent(all);
  }

  /// Empty if it can't be read: the text names it all the same.
  private static Optional<MimeBodyPart> attached(Path chart) throws MessagingException {
    try {
      if (Files.size(chart) > LARGEST_CHART_BYTES) {
        return Optional.empty();
      }
      String svg = Files.readString(chart);
      MimeBodyPart part = new MimeBodyPart();
      part.setText(svg, StandardCharsets.UTF_8.name());
      part.setHeader("Content-Type", "image/svg+xml; charset=UTF-8");
      part.setFileName(String.valueOf(chart.getFileName()));
      return Optional.of(part);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String subject(Message message) {
    String line = "Towpath: " + BREAKS.matcher(message.line()).replaceAll(" ");
    if (line.codePointCount(0, line.length()) <= LONGEST_SUBJECT) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT)) + "…";
  }
}
