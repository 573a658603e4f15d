package dev.towpath.lint.locks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What `lock-forms.sql` says; its own first comment describes the format.
///
/// @param schema the statements that make what every form starts from
/// @param roles what the objects are to the forms, by name
public record LockForms(List<String> schema, Map<String, Role> roles, List<LockForm> forms) {
  static final Path FILE =
      Path.of("src", "main", "resources", "dev", "towpath", "lint", "locks", "lock-forms.sql");
  static final int FIRST_MAJOR = 14;

  /// One form in so many is tried every day, all of them in the slow tests.
  private static final int EVERYDAY_STEP = 5;

  /// The same schema with a cross-section of the forms, some of every section.
  public LockForms everyday() {
    List<LockForm> few = new ArrayList<>();
    for (int i = 0; i < forms.size(); i += EVERYDAY_STEP) {
      few.add(forms.get(i));
    }
    return new LockForms(schema, roles, few);
  }

  public static LockForms read() throws IOException {
    Reading reading = new Reading();
    Files.readAllLines(FILE).forEach(reading::line);
    return reading.end();
  }

  private static final class Reading {
    private List<String> schema = List.of();
    private final Map<String, Role> roles = new HashMap<>();
    private final List<LockForm> forms = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private final StringBuilder statement = new StringBuilder();
    private String section = "";
    private String form = "";
    private int since = FIRST_MAJOR;

    void line(String line) {
      if (line.startsWith("-- section: ")) {
        endForm();
        section = rest(line);
      } else if (line.startsWith("-- form: ")) {
        endForm();
        form = rest(line);
      } else if (line.startsWith("-- since: ")) {
        since = Integer.parseInt(rest(line));
      } else if (line.startsWith("-- role ")) {
        Role role = Role.of(line.substring("-- role ".length(), line.indexOf(':')));
        List.of(rest(line).split(" ")).forEach(name -> roles.put(name, role));
      } else if (!line.startsWith("--")) {
        sql(line);
      }
    }

    private static String rest(String line) {
      return line.substring(line.indexOf(':') + 1).strip();
    }

    private void sql(String line) {
      statement.append(line).append('\n');
      if (line.endsWith(";")) {
        String sql = statement.toString().strip();
        statements.add(sql.substring(0, sql.length() - 1));
        statement.setLength(0);
      }
    }

    private void endForm() {
      if (!statement.toString().isBlank()) {
        throw new IllegalArgumentException("A statement of " + form + " has no semicolon.");
      }
      if (schema.isEmpty()) {
        schema = List.copyOf(statements);
      } else if (!form.isEmpty()) {
        List<String> setup = List.copyOf(statements.subList(0, statements.size() - 1));
        forms.add(new LockForm(form, section, since, setup, statements.getLast()));
      }
      statements.clear();
      form = "";
      since = FIRST_MAJOR;
    }

    LockForms end() {
      endForm();
      return new LockForms(schema, roles, forms);
    }
  }
}
