package dev.towpath.cli;

import dev.towpath.approval.Person;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/// The person that a command is about.
final class PersonOption {
  @Parameters(
      paramLabel = "PERSON",
      converter = Id.class,
      description = "The id: lower-case letters, digits, '.', '_' and '-', at most 40.")
  String id = "";

  /// Reads an id.
  static final class Id implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      if (Person.isId(text)) {
        return text;
      }
      throw new TypeConversionException("'" + text + "' is no person's id");
    }
  }
}
