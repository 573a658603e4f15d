package dev.towpath.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People and roles at the command line, without a terminal.
class PersonCommandTest {
  private static final String PASSWORD = "six green boats";

  @TempDir Path folder;
  private Map<String, String> variables;

  @BeforeEach
  void makeProject() throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(
        folder.resolve("towpath.yaml"),
        """
        roles: [engineering, quality-lead]
        security: { command: 'echo "$TOWPATH_MESSAGE" >> told.txt' }
        """);
    variables = Map.of("HOME", "" + folder, "XDG_STATE_HOME", "" + folder.resolve("state"));
  }

  private TestCli.Outcome as(String person, String... words) {
    Map<String, String> all = new TreeMap<>(variables);
    all.put("TOWPATH_PERSON", person);
    all.put("TOWPATH_PASSWORD", PASSWORD);
    return new TestCli(folder, all).run(words);
  }

  private void enrol(String id) {
    TestCli.Outcome enrolled = as(id, "person", "enrol", id, "--name", "Ms " + id);
    assertThat(enrolled.exit()).as(enrolled.err()).isZero();
  }

  @Test
  void peopleComeGetRolesAndGo() throws IOException {
    assertThat(as("ann", "person", "list").out()).contains("nobody is enrolled");
    enrol("ann");
    enrol("ben");
    assertThat(as("ann", "person", "confirm", "ben", "--identity", "passport").exit()).isZero();
    assertThat(as("ann", "role", "grant", "engineering", "ann").err())
        .contains("error[person-oneself]");
    assertThat(as("ann", "role", "grant", "boss", "ben").err()).contains("error[role-unknown]");
    assertThat(as("ben", "role", "grant", "engineering", "ann").exit()).isZero();
    assertThat(as("ann", "role", "list").out())
        .containsPattern("engineering +Ms ann \\(ann\\)")
        .containsPattern("quality-lead +nobody");
    assertThat(as("ann", "person", "list", "--output", "json").out())
        .contains("\"person\": \"ben\"", "\"state\": \"confirmed\"", "\"wanting\": 0");
    assertThat(as("ann", "person", "retire", "ben", "--reason", "left").err())
        .contains("error[person-last]");
    assertThat(as("ben", "role", "revoke", "engineering", "ann", "--reason", " ").exit())
        .isEqualTo(Exit.USAGE.code());
    assertThat(as("ben", "role", "revoke", "engineering", "ann", "--reason", "moved").exit())
        .isZero();
    assertThat(as("ben", "ledger", "list", "--subject", "people").out())
        .containsSubsequence("person-enrolled", "person-confirmed", "role-granted", "role-revoked");
    assertThat(as("ben", "ledger", "verify").exit()).isZero();
  }

  @Test
  void whoIsNotThereToBeAskedNamesAFile() throws IOException {
    TestCli towpath = new TestCli(folder, variables);
    assertThat(towpath.run("person", "enrol", "ann", "--name", "Ann").err())
        .contains("error[password-not-given]", "TOWPATH_PASSWORD_FILE");
    assertThat(towpath.run("role", "grant", "engineering", "ben").err())
        .contains("error[person-not-said]");
    Files.writeString(folder.resolve("ann.txt"), PASSWORD + "\n");
    Map<String, String> more = new TreeMap<>(variables);
    more.put("TOWPATH_PASSWORD_FILE", "ann.txt");
    assertThat(new TestCli(folder, more).run("person", "enrol", "ann", "--name", "Ann").exit())
        .isZero();
    more.put("TOWPATH_PERSON", "ann");
    more.put("TOWPATH_NEW_PASSWORD", "seven red ones");
    assertThat(new TestCli(folder, more).run("person", "password").exit()).isZero();
    TestCli.Outcome old = new TestCli(folder, more).run("person", "password");
    assertThat(old.err()).contains("error[sign-in-refused]", "4 more wrong tries");
    assertThat(old.out() + old.err()).doesNotContain(PASSWORD, "seven red");
    assertThat(towpath.run("person", "enrol", "Ann", "--name", "Ann").exit())
        .isEqualTo(Exit.USAGE.code());
  }

  @Test
  void securityIsToldOfALockAtOnce() throws IOException {
    enrol("ann");
    Map<String, String> wrong = new TreeMap<>(variables);
    wrong.put("TOWPATH_PERSON", "ann");
    wrong.put("TOWPATH_PASSWORD", "a wrong guess");
    wrong.put("TOWPATH_NEW_PASSWORD", "what eve wants");
    TestCli eve = new TestCli(folder, wrong);
    for (int i = 0; i < 4; i++) {
      assertThat(eve.run("person", "password").err()).contains("error[sign-in-refused]");
    }
    assertThat(folder.resolve("told.txt")).doesNotExist();
    assertThat(eve.run("person", "password").err())
        .contains("error[person-locked]", "warning: Somebody at");
    assertThat(Files.readString(folder.resolve("told.txt")))
        .contains("wrong password for ann 5 times");
    assertThat(as("ann", "person", "password").err()).contains("error[person-locked]");
  }
}
