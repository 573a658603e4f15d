package dev.towpath.server;

import dev.towpath.backup.seal.Keys;
import dev.towpath.backup.store.Storages;
import dev.towpath.config.ConfigFile;
import dev.towpath.config.ConfigReading;
import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.control.ControlPlace;
import dev.towpath.ledger.Checkpoints;
import dev.towpath.postgres.DatabaseUrl;
import dev.towpath.postgres.Platform;
import dev.towpath.postgres.ScratchServer;
import dev.towpath.release.run.Journal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A server that answers for a project with a control database of its own, for each test.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ServedCase {
  protected static final String TOKEN = "a-token-of-the-tests";
  private static final int MAJOR = 15;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private int databases;
  private ScratchServer server;

  @TempDir protected Path folder;
  protected Project project;
  protected Control control;
  protected Journal journal;
  protected WebServer web;
  protected final List<String> log = new CopyOnWriteArrayList<>();

  @BeforeAll
  void startPostgres() {
    server = ScratchServer.start(MAJOR, Platform.NONE);
  }

  @AfterAll
  void stopPostgres() {
    server.close();
  }

  @BeforeEach
  void serve() throws IOException {
    Files.writeString(
        folder.resolve("towpath.yaml"),
        """
        project: portal
        environments:
          staging: { database: "${STAGING}" }
          production: { database: "${PRODUCTION}" }
        """);
    project = ((ConfigReading.Good) ConfigFile.read(folder)).project();
    DatabaseUrl url = server.createDatabase("served" + databases++);
    control = Control.open(new ControlPlace.Shared(url));
    Map<String, String> folders =
        Map.of("XDG_CONFIG_HOME", "" + folder, "XDG_STATE_HOME", "" + folder);
    journal =
        new Journal(control, Checkpoints.of(folders, Optional.empty(), "tester", UUID::randomUUID));
    Listen listen =
        Listen.at(Listen.read("127.0.0.1:0").orElseThrow(), false, Map.of(Token.VARIABLE, TOKEN));
    web = WebServer.start(listen, routes());
  }

  protected Routes routes() {
    return new Routes(
        project,
        control,
        journal,
        () -> Storages.at(folder, "backups", Keys.NONE, Map.of()),
        InstantSource.system(),
        log::add);
  }

  @AfterEach
  void end() {
    web.close();
    control.close();
  }

  protected HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().header("Authorization", "Bearer " + TOKEN).build());
  }

  protected HttpResponse<String> post(String path, String json)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .POST(BodyPublishers.ofString(json))
            .header("Authorization", "Bearer " + TOKEN)
            .build());
  }

  protected HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http:/" + web.address() + path));
  }

  protected static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return CLIENT.send(request, BodyHandlers.ofString());
  }
}
