package dev.towpath.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Location;
import dev.towpath.problem.Problem;
import dev.towpath.sql.Position;
import dev.towpath.sql.Span;
import java.io.StringReader;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One report in each of its formats.
class FormatTest {
  private static final String SOURCE = "\n".repeat(8) + "/**/ create table a (\n  id int\n);";
  private static final Finding EDITED =
      Finding.of("edited", Severity.ERROR, "The file was edited after it was applied.")
          .at(new Location("db/1_a, b.sql", new Position(9, 6)))
          .showing(Snippet.of(SOURCE, new Span(SOURCE.indexOf("create"), SOURCE.length() - 1)))
          .because("What runs elsewhere is not what ran here.")
          .help("Put the change into a migration of its own.");
  private static final Finding NOTE = Finding.of("odd", Severity.NOTE, "50% <odd>");
  private static final Report REPORT =
      Report.of("status")
          .data("migrations", List.of(Map.of("version", "1")))
          .block(
              new Block.Table(
                  List.of("version", "state"),
                  List.of(new Block.Row(Block.Tone.GOOD, List.of("1", "a|b")))))
          .findings(List.of(EDITED, NOTE))
          .summary("1 applied")
          .next("towpath plan");
  private static final Report STOPPED =
      Report.of(
          "apply",
          Problem.of("lock-timeout", Exit.STOPPED, "The lock was not given.")
              .because("Session 7 holds it.")
              .leaving("Nothing was changed.")
              .next("Try again."));

  @Test
  void textLooksLikeACompilersMessage() {
    assertThat(Format.TEXT.render(REPORT, Ink.PLAIN))
        .isEqualTo(
            """
            version  state
            1        a|b

            error[edited]: The file was edited after it was applied.
              --> db/1_a, b.sql:9:6
               |
             9 | /**/ create table a (
               |      ^^^^^^^^^^^^^^^^
            10 |   id int
            11 | );
              = why:  What runs elsewhere is not what ran here.
              = help: Put the change into a migration of its own.

            note[odd]: 50% <odd>

            1 applied
            next: towpath plan
            """);
  }

  @Test
  void aLongLineIsShownAroundThePlace() {
    String line = "a,".repeat(100) + "wrong" + ",b".repeat(100);
    Finding finding =
        Finding.of("odd", Severity.ERROR, "This is wrong.")
            .at(new Location("a.sql", new Position(1, 201)))
            .showing(Snippet.of(line, new Span(200, 205)));
    String text = Format.TEXT.render(Report.of("check").findings(List.of(finding)), Ink.PLAIN);
    List<String> lines = text.lines().toList();
    int caret = lines.get(4).indexOf('^');
    assertThat(lines.get(3)).startsWith("1 | …a,").endsWith("b,…").hasSizeLessThan(170);
    assertThat(lines.get(3).substring(caret, caret + 5)).isEqualTo("wrong");
    assertThat(lines.get(4)).endsWith(" ^^^^^");
  }

  @Test
  void aProblemSaysWhatWhyStateAndNext() {
    assertThat(Format.TEXT.render(STOPPED, Ink.PLAIN))
        .isEqualTo(
            """
            error[lock-timeout]: The lock was not given.
              why:   Session 7 holds it.
              state: Nothing was changed.
              next:  Try again.
            """);
  }

  @Test
  void colourAddsEscapesAndNothingElse() {
    String coloured = Format.TEXT.render(REPORT, new Ink(true, Ink.UNBOUNDED));
    assertThat(coloured).contains("\u001b[");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
        .isEqualTo(Format.TEXT.render(REPORT, Ink.PLAIN));
  }

