package dev.towpath.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupabaseConfigTest {
  @Test
  void readsTheSchemasThatAreServed() {
    String text =
        """
        project_id = "canal # one" # schemas = ["no"]

        [api]
        enabled = true
        # schemas = ["old"]
        schemas = [
          "public", # the usual
          'harbour',
        ]
        extra_search_path = ["public", "extensions"]

        [db]
        major_version = 17
        """;

    assertThat(SupabaseConfig.of(text).schemas()).contains(List.of("public", "harbour"));
    assertThat(SupabaseConfig.of(text.replace("\n", "\r\n")).schemas())
        .contains(List.of("public", "harbour"));
  }

  @Test
  void takesNoOtherSectionForIt() {
    String text =
        """
        [db.vault]
        schemas = ["vault"]
        [remotes.staging.api]
        schemas = ["staging"]
        """;

    assertThat(SupabaseConfig.of(text).schemas()).isEmpty();
    assertThat(SupabaseConfig.of(text + "[ api ]\nschemas = []\n").schemas()).contains(List.of());
  }

  @Test
  void readsADottedKey() {
    assertThat(SupabaseConfig.of("api.schemas = [\"harbour\"]\n[db]\nport = 1\n").schemas())
        .contains(List.of("harbour"));
  }

  @Test
  void saysNothingWithoutAFile(@TempDir Path folder) throws IOException {
    assertThat(SupabaseConfig.in(folder).schemas()).isEmpty();

    Files.writeString(folder.resolve("config.toml"), "[api]\nschemas = [\"harbour\"]");

    assertThat(SupabaseConfig.in(folder).schemas()).contains(List.of("harbour"));
  }
}
