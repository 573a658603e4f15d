package dev.towpath.release.run;

import dev.towpath.approval.People;
import dev.towpath.approval.Signed;
import dev.towpath.ledger.Entry;
import dev.towpath.release.Release;
import dev.towpath.release.journal.Approval;
import dev.towpath.release.journal.Authorship;
import dev.towpath.release.journal.RunEvent;
import dev.towpath.release.journal.RunEvent.Kind;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Says of each approval of a release whether it counts. It is asked each time that a release is
/// read, so that nothing has to be believed which was checked once.
///
/// @param release as it is planned now
/// @param author whether the plan itself stands
/// @param entries all events of the release
record ApprovalReader(Release release, Authorship author, List<Entry> entries, People people) {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd").withZone(ZoneOffset.UTC);

  static List<Approval> read(
      Release release, Authorship author, List<Entry> entries, People people) {
    return new ApprovalReader(release, author, entries, people).all();
  }

  private List<Approval> all() {
    List<Approval> all = new ArrayList<>();
    Set<String> counted = new HashSet<>();
    for (Entry entry : entries) {
      if (Kind.of(entry.event().type()).filter(Kind.APPROVED::equals).isPresent()) {
        Approval said = said(entry);
        boolean current = said.digest().equals(release.digest());
        boolean again = current && counted.contains(said.by());
        Approval judged = again ? with(said, "they have approved it in another role.") : said;
        if (current && judged.fault().isEmpty()) {
          counted.add(judged.by());
        }
        all.add(judged);
      }
    }
    return List.copyOf(all);
  }

  private Approval said(Entry entry) {
    RunEvent event = JournalReader.event(Kind.APPROVED, entry);
    Optional<Signed> signed = Signed.read(event.body().get(Signed.MEMBER));
    Approval approval =
        new Approval(
            event.by(),
            event.text("role"),
            event.text("digest"),
            event.at(),
            signed,
            Optional.empty());
    Optional<String> fault =
        approval.by().equals(release.by())
            ? Optional.of("they planned it.")
            : author
                .fault()
                .map(why -> "the plan is void: " + why)
                .or(
                    () ->
                        signed.isEmpty() ? unsigned(entry) : fault(approval, signed.get(), entry));
    return fault.map(why -> with(approval, why)).orElse(approval);
  }

  private static Approval with(Approval approval, String fault) {
    return new Approval(
        approval.by(),
        approval.role(),
        approval.digest(),
        approval.at(),
        approval.signed(),
        Optional.of(fault));
  }

  private Optional<String> unsigned(Entry entry) {
    if (release.rule().sign()) {
      return Optional.of("it is not signed, and this class asks for signatures.");
    }
    return people.founded().isPresent() && people.founded().getAsLong() < entry.sequence()
        ? Optional.of("it is not signed, though people were enrolled by then.")
        : Optional.empty();
  }

  private Optional<String> fault(Approval approval, Signed signed, Entry entry) {
    String by = approval.by();
    if (!people.stands(signed, entry)
        || !signed.text("by").equals(by)
        || !signed.text("release").equals(release.id().text())
        || !signed.text("digest").equals(approval.digest())
        || !signed.text("role").equals(approval.role())
        || !people.isKeyOf(by, signed.key(), entry.sequence())) {
      return Optional.of("its signature is not theirs for this plan of this release.");
    }
    if (!people.holds(by, approval.role(), entry.sequence())) {
      return Optional.of("they didn't hold the role.");
    }
    long relied = reliedOn(entry);
    if (people.holds(by, approval.role(), relied)) {
      return Optional.empty();
    }
    Optional<Instant> left = people.left(by);
    return Optional.of(
        left.isPresent()
            ? "they left on " + DAY.format(left.get()) + ", before the release relied on it."
            : "the role was taken back before the release relied on it.");
  }

  /// The place of the first step `approve` that was done after it; the present where there is none.
  private long reliedOn(Entry approval) {
    return entries.stream()
        .filter(entry -> entry.sequence() > approval.sequence())
        .filter(entry -> Kind.of(entry.event().type()).filter(Kind.STEP_DONE::equals).isPresent())
        .filter(entry -> isGate(JournalReader.event(Kind.STEP_DONE, entry).step()))
        .mapToLong(Entry::sequence)
        .findFirst()
        .orElse(People.NOW);
  }

  private boolean isGate(int number) {
    return release.steps().stream()
        .anyMatch(step -> step.number() == number && step.kind().equals("approve"));
  }
}
