package dev.towpath.catalog;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Weighs the differences between two catalogs. Immutable.
///
/// What is gone is destructive, what is new is additive, unless it is about who may do what.
public final class Weights {
  private static final Set<Kind> ROUTINES = Set.of(Kind.FUNCTION, Kind.PROCEDURE);
  private static final Set<Kind> OUTWARD =
      Set.of(Kind.PUBLICATION, Kind.SUBSCRIPTION, Kind.SERVER, Kind.USER_MAPPING);
  private static final Set<String> LOSES_DATA_OR_CALLERS =
      Set.of("type", "returns", "subtype", "partition by", "persistence");
  private static final Pattern LABEL = Pattern.compile("E?'(?:[^']|'')*'");

  private final Set<ObjectName> restrictive;
  private final Set<ObjectName> definers;

  private Weights(Set<ObjectName> restrictive, Set<ObjectName> definers) {
    this.restrictive = restrictive;
    this.definers = definers;
  }

  public static Weights between(Catalog from, Catalog to) {
    return new Weights(
        having(Kind.POLICY, "restrictive", from, to), having(Kind.FUNCTION, "security", from, to));
  }

  private static Set<ObjectName> having(Kind kind, String property, Catalog from, Catalog to) {
    return Stream.of(from, to)
        .flatMap(catalog -> catalog.objects().stream())
        .filter(object -> object.name().kind() == kind)
        .filter(object -> object.properties().containsKey(property))
        .map(CatalogObject::name)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /// The gravest of what the difference consists of.
  public Weight of(Difference difference) {
    return switch (difference) {
      case Difference.Added added -> appearing(added.object(), true);
      case Difference.Removed removed -> appearing(removed.object(), false);
      case Difference.Changed changed ->
          changed.properties().stream()
              .map(property -> of(changed.name(), property))
              .min(Comparator.naturalOrder())
              .orElse(Weight.OTHER);
    };
  }

  /// One property of an object that both catalogs have.
  public Weight of(ObjectName object, Difference.Property property) {
    String name = property.name();
    if (name.equals("comment")) {
      return Weight.OTHER;
    }
    if (name.equals("owner") || name.startsWith("label of ")) {
      return Weight.TOUCHES_SECURITY;
    }
    if (name.startsWith(Grants.GIVEN) || name.startsWith(Grants.TAKEN)) {
      return RightWeights.ofGrants(property, name.startsWith(Grants.GIVEN));
    }
    return OUTWARD.contains(object.kind()) ? Weight.TOUCHES_SECURITY : structure(object, property);
  }

  private Weight structure(ObjectName object, Difference.Property property) {
    boolean set = property.after().isPresent();
    String name = property.name();
    return switch (object.kind()) {
      case POLICY -> RightWeights.ofPolicy(property, restrictive.contains(object));
      case LANGUAGE -> name.equals("trusted") ? Weight.opens(set) : Weight.OTHER;
      case FUNCTION, PROCEDURE -> routine(object, property);
      case TABLE ->
          name.startsWith("row security") ? Weight.opens(!set) : plain(name, property.after());
      case VIEW -> view(property);
      case ENUM ->
          name.equals("labels")
              ? labels(property.before().orElse(""), property.after().orElse(""))
              : Weight.OTHER;
      default -> plain(name, property.after());
    };
  }

  private static Weight view(Difference.Property property) {
    boolean before = property.before().filter(Weights::isOn).isPresent();
    boolean after = property.after().filter(Weights::isOn).isPresent();
    boolean limits =
        property.name().equals("option security_invoker")
            || property.name().equals("option security_barrier");
    return limits && before != after ? Weight.opens(before) : Weight.OTHER;
  }

  private Weight routine(ObjectName object, Difference.Property property) {
    boolean set = property.after().isPresent();
    return switch (property.name()) {
      case "security", "leakproof" -> Weight.opens(set);
      case "set search_path" ->
          set && property.before().isPresent() ? Weight.TOUCHES_SECURITY : Weight.opens(!set);
      case "returns" -> Weight.DESTRUCTIVE;
      default -> definers.contains(object) ? Weight.TOUCHES_SECURITY : Weight.OTHER;
    };
  }

  private static Weight plain(String name, Optional<String> after) {
    boolean logged = name.equals("persistence") && after.isEmpty();
    return LOSES_DATA_OR_CALLERS.contains(name) && !logged ? Weight.DESTRUCTIVE : Weight.OTHER;
  }

  private static Weight labels(String before, String after) {
    return split(after).containsAll(split(before)) ? Weight.ADDITIVE : Weight.DESTRUCTIVE;
  }

  private static List<String> split(String labels) {
    return LABEL.matcher(labels).results().map(MatchResult::group).toList();
  }

  /// @param there whether the second catalog has it, and not the first
  private static Weight appearing(CatalogObject object, boolean there) {
    Kind kind = object.name().kind();
    Map<String, String> properties = object.properties();
    if (OUTWARD.contains(kind)) {
      return Weight.TOUCHES_SECURITY;
    }
    return switch (kind) {
      case POLICY -> Weight.opens(there != properties.containsKey("restrictive"));
      case DEFAULT_PRIVILEGES -> Weight.opens(there == isGrantedToOthers(properties));
      default -> {
        if (!there) {
          yield Weight.DESTRUCTIVE;
        }
        yield isOpen(kind, properties) ? Weight.LOOSENS_SECURITY : Weight.ADDITIVE;
      }
    };
  }

  /// Whether a new object lets others do what row security does not limit.
  private static boolean isOpen(Kind kind, Map<String, String> properties) {
    if (ROUTINES.contains(kind)) {
      return properties.containsKey("security");
    }
    boolean limited =
        properties.containsKey("row security")
            || isOn(properties.getOrDefault("option security_invoker", ""));
    return isGrantedToOthers(properties) && !limited;
  }

  private static boolean isGrantedToOthers(Map<String, String> properties) {
    return properties.keySet().stream()
        .anyMatch(name -> name.startsWith(Grants.GIVEN) && !name.endsWith(" (owner)"));
  }

  private static boolean isOn(String option) {
    return Set.of("true", "on", "yes", "1").contains(option);
  }
}
