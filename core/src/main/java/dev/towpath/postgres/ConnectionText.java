package dev.towpath.postgres;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads libpq's two ways to write a connection down, into its settings by name.
final class ConnectionText {
  private static final List<String> SCHEMES = List.of("postgresql://", "postgres://");
  private static final int HEX = 16;

  private ConnectionText() {}

  static Map<String, String> parse(String text) {
    String trimmed = text.strip();
    for (String scheme : SCHEMES) {
      if (trimmed.startsWith(scheme)) {
        return uri(trimmed.substring(scheme.length()));
      }
    }
    if (trimmed.contains("://")) {
      throw invalid("It must begin with postgresql:// or postgres://.");
    }
    if (!trimmed.contains("=")) {
      throw invalid("It is neither a postgresql:// URL nor a string of key=value.");
    }
    return new KeyValueReader(trimmed).read();
  }

  private static Map<String, String> uri(String rest) {
    Map<String, String> settings = new LinkedHashMap<>();
    int end = firstOf(rest, "/?");
    String authority = rest.substring(0, end);
    int at = authority.indexOf('@');
    if (at != authority.lastIndexOf('@')
        || (at < 0 && rest.indexOf('@') >= 0 && colon(authority))) {
      throw invalid("A password with @ / ? # or : must be percent-encoded; @ is %40, / is %2F.");
    }
    if (at >= 0) {
      credentials(authority.substring(0, at), settings);
    }
    hosts(authority.substring(at + 1), settings);
    String tail = rest.substring(end);
    int question = tail.indexOf('?');
    String path = question < 0 ? tail : tail.substring(0, question);
    if (path.length() > 1) {
      settings.put("dbname", decode(path.substring(1)));
    }
    if (question >= 0) {
      query(tail.substring(question + 1), settings);
    }
    return settings;
  }

  private static boolean colon(String authority) {
    return authority.indexOf(':') >= 0;
  }

  private static int firstOf(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  private static void credentials(String text, Map<String, String> settings) {
    int colon = text.indexOf(':');
    String user = colon < 0 ? text : text.substring(0, colon);
    if (!user.isEmpty()) {
      settings.put("user", decode(user));
    }
    if (colon >= 0 && colon + 1 < text.length()) {
      settings.put("password", decode(text.substring(colon + 1)));
    }
  }

  private static void hosts(String text, Map<String, String> settings) {
    if (text.isEmpty()) {
      return;
    }
    List<String> names = new ArrayList<>();
    List<String> ports = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      int close = part.startsWith("[") ? part.indexOf(']') : -1;
      if (part.startsWith("[") && close < 0) {
        throw invalid("An IPv6 address must end with ].");
      }
      int colon = part.indexOf(':', close + 1);
      String name = part.substring(0, colon < 0 ? part.length() : colon);
      names.add(decode(close < 0 ? name : name.substring(1, close)));
      ports.add(colon < 0 ? "" : part.substring(colon + 1));
    }
    settings.put("host", String.join(",", names));
    settings.put("port", String.join(",", ports));
  }

  private static void query(String text, Map<String, String> settings) {
    for (String part : text.split("&", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        if (!part.isEmpty()) {
          throw invalid("After the ? there must be key=value, separated by &.");
        }
        continue;
      }
      String key = decode(part.substring(0, equals));
      String value = decode(part.substring(equals + 1));
      if (key.equals("ssl") && value.equals("true")) {
        settings.put("sslmode", "require");
      } else {
        settings.put(key, value);
      }
    }
  }

  /// Percent-decoding as libpq does it: a plus sign stays one.
  private static String decode(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    byte[] plain = new byte[bytes.length];
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '%') {
        if (i + 2 >= bytes.length) {
          throw badPercent();
        }
        int high = Character.digit(bytes[i + 1], HEX);
        int low = Character.digit(bytes[i + 2], HEX);
        if (high < 0 || low < 0 || high + low == 0) {
          throw badPercent();
        }
        plain[length++] = (byte) (high * HEX + low);
        i += 2;
      } else {
        plain[length++] = bytes[i];
      }
    }
    return utf8(plain, length);
  }

  private static String utf8(byte[] bytes, int length) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(java.nio.ByteBuffer.wrap(bytes, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw badPercent();
    }
  }

  private static ProblemException badPercent() {
    return invalid("A % must be followed by two hexadecimal digits; a % itself is written %25.");
  }

  static ProblemException invalid(String why) {
    return Problem.of("database-url-invalid", Exit.USAGE, "The database URL can't be read.")
        .because(why)
        .leaving("No database was touched.")
        .next("Write it like this: postgresql://user:password@host:5432/database?sslmode=require")
        .exception();
  }
}
