package dev.towpath.rollback.freeze;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// A proxy on the loopback that counts what a server has done for its clients, and at one moment
/// does something before the client hears of it.
final class KillingProxy implements AutoCloseable {
  private static final int READY_FOR_QUERY = 'Z';

  private final ServerSocket listening;
  private final int serverPort;
  private final int at;
  private final Runnable kill;
  private final AtomicInteger done = new AtomicInteger();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  /// @param at the number of the exchange after which `kill` runs
  KillingProxy(int serverPort, int at, Runnable kill) throws IOException {
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.serverPort = serverPort;
    this.at = at;
    this.kill = kill;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  boolean killed() {
    return done.get() >= at;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        sockets.add(client);
        sockets.add(server);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> forward(client, server));
        Thread.ofVirtual().start(() -> answer(server, client));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void forward(Socket client, Socket server) {
    try (client;
        server;
        InputStream in = client.getInputStream()) {
      in.transferTo(server.getOutputStream());
    } catch (IOException over) {
      // One of them has ended.
    }
  }

  private void answer(Socket server, Socket client) {
    try (server;
        client;
        DataInputStream in = new DataInputStream(server.getInputStream());
        DataOutputStream out = new DataOutputStream(client.getOutputStream())) {
      for (int type = in.read(); type >= 0; type = in.read()) {
        int length = in.readInt();
        byte[] body = in.readNBytes(length - Integer.BYTES);
        if (type == READY_FOR_QUERY && done.incrementAndGet() == at) {
          kill.run();
        }
        out.write(type);
        out.writeInt(length);
        out.write(body);
        out.flush();
      }
    } catch (IOException over) {
      // One of them has ended.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }
}
