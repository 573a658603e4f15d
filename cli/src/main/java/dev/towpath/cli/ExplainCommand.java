package dev.towpath.cli;

import dev.towpath.problem.Exit;
import dev.towpath.problem.Nearest;
import dev.towpath.problem.Problem;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `towpath explain CODE`: the page of a problem or a rule, without a network.
@Command(
    name = "explain",
    headerHeading = "Examples:%n  towpath explain variable-not-set%n  towpath explain%n%n",
    header = "Prints the page of a problem or a rule, or lists them all.",
    synopsisHeading = "%nUsage: ")
final class ExplainCommand implements Task {
  @Parameters(
      arity = "0..1",
      paramLabel = "CODE",
      description = "What stands in brackets in a message: error[CODE].")
  @Nullable String code;

  @Override
  public Report run(Wiring wiring) {
    if (code == null) {
      List<String> codes = Pages.codes();
      return Report.of("explain")
          .data("codes", codes)
          .block(new Block.Verbatim(String.join("\n", codes)));
    }
    Optional<String> page = Pages.page(code);
    if (page.isEmpty()) {
      throw Problem.of("code-unknown", Exit.USAGE, "There is no page for '" + code + "'.")
          .next(
              Nearest.to(code, Pages.codes())
                  .map(near -> "Did you mean 'towpath explain " + near + "'?")
                  .orElse("'towpath explain' lists every page."))
          .exception();
    }
    return Report.of("explain")
        .data("code", code)
        .data("page", page.get())
        .block(new Block.Verbatim(page.get()));
  }
}
