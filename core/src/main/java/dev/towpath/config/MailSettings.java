package dev.towpath.config;

import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/// `email:` beside other channels: a server that takes mail by SMTP, always over TLS, and who
/// gets it.
///
/// @param implicit whether TLS begins with the connection, and not by STARTTLS
/// @param login empty where the server wants none
public record MailSettings(
    Template server,
    int port,
    boolean implicit,
    Optional<Login> login,
    Template from,
    List<Template> to) {
  private static final int PORT = 587;
  private static final int IMPLICIT_PORT = 465;
  private static final int LAST_PORT = 65_535;
  private static final Pattern SERVER = Pattern.compile("[^\\s:/]+");
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s<>\"(),;:@]+@[^\\s<>\"(),;:@]+|\\S*\\$\\{\\S*");
  private static final String ADDRESS_HELP = "It is an address as ann@example.com, or ${NAME}.";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[A-Za-z_][A-Za-z0-9_]*}");

  /// How the server knows us.
  ///
  /// @param password a variable and nothing else, so that it never stands in a file
  public record Login(Template user, Template password) {}

  static Optional<MailSettings> read(Mapping channels, Faults faults) {
    return channels.mapping("email").flatMap(mapping -> of(mapping, faults));
  }

  private static Optional<MailSettings> of(Mapping mapping, Faults faults) {
    for (String name : new String[] {"server", "from", "to"}) {
      mapping.require(name, "'email' has no '" + name + "'.");
    }
    Optional<Template> server =
        mapping
            .text("server", SERVER, "It is a name as smtp.example.com; 'port' stands beside it.")
            .flatMap(value -> Template.of(value, "server", faults));
    boolean implicit =
        mapping
            .choice("tls", List.of("starttls", "implicit"))
            .filter("implicit"::equals)
            .isPresent();
    int port = mapping.number("port", 1, LAST_PORT).orElse(implicit ? IMPLICIT_PORT : PORT);
    Optional<Login> login = login(mapping, faults);
    Optional<Template> from =
        mapping
            .text("from", ADDRESS, ADDRESS_HELP)
            .flatMap(value -> Template.of(value, "from", faults));
    List<Template> to = to(mapping, faults);
    mapping.end();
    return server.flatMap(
        at -> from.map(sender -> new MailSettings(at, port, implicit, login, sender, to)));
  }

  private static Optional<Login> login(Mapping mapping, Faults faults) {
    if (mapping.has("user") != mapping.has("password")) {
      String name = mapping.has("user") ? "password" : "user";
      faults.missing(mapping.node(), name, "'user' and 'password' go together.");
    }
    Optional<Template> user = Template.read(mapping, "user", faults);
    Optional<Template> password =
        mapping
            .text("password", VARIABLE, "It is ${NAME}: a password stands in no file.")
            .flatMap(value -> Template.of(value, "password", faults));
    return user.flatMap(name -> password.map(secret -> new Login(name, secret)));
  }

  private static List<Template> to(Mapping mapping, Faults faults) {
    List<Template> to = new ArrayList<>();
    for (ScalarNode address : mapping.texts("to")) {
      if (ADDRESS.matcher(address.getValue()).matches()) {
        Template.of(address, "to", faults).ifPresent(to::add);
      } else {
        faults.badValue(address, "'to' can't hold this.", ADDRESS_HELP);
      }
    }
    return List.copyOf(to);
  }
}
