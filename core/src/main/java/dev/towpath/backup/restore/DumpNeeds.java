package dev.towpath.backup.restore;

import dev.towpath.sql.Parse;
import dev.towpath.sql.Script;
import dev.towpath.sql.SqlParser;
import dev.towpath.sql.Statement;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import dev.towpath.sql.syntax.RoleSpecType;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What a dump takes for granted: roles that it names and doesn't make, and extensions that the
/// server must have.
///
/// @param superuser what only a superuser may make, in words
record DumpNeeds(Set<String> roles, Set<String> extensions, Set<String> superuser) {
  private static final Pattern TELLING =
      Pattern.compile(
          "(?is)(ALTER\\b.*\\bOWNER TO|GRANT|REVOKE|CREATE POLICY|ALTER POLICY"
              + "|ALTER DEFAULT PRIVILEGES|SET SESSION AUTHORIZATION|CREATE SCHEMA"
              + "|CREATE USER MAPPING|CREATE EXTENSION|CREATE EVENT TRIGGER|CREATE PUBLICATION"
              + "|CREATE SUBSCRIPTION)\\b.*");

  /// Reads the dump as SQL without its rows.
  static DumpNeeds of(String sql) {
    Set<String> roles = new TreeSet<>();
    Set<String> extensions = new TreeSet<>();
    Set<String> superuser = new TreeSet<>();
    for (Statement statement : Script.of(sql).statements()) {
      if (TELLING.matcher(statement.sql()).matches()
          && SqlParser.parse(statement.sql()) instanceof Parse.Tree(Node node)) {
        Nodes.find(node, Node.RoleSpec.class).stream()
            .filter(role -> role.roletype() == RoleSpecType.ROLESPEC_CSTRING)
            .forEach(role -> roles.add(role.rolename()));
        if (node instanceof Node.CreateExtensionStmt extension) {
          extensions.add(extension.extname());
        }
        forSuperuser(node).ifPresent(superuser::add);
      }
    }
    return new DumpNeeds(roles, extensions, superuser);
  }

  /// The guards of a frozen database are left out of a restore.
  private static Optional<String> forSuperuser(Node node) {
    return switch (node) {
      case Node.CreateEventTrigStmt event when !event.trigname().startsWith(PgRestore.GUARD_NAME) ->
          Optional.of("the event trigger " + event.trigname());
      case Node.CreatePublicationStmt publication when publication.forAllTables() ->
          Optional.of("the publication " + publication.pubname() + " for all tables");
      case Node.CreateSubscriptionStmt subscription ->
          Optional.of("the subscription " + subscription.subname());
      case Node _ -> Optional.empty();
    };
  }
}
