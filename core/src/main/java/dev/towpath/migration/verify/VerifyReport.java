package dev.towpath.migration.verify;

import dev.towpath.catalog.CatalogData;
import dev.towpath.migration.status.State;
import dev.towpath.problem.Exit;
import dev.towpath.report.Block;
import dev.towpath.report.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A verification as a report.
public final class VerifyReport {
  private VerifyReport() {}

  public static Report of(Verification verification) {
    return new Report(
        "verify",
        verification.agrees() ? Exit.FINE : Exit.REFUSED,
        data(verification),
        blocks(verification),
        verification.findings(),
        Optional.empty(),
        summary(verification),
        next(verification));
  }

  private static Map<String, @Nullable Object> data(Verification verification) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    data.put("target", verification.target());
    data.put("agrees", verification.agrees());
    data.put("replayed", verification.replayed());
    data.put("pending", pending(verification));
    data.put("failed", failed(verification));
    data.put("scratchMajor", verification.scratchMajor());
    data.put("differences", CatalogData.of(verification.differences()));
    return data;
  }

  private static List<Block> blocks(Verification verification) {
    return List.of(
        new Block.Facts(
            List.of(
                new Block.Fact("target", verification.target()),
                new Block.Fact("replayed", replayed(verification)))));
  }

  private static String replayed(Verification verification) {
    return counted(verification.replayed(), "migration")
        + (failed(verification) == 0 ? "" : ", without " + failed(verification) + " that failed")
        + (verification.scratchMajor() == 0
            ? ""
            : " on a scratch server with PostgreSQL " + verification.scratchMajor());
  }

  private static String summary(Verification verification) {
    if (verification.agrees()) {
      return "history, files and database agree; "
          + (verification.replayed() + " applied, " + pending(verification) + " pending")
          + (failed(verification) == 0 ? "" : ", " + failed(verification) + " failed half-way");
    }
    return counted(verification.differences().size(), "difference")
        + " in the schema, "
        + counted(verification.findings().size(), "finding")
        + " in all";
  }

  private static String next(Verification verification) {
    if (!verification.differences().isEmpty()) {
      return "towpath new NAME, to write down what differs";
    }
    if (!verification.agrees()) {
      return "";
    }
    return pending(verification) > 0 ? "towpath plan" : "";
  }

  private static String counted(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static int failed(Verification verification) {
    return verification.status().in(State.FAILED).size();
  }

  private static int pending(Verification verification) {
    return verification.status().in(State.PENDING).size();
  }
}
