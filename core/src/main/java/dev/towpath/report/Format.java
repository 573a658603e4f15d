package dev.towpath.report;

import java.util.Locale;

/// The ways in which a report is written; each is a word of `--output`.
public enum Format {
  TEXT,
  JSON,
  MARKDOWN,
  SARIF,
  JUNIT,
  GITHUB,
  GITLAB;

  /// As the command line spells it.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Writes a report as this format.
  ///
  /// @param ink used by text alone
  public String render(Report report, Ink ink) {
    return switch (this) {
      case TEXT -> TextRenderer.render(report, ink);
      case JSON -> JsonRenderer.render(report);
      case MARKDOWN -> MarkdownRenderer.render(report);
      case SARIF -> SarifRenderer.render(report);
      case JUNIT -> JunitRenderer.render(report);
      case GITHUB -> GithubRenderer.render(report);
      case GITLAB -> GitlabRenderer.render(report);
    };
  }
}
