package dev.towpath.sql;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Stands between one client and a server on this machine, and records the queries that the
/// client sends.
final class Recorder implements AutoCloseable {
  private final ServerSocket socket;
  private final int server;
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private final Thread thread;

  Recorder(int server) throws IOException {
    this.server = server;
    socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    thread = Thread.ofVirtual().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  /// The queries of the client; call it once the client is gone.
  List<String> queries() throws InterruptedException {
    thread.join();
    return queries;
  }

  private void serve() {
    try (Socket client = socket.accept();
        Socket target = new Socket(InetAddress.getLoopbackAddress(), server)) {
      Thread answers = Thread.ofVirtual().start(() -> copy(target, client));
      record(new DataInputStream(client.getInputStream()), target.getOutputStream());
      target.shutdownOutput();
      answers.join();
    } catch (IOException e) {
      // the client is gone
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void copy(Socket from, Socket to) {
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      in.transferTo(out);
    } catch (IOException e) {
      // one of them is gone
    }
  }

  private void record(DataInputStream in, OutputStream target) throws IOException {
    DataOutputStream out = new DataOutputStream(target);
    forward(in, out);
    for (int type = in.read(); type >= 0; type = in.read()) {
      out.writeByte(type);
      byte[] body = forward(in, out);
      if (type == 'Q') {
        queries.add(new String(body, 0, body.length - 1, StandardCharsets.UTF_8));
      }
    }
  }

  private static byte[] forward(DataInputStream in, DataOutputStream out) throws IOException {
    int length = in.readInt();
    byte[] body = in.readNBytes(length - Integer.BYTES);
    out.writeInt(length);
    out.write(body);
    out.flush();
    return body;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
