package dev.towpath.notify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A server after RFC 5321 (commands), 3207 (STARTTLS) and 4954 (login) that refuses what they
/// refuse: commands out of their order, lines without CRLF, a login or mail before TLS. It knows
/// no `gone@` and has no room for `later@`.
final class SmtpStandIn implements AutoCloseable {
  private static final int LONGEST_LINE = 1000;

  /// What was taken: each time the recipients, then the text's lines.
  final List<List<String>> taken = new CopyOnWriteArrayList<>();

  /// How often there is still no room for `later@`.
  final AtomicInteger busy = new AtomicInteger(Integer.MAX_VALUE);

  private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final SSLContext tls;
  private final String user;
  private final String password;

  SmtpStandIn(SSLContext tls, String user, String password) throws IOException {
    this.tls = tls;
    this.user = user;
    this.password = password;
    Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        Talk talk = new Talk(client);
        talk.say("220 localhost");
        for (String line = talk.line(); !line.equalsIgnoreCase("QUIT"); line = talk.line()) {
          if (talk.asksForTls(line)) {
            talk.secure();
          } else {
            talk.say(talk.answer(line));
          }
        }
      } catch (IOException _) {
        // The client went away, or the test is over.
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /// One client, and how far it is.
  private final class Talk {
    private Socket client;
    private boolean safe;
    private boolean greeted;
    private boolean known;
    private boolean sender;
    private final List<String> recipients = new ArrayList<>();

    Talk(Socket client) {
      this.client = client;
    }

    boolean asksForTls(String line) {
      return line.equalsIgnoreCase("STARTTLS") && greeted && !safe;
    }

    /// All that was said before is forgotten.
    void secure() throws IOException {
      say("220 go on");
      SSLSocket over = (SSLSocket) tls.getSocketFactory().createSocket(client, null, true);
      over.startHandshake();
      client = over;
      safe = true;
      greeted = false;
    }

    String answer(String line) throws IOException {
      String word = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      if (word.equals("EHLO") && line.length() > word.length() + 1) {
        greeted = true;
        return "250-localhost\r\n250 " + (safe ? "AUTH PLAIN" : "STARTTLS");
      }
      if (!safe || !greeted) {
        return safe ? "503 EHLO first" : "530 STARTTLS first";
      }
      return switch (word) {
        case "AUTH" -> auth(line);
        case "MAIL" -> mail(line);
        case "RCPT" -> recipient(line);
        case "DATA" -> data();
        case "RSET" -> "250 ok";
        default -> "502 unknown";
      };
    }

    /// Who acts, if it is said, is who logs in (RFC 4616). What it says repeats the secret, as no
    /// server should.
    private String auth(String line) {
      byte[] plain = Base64.getDecoder().decode(line.substring("AUTH PLAIN ".length()));
      String said = new String(plain, StandardCharsets.UTF_8);
      String login = "\0" + user + "\0" + password;
      known = said.equals(login) || said.equals(user + login);
      return known ? "235 welcome" : "535 not with " + line;
    }

    private String mail(String line) {
      if (!known || sender || !line.matches("MAIL FROM:<[^<> ]+@[^<> ]+>( \\S+)*")) {
        return known ? "503 no" : "530 log in first";
      }
      sender = true;
      return "250 ok";
    }

    private String recipient(String line) {
      if (!sender || !line.matches("RCPT TO:<[^<> ]+@[^<> ]+>")) {
        return "503 no";
      }
      String address = line.substring("RCPT TO:<".length(), line.length() - 1);
      if (address.startsWith("gone@")) {
        return "550 no such mailbox";
      }
      if (address.startsWith("later@") && busy.getAndDecrement() > 0) {
        return "451 try again";
      }
      recipients.add(address);
      return "250 ok";
    }

    private String data() throws IOException {
      if (recipients.isEmpty()) {
        return "554 nobody to send it to";
      }
      say("354 go on");
      List<String> lines = new ArrayList<>(recipients);
      for (String line = line(); !line.equals("."); line = line()) {
        lines.add(line.startsWith(".") ? line.substring(1) : line);
      }
      taken.add(List.copyOf(lines));
      return "250 taken";
    }

    void say(String answer) throws IOException {
      OutputStream out = client.getOutputStream();
      out.write((answer + "\r\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    /// A line without its end, which is CRLF and nothing else.
    String line() throws IOException {
      InputStream in = client.getInputStream();
      StringBuilder line = new StringBuilder();
      for (int next = in.read(); next != '\r'; next = in.read()) {
        if (next < 0 || next == '\n' || line.length() > LONGEST_LINE) {
          throw new IOException("no line");
        }
        line.append((char) next);
      }
      if (in.read() != '\n') {
        throw new IOException("no line");
      }
      return line.toString();
    }
  }
}
