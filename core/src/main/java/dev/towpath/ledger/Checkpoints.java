package dev.towpath.ledger;

import dev.towpath.control.Control;
import dev.towpath.control.UserFolders;
import dev.towpath.digest.Sha256;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/// Signs what the ledger is now, and keeps that in the database and in files outside of it.
///
/// Nothing is signed that contradicts what this user has signed before: so whoever rewrites the
/// ledger is found at the next record, not only by `towpath ledger verify`.
///
/// @param keyFile of the signing key; made at first use
/// @param own the folder of this user's checkpoints: a file for each control database
/// @param shared a folder for others to see, such as one in the repository: a file for each ledger
/// @param actor who is named in the event that makes a new key known
/// @param ids new ones
public record Checkpoints(
    Path keyFile, Path own, Optional<Path> shared, String actor, Supplier<UUID> ids) {
  /// The type of the events that make a key known.
  static final String KEY = "ledger-key";

  private static final String END = ".checkpoints";
  private static final int NAME_CHARACTERS = 16;

  /// With a user's own key and folder.
  public static Checkpoints of(
      Map<String, String> variables, Optional<Path> shared, String actor, Supplier<UUID> ids) {
    return new Checkpoints(
        UserFolders.config(variables).resolve("ledger.key"),
        UserFolders.state(variables).resolve("ledger"),
        shared,
        actor,
        ids);
  }

  /// Signs and keeps the present state; an empty ledger has none.
  ///
  /// @throws dev.towpath.problem.ProblemException with `ledger-rewritten`
  public void keep(Control control) {
    sign(control);
  }

  /// The same, and gives what was signed.
  Optional<Checkpoint> sign(Control control) {
    SigningKey key = SigningKey.in(keyFile);
    CheckpointFile mine = mine(control);
    Optional<Checkpoint> signed =
        control.transaction(connection -> sign(connection, key, mine.newest()));
    signed.ifPresent(
        checkpoint -> {
          mine.add(checkpoint);
          shared(checkpoint.origin()).ifPresent(file -> file.add(checkpoint));
        });
    return signed;
  }

  private Optional<Checkpoint> sign(
      Connection connection, SigningKey key, Optional<Checkpoint> last) throws SQLException {
    if (Records.size(connection) == 0) {
      return Optional.empty();
    }
    String origin = Records.origin(connection);
    if (last.isPresent() && !follows(connection, origin, last.get())) {
      throw rewritten(last.get()).exception();
    }
    VerifierKey verifier = key.verifier(origin);
    if (!Records.keys(connection).contains(verifier)) {
      makeKnown(connection, verifier);
    }
    long size = Records.size(connection);
    Hash root = Records.frontier(connection, size).root();
    Checkpoint checkpoint = Checkpoint.sign(origin, size, root, key);
    CheckpointTable.keep(connection, checkpoint, verifier);
    return Optional.of(checkpoint);
  }

  private void makeKnown(Connection connection, VerifierKey verifier) throws SQLException {
    Ledger.lock(connection);
    if (!Records.keys(connection).contains(verifier)) {
      Map<String, String> value = Map.of("key", verifier.text());
      Ledger.append(connection, Event.of(ids.get(), actor, KEY, Ledger.SELF, value));
    }
  }

  private static boolean follows(Connection connection, String origin, Checkpoint last)
      throws SQLException {
    return last.origin().equals(origin)
        && Records.size(connection) >= last.size()
        && Records.frontier(connection, last.size()).root().equals(last.root());
  }

  private static Problem rewritten(Checkpoint last) {
    return Problem.of(
            "ledger-rewritten", Exit.STOPPED, "The ledger is not the one that was signed before.")
        .because(
            "Its first " + last.size() + " records had another root when this user signed them.")
        .leaving("Nothing was signed. What was done before this stays done.")
        .next("Find out what was changed: towpath ledger verify");
  }

  /// The files that exist for a ledger.
  List<CheckpointFile> files(Control control, String origin) {
    List<CheckpointFile> files = new ArrayList<>(List.of(mine(control)));
    shared(origin).ifPresent(files::add);
    return files;
  }

  /// This user's key, if there is one by now.
  Optional<VerifierKey> key(String origin) {
    return Files.exists(keyFile)
        ? Optional.of(SigningKey.in(keyFile).verifier(origin))
        : Optional.empty();
  }

  /// Named by the place: another ledger in the same place is found out.
  private CheckpointFile mine(Control control) {
    String name = Sha256.of(control.describe()).substring(0, NAME_CHARACTERS);
    return new CheckpointFile(own.resolve(name + END));
  }

  private Optional<CheckpointFile> shared(String origin) {
    String name = origin.substring(origin.lastIndexOf('/') + 1);
    return shared.map(folder -> new CheckpointFile(folder.resolve(name + END)));
  }
}
