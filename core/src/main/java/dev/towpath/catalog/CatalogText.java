package dev.towpath.catalog;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// The text form of a catalog: sorted, one object a block, one property a line, made to be kept
/// in a repository and compared by any diff. [#read] gives back the equal catalog.
///
/// Lines end with a line feed. A value of several lines stands below its name, each line behind
/// `| `, or between double quotes if it holds what a terminal would obey. A name that is not a
/// plain word stands between double quotes, with the escapes of JSON.
public final class CatalogText {
  static final String TITLE = "towpath catalog 1";

  private CatalogText() {}

  public static String write(Catalog catalog) {
    StringBuilder text = new StringBuilder(TITLE).append('\n');
    text.append("major ").append(AnyMajor.word(catalog.major())).append('\n');
    Set<Facet> facets = EnumSet.noneOf(Facet.class);
    facets.addAll(catalog.facets());
    facets.forEach(facet -> text.append("with ").append(facet.word()).append('\n'));
    for (Unseen unseen : catalog.unseen()) {
      text.append("unseen ").append(unseen.kind().word()).append(": ");
      text.append(Quoted.of(unseen.why())).append('\n');
    }
    catalog.objects().forEach(object -> write(object, text));
    return text.toString();
  }

  public static Catalog read(String text) {
    return new CatalogTextReader(text).read();
  }

  private static void write(CatalogObject object, StringBuilder text) {
    ObjectName name = object.name();
    text.append('\n').append(name.kind().word()).append(' ').append(Words.of(name.name()));
    if (!name.parent().isEmpty()) {
      text.append(" of ").append(Words.of(name.parent()));
    }
    if (!name.schema().isEmpty()) {
      text.append(" in ").append(Words.of(name.schema()));
    }
    text.append('\n');
    for (Map.Entry<String, String> property : object.properties().entrySet()) {
      text.append("  ").append(Words.property(property.getKey())).append(':');
      value(property.getValue(), text);
    }
  }

  private static void value(String value, StringBuilder text) {
    if (!Quoted.isNeeded(value)) {
      text.append(' ').append(value).append('\n');
      return;
    }
    text.append('\n');
    for (String line : value.split("\n", -1)) {
      text.append("    ");
      text.append(Quoted.isNeeded(line) ? Quoted.of(line) : "| " + line).append('\n');
    }
  }
}