  @Test
  void aNarrowScreenWrapsParagraphsAndShortensTables() {
    String long1 = "word ".repeat(30).strip();
    Report report =
        Report.of("status")
            .block(new Block.Text(long1))
            .block(
                new Block.Table(
                    List.of("a", "b"),
                    List.of(new Block.Row(Block.Tone.PLAIN, List.of("x", "y".repeat(90))))));
    String text = Format.TEXT.render(report, new Ink(false, 50));
    assertThat(text.lines()).allMatch(line -> line.length() <= 50);
    assertThat(text).contains("y…");
  }

  @Test
  void aCommandToCopyIsNotWrapped() {
    String command = "towpath apply --plan " + "0123456789".repeat(9) + " -e staging";
    assertThat(Format.TEXT.render(Report.of("plan").next(command), new Ink(false, 50)))
        .isEqualTo("next: " + command + "\n");
  }

  @Test
  void whatATerminalWouldObeyIsMadeVisible() {
    Report report = Report.of("status").block(new Block.Text("a\u001b[2Jb\u202ec\u0000d"));
    assertThat(Format.TEXT.render(report, Ink.PLAIN)).isEqualTo("a\\u001b[2Jb\\u202ec\\u0000d\n");
  }

  @Test
  void jsonCarriesVersionKindDataFindingsAndExit() {
    JsonNode json = new JsonMapper().readTree(Format.JSON.render(REPORT, Ink.PLAIN));
    assertThat(json.propertyNames())
        .containsExactly("schema", "kind", "migrations", "findings", "summary", "next", "exit");
    assertThat(json.get("findings").get(0).get("line").intValue()).isEqualTo(9);
    assertThat(json.get("findings").get(1).get("file").isNull()).isTrue();
    assertThat(json.get("exit").intValue()).isEqualTo(1);
  }

  @Test
  void jsonTellsTheSameProblem() {
    JsonNode json = new JsonMapper().readTree(Format.JSON.render(STOPPED, Ink.PLAIN));
    assertThat(json.get("problem").get("state").stringValue()).isEqualTo("Nothing was changed.");
    assertThat(json.get("exit").intValue()).isEqualTo(4);
  }

  @Test
  void sarifNamesRuleLevelAndPlace() {
    JsonNode run =
        new JsonMapper().readTree(Format.SARIF.render(REPORT, Ink.PLAIN)).get("runs").get(0);
    JsonNode result = run.get("results").get(0);
    JsonNode place = result.get("locations").get(0).get("physicalLocation");
    assertThat(run.get("tool").get("driver").get("rules").size()).isEqualTo(2);
    assertThat(result.get("level").stringValue()).isEqualTo("error");
    assertThat(place.get("artifactLocation").get("uri").stringValue()).isEqualTo("db/1_a,%20b.sql");
    assertThat(place.get("region").get("startLine").intValue()).isEqualTo(9);
  }

