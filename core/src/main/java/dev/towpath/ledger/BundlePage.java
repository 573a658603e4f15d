package dev.towpath.ledger;

import dev.towpath.json.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The page of a bundle for people: each record in words, and below them exactly as it is proven.
final class BundlePage {
  private BundlePage() {}

  static String head(String subject, Checkpoint checkpoint, VerifierKey key) {
    return """
    <!doctype html>
    <html lang="en">
    <meta charset="utf-8">
    <title>%1$s</title>
    <style>
    body { font: 15px/1.5 sans-serif; margin: 2em auto; max-width: 60em; padding: 0 1em }
    table { border-collapse: collapse } td { padding: 0 1em 0 0; vertical-align: top }
    section { border-top: 1px solid #ccc; margin-top: 1em; padding-top: 1em }
    pre { background: #f4f4f4; overflow: auto; padding: .5em; white-space: pre-wrap }
    </style>
    <h1>%1$s</h1>
    <p>Records of the ledger %2$s, as it was when it had %3$d records.
    This page is for reading. What proves it are the files beside it:
    <code>java VerifyBundle.java BUNDLE.zip KEY</code> needs a JDK and nothing else, and also
    compares this page with the records. Take KEY from somebody you trust; the bundle's own is</p>
    <pre>%4$s</pre>
    """
        .formatted(
            escaped(subject), escaped(checkpoint.origin()), checkpoint.size(), escaped(key.text()));
  }

  static String section(Entry entry) {
    Event event = entry.event();
    StringBuilder section = new StringBuilder("<section>\n<table>\n");
    row(section, "record", "" + entry.sequence());
    row(section, "when", entry.at());
    row(section, "who", event.actor());
    row(section, "what", event.type());
    row(section, "about", event.subject());
    row(section, "signed by", SignedText.of(entry).orElse(""));
    row(section, "reason", event.reason());
    row(section, "before", json(event.before()));
    row(section, "after", json(event.after()));
    row(section, "SHA-256", event.digest().orElse(""));
    String record = new String(entry.bytes(), StandardCharsets.UTF_8);
    return section + "</table>\n<pre class=\"record\">" + escaped(record) + "</pre>\n</section>\n";
  }

  private static void row(StringBuilder section, String name, String value) {
    if (!value.isEmpty()) {
      section.append("<tr><td>").append(name).append("<td>").append(escaped(value)).append('\n');
    }
  }

  private static String json(Map<String, ? extends @Nullable Object> values) {
    return values.isEmpty() ? "" : new String(CanonicalJson.bytes(values), StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
