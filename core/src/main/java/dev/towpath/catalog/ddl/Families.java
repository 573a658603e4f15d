package dev.towpath.catalog.ddl;

import dev.towpath.catalog.Kind;
import java.util.EnumMap;
import java.util.Map;

/// Which family writes which kind. Columns have none: [TableColumns] writes them.
final class Families {
  private final Map<Kind, Family> families = new EnumMap<>(Kind.class);

  Families(Context context) {
    for (Kind kind : Kind.values()) {
      if (kind != Kind.COLUMN) {
        families.put(kind, family(kind, context));
      }
    }
  }

  Family of(Kind kind) {
    Family family = families.get(kind);
    if (family == null) {
      throw new IllegalArgumentException(kind.words());
    }
    return family;
  }

  private static Family family(Kind kind, Context context) {
    return switch (kind) {
      case EXTENSION, SCHEMA -> new SchemaDdl(context);
      case LANGUAGE, ACCESS_METHOD -> new LanguageDdl(context);
      case CAST, TRANSFORM, COLLATION, CONVERSION -> new ConversionDdl(context);
      case FOREIGN_DATA_WRAPPER, SERVER, USER_MAPPING -> new ForeignDdl(context);
      case EVENT_TRIGGER -> new EventTriggerDdl(context);
      case PUBLICATION, SUBSCRIPTION -> new PublicationDdl(context);
      case DEFAULT_PRIVILEGES -> new DefaultPrivilegesDdl(context);
      case TABLE, FOREIGN_TABLE -> new TableDdl(context);
      case VIEW, MATERIALIZED_VIEW -> new ViewDdl(context);
      case SEQUENCE -> new SequenceDdl(context);
      case ENUM -> new EnumDdl(context);
      case DOMAIN, COMPOSITE_TYPE, RANGE_TYPE -> new TypeDdl(context);
      case BASE_TYPE -> new BaseTypeDdl(context);
      case FUNCTION, PROCEDURE -> new RoutineDdl(context);
      case AGGREGATE -> new AggregateDdl(context);
      case OPERATOR, OPERATOR_CLASS, OPERATOR_FAMILY -> new OperatorDdl(context);
      case TEXT_SEARCH_PARSER,
          TEXT_SEARCH_TEMPLATE,
          TEXT_SEARCH_DICTIONARY,
          TEXT_SEARCH_CONFIGURATION ->
          new TextSearchDdl(context);
      case STATISTICS -> new StatisticsDdl(context);
      case CONSTRAINT -> new ConstraintDdl(context);
      case INDEX -> new IndexDdl(context);
      case TRIGGER, RULE -> new TriggerDdl(context);
      case POLICY -> new PolicyDdl(context);
      case COLUMN -> throw new IllegalArgumentException(kind.words());
    };
  }
}
