package dev.towpath.lint.schema;

import dev.towpath.sql.syntax.GrantTargetType;
import dev.towpath.sql.syntax.Node;
import dev.towpath.sql.syntax.ObjectType;
import dev.towpath.sql.syntax.RoleSpecType;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who was given or refused a table or a routine by GRANT and REVOKE. Not thread-safe.
public final class Access {
  /// How a statement names everybody.
  public static final String PUBLIC = "public";

  private final Schema schema;
  private final Map<Granted, Map<String, Boolean>> rights = new HashMap<>();
  private final Map<Right, Boolean> defaults = new LinkedHashMap<>();
  private Optional<Set<String>> served = Optional.empty();

  Access(Schema schema) {
    this.schema = schema;
  }

  /// What is opened and closed.
  public enum Kind {
    /// To read a relation.
    RELATION,
    /// To call a function or procedure.
    ROUTINE,
    /// To use what is in a schema.
    SCHEMA
  }

  private record Granted(Kind kind, Name name) {}

  /// What a role may do with what is made in a schema, or in any if it has no name.
  private record Right(Kind kind, String schema, String role) {}

  /// What the scripts said last; empty where they said nothing, and the server's defaults hold.
  public Optional<Boolean> said(Kind kind, Name object, String role) {
    return Optional.ofNullable(rights.getOrDefault(new Granted(kind, object), Map.of()).get(role));
  }

  /// Tells which schemas the platform's interface serves, and that it serves no other.
  public void serve(Collection<String> schemas) {
    served = Optional.of(Set.copyOf(schemas));
  }

  /// Whether the platform's interface may serve a schema: any, unless it is known which.
  public boolean mayServe(String schema) {
    return served.map(schemas -> schemas.contains(schema)).orElse(true);
  }

  /// The roles that a statement names.
  public static List<String> roles(List<Node> specs) {
    return specs.stream()
        .filter(Node.RoleSpec.class::isInstance)
        .map(Node.RoleSpec.class::cast)
        .map(role -> role.roletype() == RoleSpecType.ROLESPEC_PUBLIC ? PUBLIC : role.rolename())
        .toList();
  }

  /// The privileges that a statement names, in lower case; `all` for ALL PRIVILEGES.
  public static List<String> privileges(Node.GrantStmt grant) {
    return grant.privileges().isEmpty()
        ? List.of("all")
        : grant.privileges().stream()
            .map(
                each ->
                    each instanceof Node.AccessPriv named
                        ? named.privName().toLowerCase(Locale.ROOT)
                        : "")
            .toList();
  }

  /// The objects that a statement names; for ALL IN SCHEMA those that are known.
  public List<Name> objects(Node.GrantStmt grant) {
    if (grant.targtype() == GrantTargetType.ACL_TARGET_OBJECT) {
      boolean schemas = grant.objtype() == ObjectType.OBJECT_SCHEMA;
      return grant.objects().stream()
          .map(object -> schemas ? new Name("", Name.word(object)) : whole(object))
          .toList();
    }
    List<String> names = grant.objects().stream().map(Name::word).toList();
    return kind(grant.objtype()) == Kind.ROUTINE
        ? schema.routines().stream().filter(each -> names.contains(each.schema())).toList()
        : schema.tables().stream()
            .map(Table::name)
            .filter(each -> names.contains(each.schema()))
            .toList();
  }

  private Name whole(Node object) {
    Name name = Name.ofObject(object);
    return object instanceof Node.ObjectWithArgs
        ? schema.routine(name).map(Schema.Routine::name).orElse(schema.qualified(name))
        : schema.qualified(name);
  }

  void apply(Node statement) {
    switch (statement) {
      case Node.GrantStmt grant -> grant(grant);
      case Node.AlterDefaultPrivilegesStmt alter when alter.action() != null ->
          defaults(alter, alter.action());
      case Node.CreateStmt create -> made(Kind.RELATION, create.relation());
      case Node.ViewStmt create -> made(Kind.RELATION, create.view());
      case Node.CreateForeignTableStmt create when create.base() != null ->
          made(Kind.RELATION, create.base().relation());
      case Node.CreateTableAsStmt create when create.into() != null ->
          made(Kind.RELATION, create.into().rel());
      case Node.CreateFunctionStmt create
          when schema.routine(Name.of(create.funcname())).isEmpty() ->
          made(Kind.ROUTINE, schema.qualified(Name.of(create.funcname())));
      default -> {} // gives and takes nothing
    }
  }

  private void made(Kind kind, Node.@Nullable RangeVar relation) {
    if (relation != null && schema.table(relation).isEmpty()) {
      made(kind, NewTable.name(schema, relation));
    }
  }

  /// A new object has what the default privileges give at that moment.
  private void made(Kind kind, Name object) {
    rights.remove(new Granted(kind, object));
    defaults.forEach(
        (right, open) -> {
          String where = right.schema();
          if (right.kind() == kind && (where.isEmpty() || where.equals(object.schema()))) {
            put(kind, object, right.role(), open);
          }
        });
  }

  private void put(Kind kind, Name object, String role, boolean open) {
    rights.computeIfAbsent(new Granted(kind, object), _ -> new HashMap<>()).put(role, open);
  }

  private void grant(Node.GrantStmt grant) {
    Kind kind = kind(grant.objtype());
    if (kind == null || !decides(kind, grant)) {
      return;
    }
    for (Name object : objects(grant)) {
      for (String role : roles(grant.grantees())) {
        put(kind, object, role, grant.isGrant());
      }
    }
  }

  /// In one schema alone nothing can be taken from everybody: that is the server's own default.
  private void defaults(Node.AlterDefaultPrivilegesStmt alter, Node.GrantStmt action) {
    Kind kind = kind(action.objtype());
    if (kind == null || !decides(kind, action)) {
      return;
    }
    List<String> schemas = schemas(alter);
    for (String role : roles(action.grantees())) {
      for (String name : schemas.isEmpty() ? List.of("") : schemas) {
        if (action.isGrant() || name.isEmpty() || !role.equals(PUBLIC)) {
          defaults.put(new Right(kind, name, role), action.isGrant());
        }
      }
    }
  }

  /// The schemas that default privileges are for; none is all of them.
  public static List<String> schemas(Node.AlterDefaultPrivilegesStmt alter) {
    return Options.named(alter.options(), "schemas")
        .map(Node.DefElem::arg)
        .map(arg -> arg instanceof Node.List list ? list.items() : List.<Node>of())
        .orElse(List.of())
        .stream()
        .map(Name::word)
        .toList();
  }

  private static boolean decides(Kind kind, Node.GrantStmt grant) {
    List<String> privileges = privileges(grant);
    String telling =
        switch (kind) {
          case RELATION -> "select";
          case ROUTINE -> "execute";
          case SCHEMA -> "usage";
        };
    return privileges.contains("all") || privileges.contains(telling);
  }

  private static @Nullable Kind kind(ObjectType type) {
    return switch (type) {
      case OBJECT_TABLE, OBJECT_VIEW, OBJECT_MATVIEW, OBJECT_FOREIGN_TABLE -> Kind.RELATION;
      case OBJECT_FUNCTION, OBJECT_PROCEDURE, OBJECT_ROUTINE -> Kind.ROUTINE;
      case OBJECT_SCHEMA -> Kind.SCHEMA;
      default -> null;
    };
  }
}