  @Test
  void junitIsXmlWithAFailureForEachError() throws Exception {
    String xml = Format.JUNIT.render(REPORT, Ink.PLAIN);
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)))
            .getDocumentElement();
    assertThat(suite.getAttribute("tests")).isEqualTo("2");
    assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
  }

  @Test
  void junitHasWhatAVerdictRestsOnAndTheFix() {
    Finding.Fix fix =
        new Finding.Fix(
            new Position(1, 1),
            new Position(1, 12),
            "drop index a",
            "drop index concurrently a",
            true);
    Finding finding = EDITED.inputs(Map.of("postgres", "18")).fix(fix);
    assertThat(Format.JUNIT.render(Report.of("check").findings(List.of(finding)), Ink.PLAIN))
        .contains("<property name=\"postgres\" value=\"18\"/>")
        .contains("-drop index a&#10;+drop index concurrently a&#10;</failure>");
  }

  @Test
  void githubGetsOneLineForEachFinding() {
    assertThat(Format.GITHUB.render(REPORT, Ink.PLAIN))
        .isEqualTo(
            """
            ::error file=db/1_a%2C b.sql,line=9,col=6,title=edited::The file was edited after it \
            was applied.%0AWhat runs elsewhere is not what ran here.%0APut the change into a \
            migration of its own.
            ::notice title=odd::50%25 <odd>
            """);
  }

  @Test
  void markdownEscapesWhatItWouldObey() {
    assertThat(Format.MARKDOWN.render(REPORT, Ink.PLAIN))
        .contains("| 1 | a\\|b |")
        .contains("50% &lt;odd>")
        .contains("```sql\n/**/ create table a (\n  id int\n);\n```");
  }

  private static final JsonMapper JSON = new JsonMapper();

  private static final Finding MENDED =
      EDITED
          .inputs(Map.of("postgres", "18"))
          .fix(
              new Finding.Fix(
                  new Position(9, 6),
                  new Position(11, 2),
                  "create table a (\n  id int\n)",
                  "create table a (\n  id bigint\n)",
                  true));

  private static final Report FIXED = Report.of("check").findings(List.of(MENDED));

  @Test
  void textShowsTheSafeWayAsADiff() {
    assertThat(Format.TEXT.render(FIXED, Ink.PLAIN))
        .contains(
            """
              = help: Put the change into a migration of its own.
                    create table a (
                  -   id int
                  +   id bigint
                    )
            """);
    assertThat(Format.TEXT.render(FIXED, new Ink(true, 80))).contains("\u001b[32m+   id bigint");
    assertThat(Format.MARKDOWN.render(FIXED, Ink.PLAIN))
        .contains("```diff\n create table a (\n-  id int\n");
  }

  @Test
  void programsGetInputsAndTheFix() {
    JsonNode json = JSON.readTree(Format.JSON.render(FIXED, Ink.PLAIN)).at("/findings/0");
    assertThat(json.at("/inputs/postgres").asString()).isEqualTo("18");
    assertThat(json.at("/fix/endLine").asInt()).isEqualTo(11);
    assertThat(json.at("/fix/mechanical").asBoolean()).isTrue();
    JsonNode sarif = JSON.readTree(Format.SARIF.render(FIXED, Ink.PLAIN)).at("/runs/0/results/0");
    assertThat(sarif.at("/properties/postgres").asString()).isEqualTo("18");
    JsonNode change = sarif.at("/fixes/0/artifactChanges/0");
    assertThat(change.at("/artifactLocation/uri").asString()).isEqualTo("db/1_a,%20b.sql");
    assertThat(change.at("/replacements/0/deletedRegion/endColumn").asInt()).isEqualTo(2);
  }

  @Test
  void gitlabKeepsAFindingsNameWhenLinesMove() {
    Finding first = EDITED.about("create table a (id int)");
    Finding moved = first.at(new Location("db/1_a, b.sql", new Position(90, 1)));
    Finding second = EDITED.about("create  TABLE a (id int);");
    JsonNode before = gitlab(List.of(first));
    JsonNode after = gitlab(List.of(moved, second));
    assertThat(before.at("/0/location/path").asString()).isEqualTo("db/1_a, b.sql");
    assertThat(before.at("/0/severity").asString()).isEqualTo("critical");
    assertThat(after.at("/0/fingerprint")).isEqualTo(before.at("/0/fingerprint"));
    assertThat(after.at("/1/fingerprint")).isNotEqualTo(before.at("/0/fingerprint"));
  }

  private static JsonNode gitlab(List<Finding> findings) {
    return JSON.readTree(Format.GITLAB.render(Report.of("check").findings(findings), Ink.PLAIN));
  }

  @Test
  void githubGetsAsManyAsItShowsTheGravestFirst() {
    List<Finding> many = Collections.nCopies(12, NOTE);
    List<String> lines =
        Format.GITHUB
            .render(Report.of("check").findings(many).findings(List.of(EDITED)), Ink.PLAIN)
            .lines()
            .toList();
    assertThat(lines).hasSize(12).first().asString().startsWith("::error");
    assertThat(lines.getLast()).startsWith("2 more findings");
  }
}
