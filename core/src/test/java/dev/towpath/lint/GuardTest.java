package dev.towpath.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.lint.rule.Rules;
import dev.towpath.lint.schema.Schema;
import dev.towpath.report.Finding;
import dev.towpath.report.Severity;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What the guard does with scripts, whatever the rules say.
final class GuardTest {
  @Test
  void failingRuleLosesItsOwnVerdictAlone() {
    Rule faulty =
        new Rule() {
          @Override
          public String name() {
            return "faulty";
          }

          @Override
          public Severity severity() {
            return Severity.ERROR;
          }

          @Override
          public List<Hit> check(Change change) {
            throw new IllegalStateException("lost");
          }
        };
    assertThat(Scripts.guard(faulty).check(List.of(Scripts.of("1.sql", "drop table barge;"))))
        .extracting(Finding::rule)
        .containsExactlyInAnyOrder("drop-table", "rule-failed");
  }

  @Test
  void unreadableStatementCostsOneFinding() {
    assertThat(Scripts.found("", "creat table x ();\ndrop table barge;\n'never closed"))
        .containsExactly("syntax-error E 1:1", "drop-table W 2:1", "script-error E 3:1");
  }

  @Test
  void fileThatIsNoSqlCostsFewFindings() {
    String noise = "\u0001 not; sql; at; all;\n".repeat(500);
    assertThat(Scripts.guard().check(List.of(Scripts.of("1.sql", noise))))
        .hasSizeLessThanOrEqualTo(20)
        .last()
        .satisfies(finding -> assertThat(finding.help()).contains("more like this"));
  }

  @Test
  void emptyFilesAreFine() {
    assertThat(Scripts.guard().check(List.of(Scripts.of("1.sql", ""), Scripts.of("2.sql", "--"))))
        .isEmpty();
  }

  @Test
  void findingsComeInTheOrderOfManyScripts() {
    List<Finding> findings =
        Scripts.guard()
            .check(
                IntStream.range(0, 300)
                    .mapToObj(i -> Scripts.of("%03d.sql".formatted(i), "drop table t" + i + ";"))
                    .toList());
    assertThat(findings).hasSize(300).isSortedAccordingTo((a, b) -> file(a).compareTo(file(b)));
  }

  private static String file(Finding finding) {
    return finding.where().orElseThrow().file();
  }

  @Test
  void longScriptIsReadInParts() {
    String sql = "insert into t values (1, 'some text that makes it long');\n".repeat(20_000);
    Guard guard = Scripts.guard();
    guard.check(List.of(Scripts.of("1.sql", sql + "drop table barge;")));
    assertThat(guard.findings()).extracting(Scripts::told).contains("drop-table W 20001:1");
    assertThat(guard.checked()).extracting(Checked::statements).containsExactly(20_001);
  }

  @Test
  void whatADeployMakesIsNewToIt() {
    String table = "create table barge (id int);";
    String index = "create index on barge (id);";
    Guard together = Scripts.guard();
    together.check(List.of(Scripts.of("1.sql", table), Scripts.of("2.sql", index)));
    assertThat(together.findings()).isEmpty();
    Guard each = Scripts.guard();
    each.walk(
        List.of(Scripts.of("1.sql", table), Scripts.of("2.sql", index)), migration -> true, true);
    assertThat(each.findings()).extracting(Finding::rule).containsExactly("index-not-concurrent");
    assertThat(each.findings().getFirst().inputs())
        .containsEntry("catalog", "files before it")
        .containsEntry("born", "before");
  }

  @Test
  void alteringARoutineThatIsNotKnownSaysNothing() {
    Guard guard = Scripts.guard();
    guard.check(List.of(Scripts.of("1.sql", "alter function toll_due security definer;")));
    assertThat(guard.findings()).isEmpty();
  }

  @Test
  void classOfAScript() {
    Guard guard = Scripts.guard();
    guard.pass(List.of(Scripts.of("0.sql", "create table barge (id int, name text);")));
    guard.check(
        List.of(
            Scripts.of("1.sql", "alter table barge add column tons int; create table lock ();"),
            Scripts.of("2.sql", "alter table barge drop column name;"),
            Scripts.of("3.sql", "update barge set tons = 1;"),
            Scripts.of("4.sql", "update barge set tons = 1; drop table barge;")));
    assertThat(guard.checked())
        .filteredOn(Checked::reviewed)
        .extracting(each -> each.phase().word())
        .containsExactly("expand", "contract", "data", "mixed");
  }

  @Test
  void aRunnerThatSendsOneStatementRefusesTwo() {
    String index = "create index concurrently i on barge (id);";
    assertThat(foundBy("supabase@2.90", index + " select 1;")).contains("runner-takes-one E 1:44");
    assertThat(foundBy("supabase@2.90", index)).isEmpty();
    assertThat(foundBy("supabase@2.92", index)).containsExactly("not-in-transaction E 1:1");
  }

  private static List<String> foundBy(String runner, String sql) {
    Change.Setting setting = new Change.Setting(18, Runner.named(runner).orElseThrow(), "none");
    Guard guard = new Guard(setting, Rules.ALL, RuleSettings.USUAL, new Schema());
    return guard.check(List.of(Scripts.of("1.sql", sql))).stream().map(Scripts::told).toList();
  }
}
