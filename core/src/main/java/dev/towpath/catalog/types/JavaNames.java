package dev.towpath.catalog.types;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/// Names of a database as identifiers of Java, each one once in its place.
final class JavaNames {
  /// What a record's component may not be called.
  private static final Set<String> OF_EVERY_OBJECT =
      Set.of(
          "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  private final Set<String> taken = new HashSet<>();

  /// @param taken what these names may not be, beside each other; compared without case
  JavaNames(Set<String> taken) {
    taken.forEach(name -> this.taken.add(name.toLowerCase(Locale.ROOT)));
  }

  /// `boat_names` as `BoatNames`. No two differ in case alone: their files would be one on some
  /// machines.
  String type(String name) {
    String words = words(name);
    return own(Character.toUpperCase(words.charAt(0)) + words.substring(1));
  }

  /// `company_id` as `companyId`.
  String component(String name) {
    String words = words(name);
    String camel = Character.toLowerCase(words.charAt(0)) + words.substring(1);
    boolean forbidden = SourceVersion.isKeyword(camel) || OF_EVERY_OBJECT.contains(camel);
    return own(forbidden ? camel + "_" : camel);
  }

  /// `in-use` as `IN_USE`.
  String constant(String name) {
    StringBuilder constant = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      constant.append(isPart(c) ? Character.toUpperCase(c) : '_');
    }
    return own(started(constant.toString()));
  }

  private static String words(String name) {
    StringBuilder words = new StringBuilder();
    boolean up = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (isPart(c)) {
        words.append(up && !words.isEmpty() ? Character.toUpperCase(c) : c);
      }
      up = !isPart(c);
    }
    return started(words.toString());
  }

  private static boolean isPart(char c) {
    return Character.isLetterOrDigit(c);
  }

  /// A digit can't begin a name; nothing is no name, and neither is a mere underscore.
  private static String started(String name) {
    return name.isEmpty() || name.equals("_") || !Character.isJavaIdentifierStart(name.charAt(0))
        ? "_" + name + "_"
        : name;
  }

  private String own(String name) {
    String own = name;
    for (int i = 2; !taken.add(own.toLowerCase(Locale.ROOT)); i++) {
      own = name + i;
    }
    return own;
  }
}
