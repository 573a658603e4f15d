package dev.towpath.lint.schema;

import dev.towpath.lint.schema.Tables.Trait;
import dev.towpath.sql.syntax.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The part of a database's schema that verdicts depend on, as it stands before a statement.
///
/// The one mutable thing of the guard: [#apply] moves it on behind each statement. Not
/// thread-safe. A rule asks it while it looks at a statement and keeps nothing of it.
public final class Schema {
  private final Tables tables = new Tables();
  private final Map<Name, Type> types = new HashMap<>();
  private final Map<Name, Routine> routines = new HashMap<>();
  private final Set<Name> gone = new HashSet<>();
  private final Set<Name> recent = new HashSet<>();
  private final Views views = new Views(this);
  private final Triggers triggers = new Triggers(this);
  private final Signatures signatures = new Signatures(this);
  private final Access access = new Access(this);
  private final Others others = new Others(this);
  private final Conversions conversions = new Conversions(this);
  private final Phases phases = new Phases(this);
  private final Gone takenAway = new Gone(this);
  private final Code code = new Code(this);
  private final ScriptSoFar script = new ScriptSoFar();
  private final SearchPath path = new SearchPath();
  private boolean inDeploy = true;

  /// A type that a script or a catalog defines.
  ///
  /// @param values of an enum
  /// @param bornValues of an enum, added by this deploy
  /// @param base of a domain
  /// @param constrained whether a domain has a constraint
  public record Type(
      Name name,
      Sort sort,
      List<String> values,
      List<String> bornValues,
      String base,
      boolean constrained,
      boolean born) {
    Type aged() {
      return new Type(name, sort, values, List.of(), base, constrained, false);
    }

    /// What a type is.
    public enum Sort {
      ENUM,
      DOMAIN,
      OTHER
    }
  }

  /// A function or procedure, all of its overloads as one.
  ///
  /// @param volatility `i`, `s` or `v`, as pg_proc has it; the most volatile of the overloads
  public record Routine(Name name, char volatility, boolean born) {
    Routine aged() {
      return new Routine(name, volatility, false);
    }

    Routine with(Routine other) {
      boolean more = "isv".indexOf(volatility) > "isv".indexOf(other.volatility);
      return new Routine(name, more ? volatility : other.volatility, born && other.born);
    }
  }

  /// From here on, what a statement makes was there before this deploy, or belongs to it.
  public void deploying(boolean deploying) {
    inDeploy = deploying;
  }

  /// Whether what is made now belongs to this deploy.
  public boolean isDeploying() {
    return inDeploy;
  }

  /// Ends a deploy: all that is here is old for the next one.
  public void settle() {
    others.settle();
    takenAway.settle();
    phases.settle();
    gone.clear();
    conversions.settle();
    signatures.settle();
    for (Name name : recent) {
      tables.age(name);
      types.computeIfPresent(name, (_, type) -> type.aged());
      routines.computeIfPresent(name, (_, routine) -> routine.aged());
    }
    recent.clear();
  }

  /// Moves on behind a statement.
  public void apply(Node statement) {
    takenAway.apply(statement);
    phases.apply(statement);
    views.apply(statement);
    triggers.apply(statement);
    signatures.apply(statement);
    access.apply(statement);
    others.apply(statement);
    conversions.apply(statement);
    script.apply(statement);
    SchemaChange.apply(this, statement);
  }

  public Views views() {
    return views;
  }

  public Triggers triggers() {
    return triggers;
  }

  public Signatures signatures() {
    return signatures;
  }

  public Access access() {
    return access;
  }

  public Others others() {
    return others;
  }

  public Conversions conversions() {
    return conversions;
  }

  public Gone gone() {
    return takenAway;
  }

  public Phases phases() {
    return phases;
  }

  public Code code() {
    return code;
  }

  public ScriptSoFar script() {
    return script;
  }

  /// The names of all routines that are known.
  public Collection<Name> routines() {
    return Collections.unmodifiableCollection(routines.keySet());
  }

  public Collection<Table> tables() {
    return tables.all();
  }

  /// A table, view or other relation, as far as it is known.
  public Optional<Table> table(Name name) {
    return tables.named(qualified(name));
  }

  public Optional<Table> table(Node.RangeVar relation) {
    return table(Name.of(relation));
  }

  /// Whether this deploy made a table, or it is temporary: no one else uses it yet.
  public boolean isBorn(Name table) {
    return table(table)
        .filter(each -> each.born() || each.sort() == Table.Sort.TEMPORARY)
        .isPresent();
  }

  /// The index of a name, and the table that it is on.
  public Optional<Indexed> index(Name name) {
    for (Table table : tables.with(new Trait.OwnIndex(name.name()))) {
      for (Index index : table.indexes()) {
        boolean schemaFits = !name.isQualified() || name.schema().equals(table.name().schema());
        if (schemaFits && index.name().name().equals(name.name())) {
          return Optional.of(new Indexed(table, index));
        }
      }
    }
    return Optional.empty();
  }

  /// An index with its table.
  public record Indexed(Table table, Index index) {}

  /// The partitions of a table that are known.
  public List<Table> partitions(Name parent) {
    return tables.with(new Trait.PartitionOf(qualified(parent)));
  }

  /// The tables with a foreign key to a table.
  public List<Table> referencing(Name table) {
    return tables.with(new Trait.Reference(qualified(table)));
  }

  /// The tables with a constraint of a name.
  public List<Table> constrained(String constraint) {
    return tables.with(new Trait.Constraint(constraint));
  }

  public Optional<Type> type(Name name) {
    return Optional.ofNullable(types.get(path.resolve(name, types)));
  }

  public Optional<Routine> routine(Name name) {
    return Optional.ofNullable(routines.get(path.resolve(name, routines)));
  }

  /// Whether this deploy has dropped a table of the name, so that a new one may take its place.
  public boolean isGone(Name table) {
    return gone.contains(qualified(table));
  }

  /// The name with its schema: where something of the name is, else where it would be made.
  public Name qualified(Name name) {
    return path.resolve(name, tables.byName());
  }

  public List<String> searchPath() {
    return path.schemas();
  }

  void searchPath(List<String> schemas) {
    path.set(schemas);
  }

  public void put(Table table) {
    tables.put(table);
    recent.add(table.name());
    gone.remove(table.name());
  }

  public void put(Type type) {
    types.put(type.name(), type);
    recent.add(type.name());
  }

  public void put(Routine routine) {
    recent.add(routine.name());
    routines.merge(routine.name(), routine, Routine::with);
  }

  /// Changes a table; one that is not known yet is then known in part.
  void change(Name name, UnaryOperator<Table> change) {
    Name whole = qualified(name);
    Table before =
        tables.named(whole).orElseGet(() -> Table.of(whole, Table.Sort.TABLE, false, false));
    tables.put(change.apply(before));
    recent.add(whole);
  }

  void dropTable(Name name) {
    Name whole = qualified(name);
    tables.remove(whole);
    gone.add(whole);
  }

  void dropType(Name name) {
    types.remove(path.resolve(name, types));
  }

  void dropRoutine(Name name) {
    routines.remove(path.resolve(name, routines));
  }

  void dropSchema(String schema) {
    new ArrayList<>(tables.byName().keySet())
        .stream().filter(each -> each.schema().equals(schema)).forEach(this::dropTable);
    types.keySet().removeIf(each -> each.schema().equals(schema));
    routines.keySet().removeIf(each -> each.schema().equals(schema));
  }

  void rename(Name before, Name after) {
    table(before)
        .ifPresent(
            table -> {
              tables.remove(table.name());
              put(table.named(after));
            });
  }
}
