package dev.towpath.release.bundle;

import dev.towpath.digest.Sha256;
import dev.towpath.ledger.Bundle;
import dev.towpath.ledger.BundlePart;
import dev.towpath.release.Release.PlannedStep;
import dev.towpath.release.journal.RunState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The bundle of a release: every file that its record names, wherever it lies, under a name that a
/// person reads.
///
/// @param project the checkout: the runbook, the migrations, what people read
/// @param kept the folder of the release's evidence
/// @param manifests of backups
public record ReleaseBundle(RunState run, Path project, Path kept, Manifests manifests) {
  private static final String NOT_HERE =
      "It isn't on this machine: it lies where the release was driven, or was deleted.";

  /// Where manifests of backups are read.
  @FunctionalInterface
  public interface Manifests {
    /// As it is stored; empty if the backup is gone.
    Optional<byte[]> of(String backup) throws IOException;
  }

  /// Looks for all of it.
  ///
  /// @param more files that a person puts in
  public Bundle bundle(List<Path> more) {
    Gathered gathered = new Gathered();
    planned(gathered);
    recorded(gathered);
    backups(gathered);
    unrecorded(gathered);
    absent(gathered, "check", "Findings of the guard");
    absent(gathered, "rehearse", "Report of a rehearsal");
    absent(gathered, "backup", "Manifest of a backup");
    if (Recorded.of(run).stream().noneMatch(Recorded::document)) {
      String id = run.release().id().text();
      gathered.missing(
          "Release note", "Nobody wrote one: towpath release notes " + id + " --write");
    }
    String page = new ReleasePage(run, gathered).text();
    return new Bundle("release:" + run.release().id(), more, gathered.parts(), page);
  }

  /// Documents in which people wrote on since they were recorded: their names and what they hold
  /// now, for the record.
  public List<Map<String, @Nullable Object>> writtenOn() {
    Map<String, String> newest = new LinkedHashMap<>();
    Recorded.of(run).stream()
        .filter(Recorded::document)
        .forEach(each -> newest.put(each.file(), each.sha256()));
    List<Map<String, @Nullable Object>> changed = new ArrayList<>();
    newest.forEach(
        (file, sha256) -> {
          Optional<String> now = digest(project.resolve(file));
          if (now.isPresent() && !now.get().equals(sha256)) {
            changed.add(Map.of("file", file, "sha256", now.get()));
          }
        });
    return changed;
  }

  private static Optional<String> digest(Path file) {
    try {
      return Files.isRegularFile(file) ? Optional.of(Sha256.of(file)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // It is named as missing.
    }
  }

  /// What the plan's digest is made of.
  private void planned(Gathered gathered) {
    String other =
        run.release()
            .commit()
            .map(commit -> "It isn't in this checkout; commit " + commit + " has it.")
            .orElse("It isn't in this checkout.");
    run.release()
        .bound()
        .forEach(
            (name, sha256) -> {
              if (name.matches("(file|runbook) .+") && !sha256.equals("none")) {
                String file = name.substring(name.indexOf(' ') + 1);
                gathered.take("plan/" + file, sha256, List.of(project.resolve(file)), other);
              } else if (name.startsWith("plugin ")) {
                gathered.missing(name + ", SHA-256 " + sha256, "Programs are not put in.");
              }
            });
  }

  /// Of what was written several times the newest.
  private void recorded(Gathered gathered) {
    Map<String, Recorded> newest = new LinkedHashMap<>();
    for (Recorded each : Recorded.of(run)) {
      Recorded before = newest.put(name(each), each);
      if (before != null && !before.sha256().equals(each.sha256())) {
        gathered.missing(
            name(each) + " as it was at " + before.event().at() + ", SHA-256 " + before.sha256(),
            "It was written again by " + each.event().at() + ".");
      }
    }
    newest.forEach((name, each) -> gathered.take(name, each.sha256(), places(each), NOT_HERE));
  }

  private String name(Recorded file) {
    int step = file.event().step();
    if (file.document()) {
      return "documents/" + file.file();
    }
    if (step == 0) {
      return "release/" + last(file);
    }
    Path path = Path.of(file.file());
    boolean ofProject = !path.isAbsolute() && path.getNameCount() > 1;
    String name = ofProject ? "kept/" + path : last(file).replaceFirst("^[0-9]{2,}-", "");
    return "steps/%02d-%s/%s".formatted(step, word(step), name);
  }

  private static String last(Recorded file) {
    return String.valueOf(Path.of(file.file()).getFileName());
  }

  /// `migrate` of the step that migrates.
  private String word(int step) {
    return run.release().steps().stream()
        .filter(each -> each.number() == step)
        .findFirst()
        .map(PlannedStep::kind)
        .map(kind -> kind.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"))
        .orElse("way-back");
  }

  private List<Path> places(Recorded file) {
    Path path = Path.of(file.file());
    List<Path> places = new ArrayList<>(List.of(kept.resolve(last(file))));
    if (!path.isAbsolute()) {
      places.add(kept.resolve("%02d-files".formatted(file.event().step())).resolve(path));
      places.add(project.resolve(path));
    }
    return places;
  }

  private void backups(Gathered gathered) {
    for (Recorded.OfBackup each : Recorded.backups(run)) {
      String name = "backups/" + each.id() + "/manifest.json";
      String what = name + ", SHA-256 " + each.sha256();
      try {
        Optional<byte[]> manifest = manifests.of(each.id());
        if (manifest.filter(bytes -> Sha256.of(bytes).equals(each.sha256())).isPresent()) {
          byte[] bytes = manifest.get();
          gathered.put(new BundlePart(name, each.sha256(), () -> new ByteArrayInputStream(bytes)));
        } else {
          gathered.missing(
              what, manifest.isPresent() ? "It is another one now." : "The backup is gone.");
        }
      } catch (IOException e) {
        gathered.missing(what, "The backups can't be read: " + e.getMessage());
      }
    }
  }

  /// Evidence that lies there, and that no event names: of a step that was killed, most often.
  private void unrecorded(Gathered gathered) {
    Set<String> named =
        Recorded.of(run).stream().map(ReleaseBundle::last).collect(Collectors.toSet());
    if (!Files.isDirectory(kept)) {
      return;
    }
    try (Stream<Path> all = Files.list(kept)) {
      all.filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> !named.contains(name))
          .sorted()
          .forEach(name -> gathered.missing(name, "It lies there, and no record names it."));
    } catch (IOException e) {
      gathered.missing("The folder of the evidence", "It can't be read: " + e.getMessage());
    }
  }

  /// What an auditor asks for, and this release never had.
  private void absent(Gathered gathered, String kind, String what) {
    List<PlannedStep> steps =
        run.release().steps().stream().filter(step -> step.kind().equals(kind)).toList();
    if (steps.isEmpty()) {
      gathered.missing(what, "The runbook has no step '" + kind + "'.");
    } else if (steps.stream().allMatch(step -> run.step(step.number()).ended().isEmpty())) {
      gathered.missing(what, "The step '" + kind + "' was not come to.");
    }
  }
}
