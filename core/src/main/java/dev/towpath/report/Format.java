package dev.towpath.report;

import java.io.IOException;
import java.io.UncheckedIOException;
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
  public void write(Report report, Ink ink, Appendable out) throws IOException {
    switch (this) {
      case TEXT -> TextRenderer.write(report, ink, out);
      case JSON -> JsonRenderer.write(report, out);
      case MARKDOWN -> out.append(MarkdownRenderer.render(report));
      case SARIF -> out.append(SarifRenderer.render(report));
      case JUNIT -> out.append(JunitRenderer.render(report));
      case GITHUB -> out.append(GithubRenderer.render(report));
      case GITLAB -> out.append(GitlabRenderer.render(report));
    }
  }

  /// A report as this format, as one text.
  public String render(Report report, Ink ink) {
    StringBuilder text = new StringBuilder();
    try {
      write(report, ink, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has none
    }
    return text.toString();
  }
}
