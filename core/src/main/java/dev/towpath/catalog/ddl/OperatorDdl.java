package dev.towpath.catalog.ddl;

import dev.towpath.catalog.CatalogObject;
import dev.towpath.catalog.Kind;
import dev.towpath.catalog.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Operators, their classes and families.
final class OperatorDdl implements Family {
  private static final Pattern MEMBER = Pattern.compile("(operator|function) (\\d+) (\\(.*\\))");
  private static final Set<String> ALTERABLE = Set.of("restrict", "join");

  private final Context context;

  OperatorDdl(Context context) {
    this.context = context;
  }

  @Override
  public void create(CatalogObject object) {
    String sql =
        switch (object.name().kind()) {
          case OPERATOR -> operator(object);
          case OPERATOR_FAMILY -> "create " + Target.of(object.name(), context.after());
          case OPERATOR_CLASS -> operatorClass(object);
          default -> throw new IllegalArgumentException(object.name().toString());
        };
    context.steps().create(Phase.OPERATOR, object.name(), sql);
    if (object.name().kind() == Kind.OPERATOR_FAMILY) {
      Set<String> loose = members(object);
      classesOf(object.name()).forEach(each -> loose.removeAll(ownMembers(each, object)));
      loose.forEach(member -> add(object, member));
    }
  }

  private static String operator(CatalogObject object) {
    String name = Target.operator(object.name());
    List<String> types = Sql.items(Sql.arguments(name).replaceFirst("^\\((.*)\\)$", "$1"));
    Map<String, String> is = object.properties();
    List<String> options = new ArrayList<>();
    put(options, "leftarg", types.getFirst().equals("none") ? "" : types.getFirst());
    put(options, "rightarg", types.getLast().equals("none") ? "" : types.getLast());
    put(options, "function", Sql.withoutArguments(is.getOrDefault("function", "")));
    for (String other : List.of("commutator", "negator")) {
      String operator = Sql.withoutArguments(is.getOrDefault(other, ""));
      put(options, other, operator.isEmpty() ? "" : "operator(" + operator + ")");
    }
    put(options, "restrict", Sql.withoutArguments(is.getOrDefault("restrict", "")));
    put(options, "join", Sql.withoutArguments(is.getOrDefault("join", "")));
    List.of("merges", "hashes").stream().filter(is::containsKey).forEach(options::add);
    return ("create operator " + Sql.withoutArguments(name))
        + (" (" + String.join(", ", options) + ")");
  }

  private static void put(List<String> options, String name, String value) {
    if (!value.isEmpty()) {
      options.add(name + " = " + value);
    }
  }

  /// A class holds what its family has for its very type.
  private String operatorClass(CatalogObject object) {
    Map<String, String> is = object.properties();
    String using = Target.using(object.name());
    int at = using.lastIndexOf(" using ");
    List<String> items = new ArrayList<>();
    family(object)
        .ifPresent(family -> ownMembers(object, family).forEach(m -> items.add(member(family, m))));
    if (is.containsKey("storage") || items.isEmpty()) {
      items.add("storage " + is.getOrDefault("storage", is.getOrDefault("type", "")));
    }
    return ("create operator class " + using.substring(0, at))
        + (is.containsKey("usual") ? " default" : "")
        + (" for type " + is.get("type") + using.substring(at))
        + (" family " + is.get("family") + " as\n  ")
        + String.join(",\n  ", items);
  }

  private Optional<CatalogObject> family(CatalogObject operatorClass) {
    return context.after().needs(operatorClass.name()).stream()
        .filter(need -> need.kind() == Kind.OPERATOR_FAMILY)
        .flatMap(need -> context.after().find(need).stream())
        .findFirst();
  }

  private List<CatalogObject> classesOf(ObjectName family) {
    return context.after().needing(family).stream()
        .filter(name -> name.kind() == Kind.OPERATOR_CLASS)
        .flatMap(name -> context.after().find(name).stream())
        .toList();
  }

  private static Set<String> members(CatalogObject family) {
    Set<String> members = new TreeSet<>(family.properties().keySet());
    members.removeIf(name -> !MEMBER.matcher(name).matches());
    return members;
  }

  private static Set<String> ownMembers(CatalogObject operatorClass, CatalogObject family) {
    String type = operatorClass.properties().getOrDefault("type", "");
    Set<String> members = members(family);
    members.removeIf(name -> !name.endsWith(" (" + type + ", " + type + ")"));
    return members;
  }

  /// `operator 1 canal.=(a, b)` or `function 1 (a, b) canal.code_hash(a)`.
  private static String member(CatalogObject family, String name) {
    Matcher member = MEMBER.matcher(name);
    String what = family.properties().getOrDefault(name, "");
    if (!member.matches()) {
      throw new IllegalArgumentException(name);
    }
    if (member.group(1).equals("function")) {
      return name + " " + what;
    }
    return "operator " + member.group(2) + " " + what.replaceFirst(" order by ", " for order by ");
  }

  private void add(CatalogObject family, String member) {
    context
        .steps()
        .change(
            Phase.OPERATOR,
            family.name(),
            "alter "
                + Target.of(family.name(), context.after())
                + " add "
                + member(family, member));
  }

  @Override
  public void drop(CatalogObject object) {
    context.steps().drop(object.name(), "drop " + Target.of(object.name(), context.before()));
  }

  @Override
  public void change(Change change) {
    ObjectName name = change.object();
    String alter = "alter " + Target.of(name, context.after());
    for (String property : change.names()) {
      if (name.kind() == Kind.OPERATOR && ALTERABLE.contains(property)) {
        String function = Sql.withoutArguments(change.now(property).orElse("none"));
        context
            .steps()
            .change(Phase.OPERATOR, name, alter + " set (" + property + " = " + function + ")");
      }
      if (MEMBER.matcher(property).matches()) {
        changeMember(change, property, alter);
      }
    }
  }

  /// The members of a class that is made or dropped come and go with it.
  private void changeMember(Change change, String property, String alter) {
    boolean made =
        classesOf(change.object()).stream()
            .filter(each -> context.isFresh(each.name()))
            .anyMatch(each -> ownMembers(each, change.after()).contains(property));
    if (!change.was(property).isEmpty() && change.is(property).isEmpty() && hasLost(change)) {
      return;
    }
    if (!change.was(property).isEmpty()) {
      context.steps().change(Phase.OPERATOR, change.object(), alter + " drop " + property);
    }
    if (!change.is(property).isEmpty() && !made) {
      add(change.after(), property);
    }
  }

  private boolean hasLost(Change change) {
    return context.before().needing(change.object()).stream()
        .anyMatch(name -> name.kind() == Kind.OPERATOR_CLASS && context.goes(name));
  }

  @Override
  public boolean needsRemake(Change change) {
    return change.object().kind() != Kind.OPERATOR_FAMILY
        && change.names().stream()
            .anyMatch(name -> !Finish.covers(name) && !ALTERABLE.contains(name));
  }
}
