package dev.towpath.probe;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// One try to connect.
final class TcpTry {
  private TcpTry() {}

  /// @param address `host:port`
  static Said of(String address, Duration limit) {
    int colon = address.lastIndexOf(':');
    try (Socket socket = new Socket()) {
      int port = Integer.parseInt(address.substring(colon + 1));
      InetSocketAddress place = new InetSocketAddress(host(address.substring(0, colon)), port);
      socket.connect(place, (int) Math.min(limit.toMillis(), Integer.MAX_VALUE));
      return new Said(true, "it accepts connections");
    } catch (IOException e) {
      return new Said(false, "no connection: " + e.getMessage());
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return new Said(false, "the address is not host:port");
    }
  }

  /// An address of IPv6 stands in brackets.
  private static String host(String text) {
    return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
  }
}
