package dev.towpath.release.run;

import dev.towpath.approval.Meaning;
import dev.towpath.approval.People;
import dev.towpath.approval.Signed;
import dev.towpath.ledger.Entry;
import dev.towpath.release.Release;
import dev.towpath.release.ReleaseId;
import dev.towpath.release.journal.Authorship;
import dev.towpath.release.journal.RunEvent;
import java.util.Optional;

/// Says of a plan whether it is its author's. It is asked each time that a release is read, as
/// [ApprovalReader] is.
final class AuthorReader {
  private AuthorReader() {}

  /// @param id what the event is about, whatever the plan in it says
  /// @param release as the event tells it
  /// @param entry the event of the plan
  static Authorship read(ReleaseId id, Release release, Entry entry, People people) {
    RunEvent planned = JournalReader.event(RunEvent.Kind.PLANNED, entry);
    Optional<Signed> signed = Signed.read(planned.body().get(Signed.MEMBER));
    boolean stands =
        signed.map(each -> stands(id, release, each, entry, people)).orElse(!release.rule().sign());
    return new Authorship(
        release.by(),
        planned.at(),
        signed,
        stands
            ? Optional.empty()
            : Optional.of(
                signed.isPresent()
                    ? "the signature is not its author's for this plan of this release."
                    : "its author didn't sign it, and this class asks for signatures."));
  }

  private static boolean stands(
      ReleaseId id, Release release, Signed signed, Entry entry, People people) {
    RunEvent planned = JournalReader.event(RunEvent.Kind.PLANNED, entry);
    return people.stands(signed, entry)
        && signed.text("by").equals(release.by())
        && signed.text("by").equals(planned.by())
        && signed.text("release").equals(id.text())
        && release.id().equals(id)
        && signed.text("digest").equals(release.digest())
        && signed.text("plan").equals(Author.digest(planned.body()))
        && signed.text("meaning").equals(Meaning.AUTHORSHIP.word())
        && people.isKeyOf(release.by(), signed.key(), entry.sequence());
  }
}
