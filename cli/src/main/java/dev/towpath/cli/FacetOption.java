package dev.towpath.cli;

import dev.towpath.catalog.Facet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the name of a facet.
final class FacetOption implements ITypeConverter<Facet> {
  @Override
  public Facet convert(String value) {
    return Stream.of(Facet.values())
        .filter(facet -> facet.word().equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'"
                        + value
                        + "' is none of "
                        + Stream.of(Facet.values())
                            .map(Facet::word)
                            .collect(Collectors.joining(", "))));
  }
}
