package dev.towpath.cli;

import dev.towpath.config.Project;
import dev.towpath.control.Control;
import dev.towpath.report.Report;
import dev.towpath.server.Listen;
import dev.towpath.server.Routes;
import dev.towpath.server.WebServer;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// `towpath serve`: answers over HTTP until it is ended.
@Command(
    name = "serve",
    headerHeading =
        "Examples:%n" + "  towpath serve%n" + "  towpath serve --listen 10.0.0.7:9464 --public%n%n",
    header = "Answers over HTTP: /metrics for Prometheus, /health.",
    description =
        "It reads the control database and the backups when it is asked, and changes nothing."
            + " Ends on SIGTERM and ^C.",
    synopsisHeading = "%nUsage: ")
final class ServeCommand implements ProjectTask {
  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      converter = Reading.class,
      defaultValue = Listen.USUAL,
      description = "IP address and port, 0 for any; by default " + Listen.USUAL + ".")
  InetSocketAddress address = new InetSocketAddress(0);

  @Option(
      names = "--public",
      description =
          "Other machines may reach the address. Takes a token in TOWPATH_SERVE_TOKEN, which each"
              + " request must show.")
  boolean everywhere;

  /// Reads the address.
  static final class Reading implements ITypeConverter<InetSocketAddress> {
    @Override
    public InetSocketAddress convert(String text) {
      return Listen.read(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'" + text + "' is no address such as 127.0.0.1:9464 or [::1]:9464"));
    }
  }

  @Override
  public Report run(Wiring wiring, Project project) {
    Listen listen = Listen.at(address, everywhere, wiring.screen().variables());
    CountDownLatch end = new CountDownLatch(1);
    try (Control control = Recording.control(wiring);
        WebServer web = WebServer.start(listen, routes(wiring, project, control));
        Interruption _ = new Interruption(() -> end(wiring, web, control))) {
      wiring.say("serve: http:/" + web.address() + "/metrics");
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Report.of("serve").summary("The server ended.");
  }

  private static Routes routes(Wiring wiring, Project project, Control control) {
    return new Routes(
        project,
        control,
        Recording.journal(wiring, control),
        () -> wiring.storage(project, null, null),
        wiring.clock(),
        wiring::say);
  }

  private static void end(Wiring wiring, WebServer web, Control control) {
    web.close();
    control.close();
    wiring.say("serve: ended");
  }
}
