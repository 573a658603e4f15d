package dev.towpath.backup.provider;

import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.problem.Exit;
import dev.towpath.problem.Problem;
import dev.towpath.problem.ProblemException;

/// Why a provider's backup is not one.
final class ProviderProblems {
  private static final String NOTHING = "Nothing new is listed; the database is as it was.";

  private ProviderProblems() {}

  static ProblemException failed(Provider provider, String why) {
    return Problem.of(
            "provider-failed", Exit.UNCHANGED, provider.name() + " did not do what it was asked.")
        .because(provider.place() + ": " + why)
        .leaving(NOTHING)
        .next("Settle what it says, then run the same command again.")
        .exception();
  }

  static ProblemException unreadable(Provider provider, Malformed cause) {
    return failed(provider, "Its report can't be read. " + cause.getMessage());
  }

  static ProblemException notListed(Provider provider, String label) {
    return Problem.of(
            "provider-not-listed",
            Exit.UNCHANGED,
            provider.name() + " says that it is done, and its report lacks the backup.")
        .because(provider.place() + " doesn't list " + label + " as a whole backup.")
        .leaving(NOTHING)
        .next("Look at the provider's own list and log, then make another one.")
        .exception();
  }

  /// @param known the system identifier that the provider has
  static void requireSame(Provider provider, String known, Provider.Server wanted) {
    String identifier = wanted.systemIdentifier();
    if (!identifier.isEmpty() && !known.equals(identifier)) {
      String why = "Its system identifier is %s, not %s.".formatted(known, identifier);
      throw otherServer(provider, why);
    }
  }

  static ProblemException asRoot(Provider provider) {
    return Problem.of(
            "provider-as-root", Exit.USAGE, provider.name() + " must not make backups as root.")
        .because(
            "What root writes into the repository the server's own user can't read: archiving"
                + " would stop.")
        .leaving(NOTHING)
        .next("Run Towpath as that user: sudo -u postgres towpath backup create ...")
        .exception();
  }

  static ProblemException otherServer(Provider provider, String why) {
    return Problem.of(
            "provider-other-server",
            Exit.USAGE,
            provider.place() + " of " + provider.name() + " is of another server.")
        .because(why)
        .leaving(NOTHING)
        .next("Mend 'providers' of this environment in towpath.yaml.")
        .exception();
  }

  static ProblemException toolMissing(String program, String why) {
    return Problem.of(
            "provider-tool-missing", Exit.USAGE, "There is no " + program + " on this machine.")
        .because(why)
        .leaving(NOTHING)
        .next("Install it (apt install " + program + "), or run Towpath where it is.")
        .exception();
  }
}
