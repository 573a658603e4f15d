package dev.towpath.sql;

import static dev.towpath.sql.TransactionUse.ALONE;
import static dev.towpath.sql.TransactionUse.CONTROL;
import static dev.towpath.sql.TransactionUse.INSIDE;

import dev.towpath.sql.Lexer.Kind;
import dev.towpath.sql.syntax.DiscardMode;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.Nodes;
import java.util.List;
import java.util.regex.Pattern;

/// What PostgreSQL 18 refuses inside a transaction block: the callers of its
/// `PreventInTransactionBlock`.
final class TransactionRules {
  private static final Pattern END_OF_TRANSACTION =
      Pattern.compile("\\b(?:commit|rollback)\\b", Pattern.CASE_INSENSITIVE);

  private TransactionRules() {}

  static TransactionUse use(Node statement) {
    return switch (statement) {
      case Node.TransactionStmt control -> use(control);
      case Node.VacuumStmt vacuum -> aloneIf(vacuum.isVacuumcmd());
      case Node.IndexStmt index -> aloneIf(index.concurrent());
      case Node.DropStmt drop -> aloneIf(drop.concurrent());
      case Node.ReindexStmt reindex -> aloneIf(isAlone(reindex));
      case Node.ClusterStmt cluster -> aloneIf(cluster.relation() == null);
      case Node.DiscardStmt discard -> aloneIf(discard.target() == DiscardMode.DISCARD_ALL);
      case Node.AlterTableStmt alter -> aloneIf(detachesConcurrently(alter));
      case Node.AlterDatabaseStmt alter -> aloneIf(has(alter.options(), "tablespace"));
      case Node.CreateSubscriptionStmt create -> aloneIf(makesSlot(create));
      case Node.AlterSubscriptionStmt alter -> aloneIf(isAlone(alter));
      case Node.DoStmt block -> aloneIf(endsTransaction(block));
      case Node.AlterSystemStmt system -> ALONE;
      case Node.CreatedbStmt database -> ALONE;
      case Node.DropdbStmt database -> ALONE;
      case Node.CreateTableSpaceStmt tablespace -> ALONE;
      case Node.DropTableSpaceStmt tablespace -> ALONE;
      case Node.DropSubscriptionStmt subscription -> ALONE; // where it has a slot, as by default
      default -> INSIDE;
    };
  }

  private static TransactionUse aloneIf(boolean alone) {
    return alone ? ALONE : INSIDE;
  }

  private static TransactionUse use(Node.TransactionStmt statement) {
    return switch (statement.kind()) {
      case TRANS_STMT_BEGIN,
          TRANS_STMT_START,
          TRANS_STMT_COMMIT,
          TRANS_STMT_ROLLBACK,
          TRANS_STMT_PREPARE ->
          CONTROL;
      case TRANS_STMT_COMMIT_PREPARED, TRANS_STMT_ROLLBACK_PREPARED -> ALONE;
      case TRANS_STMT_SAVEPOINT, TRANS_STMT_RELEASE, TRANS_STMT_ROLLBACK_TO -> INSIDE;
    };
  }

  private static boolean isAlone(Node.ReindexStmt reindex) {
    return switch (reindex.kind()) {
      case REINDEX_OBJECT_SCHEMA, REINDEX_OBJECT_DATABASE, REINDEX_OBJECT_SYSTEM -> true;
      case REINDEX_OBJECT_INDEX, REINDEX_OBJECT_TABLE ->
          option(reindex.params(), "concurrently", false);
    };
  }

  private static boolean detachesConcurrently(Node.AlterTableStmt alter) {
    return Nodes.find(alter, Node.PartitionCmd.class).stream()
        .anyMatch(Node.PartitionCmd::concurrent);
  }

  private static boolean makesSlot(Node.CreateSubscriptionStmt create) {
    boolean connects = option(create.options(), "connect", true);
    return option(create.options(), "create_slot", connects);
  }

  private static boolean isAlone(Node.AlterSubscriptionStmt alter) {
    return switch (alter.kind()) {
      case ALTER_SUBSCRIPTION_REFRESH -> true;
      case ALTER_SUBSCRIPTION_SET_PUBLICATION,
          ALTER_SUBSCRIPTION_ADD_PUBLICATION,
          ALTER_SUBSCRIPTION_DROP_PUBLICATION ->
          option(alter.options(), "refresh", true);
      case ALTER_SUBSCRIPTION_OPTIONS ->
          has(alter.options(), "failover") || has(alter.options(), "two_phase");
      case ALTER_SUBSCRIPTION_CONNECTION, ALTER_SUBSCRIPTION_ENABLED, ALTER_SUBSCRIPTION_SKIP ->
          false;
    };
  }

  private static boolean has(List<Node> options, String name) {
    return options.stream()
        .anyMatch(node -> node instanceof Node.DefElem option && option.defname().equals(name));
  }

  /// An option's truth value, as PostgreSQL reads it; the last one counts.
  private static boolean option(List<Node> options, String name, boolean absent) {
    boolean value = absent;
    for (Node node : options) {
      if (node instanceof Node.DefElem option && option.defname().equals(name)) {
        value = isTrue(option);
      }
    }
    return value;
  }

  private static boolean isTrue(Node.DefElem option) {
    return switch (option.arg()) {
      case Node.Integer number -> number.ival() != 0;
      case Node.String text -> isTrue(text.sval());
      case Node.TypeName word -> isTrue(((Node.String) word.names().getLast()).sval());
      case null, default -> true;
    };
  }

  private static boolean isTrue(String word) {
    return !word.equalsIgnoreCase("false") && !word.equalsIgnoreCase("off");
  }

  /// Whether the text of a `DO` holds a word that could end a transaction.
  static boolean mayEndTransaction(String sql) {
    return END_OF_TRANSACTION.matcher(sql).find();
  }

  private static boolean endsTransaction(Node.DoStmt block) {
    return Nodes.find(block, Node.String.class).stream()
        .anyMatch(body -> endsTransaction(body.sval()));
  }

  /// Whether `COMMIT;` or `ROLLBACK;` stands in a body, also with `AND CHAIN`.
  private static boolean endsTransaction(String body) {
    Lexer lexer = new Lexer(body, 0, body.length());
    boolean ends = false;
    while (Tokens.nextUnit(lexer) != Kind.END) {
      if (ends && (lexer.is(';') || lexer.isWord("and"))) {
        return true;
      }
      ends = lexer.isWord("commit") || lexer.isWord("rollback");
    }
    return false;
  }
}
