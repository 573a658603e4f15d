package dev.towpath.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.towpath.problem.ProblemException;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The same statements give the same catalog on another major, wherever one is installed.
class MajorsTest {
  private static final int OTHER = 15;

  @Test
  void theSameStatementsAreTheSameSchemaOnAnotherMajor() throws SQLException {
    try (Canal other = start();
        Canal newest = new Canal(18)) {
      Catalog old = Canal.read(other.everything("canal"));
      Catalog now = Canal.read(newest.everything("canal"));
      assertThat(old.major()).isEqualTo(OTHER);
      Set<Facet> versions = Set.of(Facet.EXTENSION_VERSIONS);
      assertThat(CatalogComparison.compare(old.without(versions), now.without(versions))).isEmpty();
    }
  }

  private static Canal start() throws SQLException {
    try {
      return new Canal(OTHER);
    } catch (ProblemException e) {
      return abort("PostgreSQL " + OTHER + " is not on this machine: " + e.problem().what());
    }
  }
}
