package dev.towpath.notify;

import dev.towpath.config.MailSettings;
import dev.towpath.config.Template;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// A message as mail: plain text, with its beginning as the subject.
final class Letter {
  /// Code points; what is longer stands in the text alone.
  private static final int LONGEST_SUBJECT = 150;

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
    letter.setText(message.text(), StandardCharsets.UTF_8.name());
    letter.setHeader("Date", DATE.format(now));
    // No mailbox answers that its owner is on holiday.
    letter.setHeader("Auto-Submitted", "auto-generated");
    letter.saveChanges();
    return letter;
  }

  private static String subject(Message message) {
    String line = "Towpath: " + BREAKS.matcher(message.line()).replaceAll(" ");
    if (line.codePointCount(0, line.length()) <= LONGEST_SUBJECT) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, LONGEST_SUBJECT)) + "…";
  }
}
