package dev.towpath.migration.run;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// A proxy on the loopback that reads PostgreSQL's protocol and cuts the working session of a run
/// right behind one message. Other sessions pass through, and are cut too where so asked.
final class CuttingProxy implements AutoCloseable {
  /// How the driver tells the session's name, in its first message behind the log-in.
  private static final String WORKING = "application_name = 'towpath/run ";

  private static final int MOST_STARTUP_BYTES = 10_000;

  private final ServerSocket listening;
  private final int serverPort;
  private final int cutAfter;
  private final boolean cutAll;
  private final AtomicInteger messages = new AtomicInteger();
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private volatile boolean refusing;

  /// @param cutAfter how many messages of the working session pass, both ways counted together
  /// @param cutAll whether every session is cut then and no new one let in, as a kill would
  CuttingProxy(int serverPort, int cutAfter, boolean cutAll) throws IOException {
    this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.serverPort = serverPort;
    this.cutAfter = cutAfter;
    this.cutAll = cutAll;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /// How many messages of working sessions came by.
  int messages() {
    return messages.get();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        if (refusing) {
          client.close();
        } else {
          serve(client);
        }
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket client) throws IOException {
    Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    sockets.add(client);
    sockets.add(server);
    DataInputStream in = new DataInputStream(client.getInputStream());
    DataOutputStream out = new DataOutputStream(server.getOutputStream());
    byte[] startup = new byte[Math.min(in.readInt() - 4, MOST_STARTUP_BYTES)];
    in.readFully(startup);
    AtomicBoolean working = new AtomicBoolean();
    out.writeInt(startup.length + 4);
    out.write(startup);
    out.flush();
    DataInputStream back = new DataInputStream(server.getInputStream());
    DataOutputStream toClient = new DataOutputStream(client.getOutputStream());
    Thread.ofVirtual().start(() -> pump(in, out, client, server, working));
    Thread.ofVirtual().start(() -> pump(back, toClient, client, server, working));
  }

  private void pump(
      DataInputStream in,
      DataOutputStream out,
      Socket client,
      Socket server,
      AtomicBoolean working) {
    try {
      while (true) {
        int type = in.read();
        if (type < 0) {
          throw new EOFException();
        }
        int length = in.readInt();
        byte[] body = in.readNBytes(length - 4);
        out.write(type);
        out.writeInt(length);
        out.write(body);
        out.flush();
        if (new String(body, StandardCharsets.UTF_8).contains(WORKING)) {
          working.set(true);
        }
        if (working.get() && messages.incrementAndGet() == cutAfter) {
          cut();
          return;
        }
      }
    } catch (IOException over) {
      close(client);
      close(server);
    }
  }

  private void cut() {
    refusing = cutAll;
    sockets.forEach(CuttingProxy::close);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // It is closed either way.
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    sockets.forEach(CuttingProxy::close);
  }
}
