package dev.towpath.release.step;

import dev.towpath.config.ProjectPath;
import dev.towpath.config.Template;
import dev.towpath.digest.Sha256;
import dev.towpath.forge.ForgeAddress;
import dev.towpath.release.note.NoteFiles;
import dev.towpath.release.note.NoteSettings;
import dev.towpath.release.note.Tracker;
import dev.towpath.yaml.Faults;
import dev.towpath.yaml.Mapping;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// `notes`: the release as people read it later, in the project's own folder.
public final class WriteNotes implements StepKind {
  @Override
  public String word() {
    return "notes";
  }

  @Override
  public String sentence() {
    return "Writes the release's note into the project, and a rollback into its log.";
  }

  @Override
  public Optional<Step> read(StepText text) {
    if (text.isText()) {
      return text.path().map(NoteSettings::in).map(Written::new);
    }
    return text.mapping().map(mapping -> new Written(settings(text, mapping)));
  }

  private static NoteSettings settings(StepText text, Mapping mapping) {
    NoteSettings.Back usual = NoteSettings.Back.USUAL;
    NoteSettings settings =
        new NoteSettings(
            path(mapping, "in").orElse(NoteSettings.USUAL.folder()),
            new NoteSettings.Back(
                path(mapping, "rollback-log").orElse(usual.log()),
                path(mapping, "incidents").orElse(usual.incidents()),
                path(mapping, "post-mortems").orElse(usual.postMortems())),
            path(mapping, "changelog"),
            mapping.mapping("tracker").flatMap(each -> tracker(each, text.faults())),
            Template.read(mapping, "on-call", text.faults()),
            path(mapping, "changes"),
            path(mapping, "impact"));
    mapping.end();
    return settings;
  }

  private static Optional<Tracker> tracker(Mapping mapping, Faults faults) {
    Optional<ForgeAddress> forge = ForgeAddress.read(mapping, faults);
    Optional<Template> issue = Template.read(mapping, "issue", faults);
    mapping.require("issue", "It isn't said which issue is told.");
    mapping.end();
    return forge.flatMap(address -> issue.map(number -> new Tracker(address, number)));
  }

  private static Optional<Path> path(Mapping mapping, String name) {
    return mapping
        .text(name, ProjectPath.FORM, ProjectPath.HELP)
        .map(each -> Path.of(each.getValue()));
  }

  /// A step that writes notes; its settings are asked for when they are written by hand too. The
  /// release gives the same file, and one that went back keeps it: it happened.
  public record Written(NoteSettings settings) implements RepeatableStep {
    @Override
    public String does() {
      return "writes the note into " + settings.folder();
    }

    @Override
    public List<Path> files() {
      return Stream.of(settings.changes(), settings.impact()).flatMap(Optional::stream).toList();
    }

    @Override
    public StepResult run(StepContext context) throws InterruptedException {
      NoteFiles files = new NoteFiles(context.project(), settings, context.variables());
      List<Path> written = files.write(context.run());
      files.tell(context.run());
      String note = files.note(context.run()).text();
      return new StepResult.Done(
          Map.of(
              "files",
              written.stream().map(Path::toString).toList(),
              "written",
              files.digests(written),
              "sha256",
              Sha256.of(note)));
    }
  }
}
