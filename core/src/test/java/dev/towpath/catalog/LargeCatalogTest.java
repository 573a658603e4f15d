package dev.towpath.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.postgres.DatabaseUrl;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Ten thousand tables are read by as many queries as ten are, and in the memory of the tests.
@Tag("slow")
class LargeCatalogTest {
  private static final int TABLES = 10_000;

  @Test
  void readsTenThousandTables() throws SQLException {
    try (Canal canal = new Canal(18)) {
      DatabaseUrl url = canal.empty("large");
      Canal.run(
          url,
          """
          do $$ begin
            for i in 1..10000 loop
              execute format('create table t%s (id int primary key, a text, b int, c text)', i);
              execute format('create policy p on t%s for select using (a = current_user)', i);
              if i % 200 = 0 then commit; end if;
            end loop;
          end $$
          """);
      Catalog catalog = Canal.read(url);
      assertThat(count(catalog, Kind.TABLE)).isEqualTo(TABLES);
      assertThat(count(catalog, Kind.COLUMN)).isEqualTo(4 * TABLES);
      assertThat(count(catalog, Kind.POLICY)).isEqualTo(TABLES);
      assertThat(CatalogText.read(CatalogText.write(catalog))).isEqualTo(catalog);
    }
  }

  private static long count(Catalog catalog, Kind kind) {
    return catalog.objects().stream().filter(object -> object.name().kind() == kind).count();
  }
}
