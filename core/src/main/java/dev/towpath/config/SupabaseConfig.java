package dev.towpath.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the file `config.toml` of a Supabase project says, as far as Towpath asks for it.
///
/// @param schemas those that the project's interface serves; empty where the file doesn't say
public record SupabaseConfig(Optional<List<String>> schemas) {
  public static final String NAME = "config.toml";

  /// What is served unless a project says otherwise.
  public static final List<String> USUAL_SCHEMAS = List.of("public", "graphql_public");

  /// Strings are matched so that a `#` in one begins no comment.
  private static final Pattern COMMENT =
      Pattern.compile("(\"(?:[^\"\\\\\\n]|\\\\.)*+\"|'[^'\\n]*+')|#[^\\n]*+");

  private static final Pattern SECTION =
      Pattern.compile("(?m)^[ \\t]*\\[\\[?[ \\t]*([\\w.\"' \\t-]+?)[ \\t]*]]?[ \\t]*\\r?$");
  private static final Pattern SCHEMAS =
      Pattern.compile("(?m)^[ \\t]*(api\\.)?schemas[ \\t]*=[ \\t]*\\[([^]]*)]");
  private static final Pattern STRING =
      Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*+)\"|'([^'\\n]*+)'");

  public SupabaseConfig {
    schemas = schemas.map(List::copyOf);
  }

  /// Reads the file of a project: beside its folder of migrations, or else in `supabase`.
  public static SupabaseConfig of(Project project) {
    Path usual = project.root().resolve("supabase");
    SupabaseConfig beside =
        project
            .migrations()
            .map(folder -> in(project.root().resolve(folder).resolve("..").normalize()))
            .orElse(new SupabaseConfig(Optional.empty()));
    return beside.schemas().isPresent() ? beside : in(usual);
  }

  /// Reads the file in a folder, most often `supabase`. A file that isn't there says nothing, and
  /// so does one that can't be read: it is the Supabase CLI's to complain of.
  public static SupabaseConfig in(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      return Files.exists(file) ? of(Files.readString(file)) : new SupabaseConfig(Optional.empty());
    } catch (IOException e) {
      return new SupabaseConfig(Optional.empty());
    }
  }

  static SupabaseConfig of(String text) {
    String plain = COMMENT.matcher(text).replaceAll(found -> found.group(1) == null ? "" : "$1");
    Matcher section = SECTION.matcher(plain);
    String name = "";
    int start = 0;
    while (section.find()) {
      Optional<List<String>> found = schemas(name, plain.substring(start, section.start()));
      if (found.isPresent()) {
        return new SupabaseConfig(found);
      }
      name = section.group(1);
      start = section.end();
    }
    return new SupabaseConfig(schemas(name, plain.substring(start)));
  }

  /// Settings of one remote project stand in a section of another name: `remotes.staging.api`.
  private static Optional<List<String>> schemas(String section, String settings) {
    Matcher found = SCHEMAS.matcher(settings);
    while (found.find()) {
      boolean dotted = found.group(1) != null;
      if (dotted ? section.isEmpty() : section.equals("api")) {
        return Optional.of(strings(found.group(2)));
      }
    }
    return Optional.empty();
  }

  private static List<String> strings(String array) {
    List<String> strings = new ArrayList<>();
    Matcher string = STRING.matcher(array);
    while (string.find()) {
      strings.add(string.group(1) == null ? string.group(2) : string.group(1));
    }
    return strings;
  }
}
