package dev.towpath.ledger;

import dev.towpath.control.Control;
import dev.towpath.report.Finding;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongConsumer;

/// Hashes every record again, and compares with the kept nodes and with every kept checkpoint.
///
/// The nodes alone prove nothing: whoever changes a record can change them too. A checkpoint kept
/// elsewhere can't be changed with them. Used once.
public final class Audit {
  /// A history that was exchanged as a whole differs everywhere; nobody reads on after so many.
  private static final int FAULTS = 100;

  private static final long PROGRESS_RECORDS = 10_000;

  private final Checkpoints checkpoints;
  private final List<Path> more;
  private final LongConsumer progress;
  private final List<Finding> faults = new ArrayList<>();
  private long found;

  /// What was found.
  ///
  /// @param records so many, where none is missing
  /// @param root of the tree, base64
  /// @param checkpoints so many were compared
  /// @param faults the first hundred
  /// @param found so many faults in all
  public record Result(
      String origin,
      long records,
      String root,
      int checkpoints,
      List<Finding> faults,
      long found) {}

  /// @param checkpoints where they are kept outside of the database
  /// @param more files with checkpoints that somebody else kept
  /// @param progress hears from time to time how many records were read
  public Audit(Checkpoints checkpoints, List<Path> more, LongConsumer progress) {
    this.checkpoints = checkpoints;
    this.more = List.copyOf(more);
    this.progress = progress;
  }

  /// Reads all of it once; memory doesn't grow with the number of records.
  public Result run(Control control) {
    return control.transaction(connection -> run(control, connection));
  }

  /// The same inside a transaction, of what it sees.
  public Result run(Control control, Connection connection) throws SQLException {
    String origin = Records.origin(connection);
    TreeCheck tree = new TreeCheck(this::tell);
    KeptRoots roots = new KeptRoots(kept(control, connection, origin), this::tell);
    RecordStream.read(
        connection,
        (sequence, record, hashes) -> {
          tree.row(sequence, record, hashes);
          roots.compare(tree);
          if (sequence % PROGRESS_RECORDS == 0) {
            progress.accept(sequence);
          }
        });
    tree.end();
    roots.end(tree);
    String root = tree.root().base64();
    return new Result(origin, tree.size(), root, roots.count(), List.copyOf(faults), found);
  }

  private void tell(Finding fault) {
    found++;
    if (faults.size() < FAULTS) {
      faults.add(fault);
    }
  }

  /// Those of this ledger that are properly signed, the smallest first.
  private List<KeptCheckpoint> kept(Control control, Connection connection, String origin)
      throws SQLException {
    List<KeptCheckpoint> all = new ArrayList<>(CheckpointTable.all(connection, this::tell));
    checkpoints.files(control, origin).forEach(file -> all.addAll(file.all()));
    more.forEach(file -> all.addAll(new CheckpointFile(file).all()));
    List<VerifierKey> keys = new ArrayList<>(Records.keys(connection));
    all.stream()
        .map(each -> each.checkpoint().origin())
        .distinct()
        .forEach(its -> checkpoints.key(its).ifPresent(keys::add));
    List<KeptCheckpoint> good = new ArrayList<>();
    for (KeptCheckpoint each : all) {
      String its = each.checkpoint().origin();
      if (!each.checkpoint().isSignedBy(keys)) {
        tell(Fault.signature(over(each) + " is not signed by a key that is known here."));
      } else if (!origin.isEmpty() && !its.equals(origin)) {
        tell(Fault.rewritten(over(each) + " is of another ledger: " + its));
      } else {
        good.add(each);
      }
    }
    good.sort(Comparator.comparingLong(each -> each.checkpoint().size()));
    return good;
  }

  private static String over(KeptCheckpoint kept) {
    long size = kept.checkpoint().size();
    return "The checkpoint over " + size + " records in " + kept.where();
  }
}
