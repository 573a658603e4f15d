package dev.towpath.ledger;

import static dev.towpath.ledger.Html.escaped;

import dev.towpath.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The page of a bundle for people: each record in words, and below them exactly as it is proven.
/// Only the latter is compared with the records; all else is a summary that nothing proves.
final class BundlePage {
  private static final int LONGEST = 300;

  private BundlePage() {}

  /// @param overview HTML that comes before the records
  static String head(String subject, Checkpoint checkpoint, VerifierKey key, String overview) {
    return """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <title>%1$s</title>
    <style>
    body { font: 15px/1.5 sans-serif; margin: 2em auto; max-width: 64em; padding: 0 1em }
    h2 { border-top: 1px solid #ccc; font-size: 1.2em; margin-top: 2em; padding-top: 1em }
    h3 { font-size: 1em; margin: 1.5em 0 0 }
    table { border-collapse: collapse }
    td, th { padding: .1em 1.2em .1em 0; text-align: left; vertical-align: top }
    th { border-bottom: 1px solid #ccc } td { overflow-wrap: anywhere }
    td:first-child { overflow-wrap: normal; white-space: nowrap }
    em { color: #555; font-style: normal }
    pre { background: #f4f4f4; overflow: auto; padding: .5em; white-space: pre-wrap }
    </style>
    <h1>%1$s</h1>
    %5$s<h2>How this is proven</h2>
    <p>All above this, and the table of each record below, is a summary for reading: it is not
    proven. Proven is what stands under "as it is proven" below each record.
    <code>java VerifyBundle.java BUNDLE.zip KEY</code> needs a JDK and nothing else; it proves each
    record file of this bundle, compares those parts of this page with them, and nothing else of
    it, and each file with the SHA-256 that a record names.
    Take KEY from somebody you trust; the bundle's own is</p>
    <pre>%4$s</pre>
    <h2>Records</h2>
    <p>Of the ledger %2$s, as it was when it had %3$d records.</p>
    """
        .formatted(
            escaped(subject),
            escaped(checkpoint.origin()),
            checkpoint.size(),
            escaped(key.text()),
            overview);
  }

  static String section(Entry entry) {
    Event event = entry.event();
    StringBuilder section = new StringBuilder("<h3>");
    section.append(entry.sequence()).append(" · ").append(escaped(event.type()));
    section.append("</h3>\n<table>\n");
    row(section, "when", entry.at());
    row(section, "who", event.actor());
    row(section, "about", event.subject());
    row(section, "signed by", SignedText.of(entry).orElse(""));
    row(section, "reason", event.reason());
    row(section, "before", brief(event.before()));
    row(section, "after", brief(event.after()));
    row(section, "SHA-256", event.digest().orElse(""));
    String record = new String(entry.bytes(), StandardCharsets.UTF_8);
    return section
        + "</table>\n<details><summary>as it is proven</summary><pre class=\"record\">"
        + escaped(record)
        + "</pre></details>\n";
  }

  private static void row(StringBuilder section, String name, String value) {
    if (!value.isEmpty()) {
      section.append("<tr><td>").append(name).append("<td>").append(escaped(value)).append('\n');
    }
  }

  /// What is long is read in the record itself, below.
  private static String brief(Map<String, ? extends @Nullable Object> values) {
    String json = new String(CanonicalJson.bytes(values), StandardCharsets.UTF_8);
    return values.isEmpty() || json.length() > LONGEST ? "" : json;
  }
}
