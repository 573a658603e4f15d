package dev.towpath.backup;

import dev.towpath.json.CanonicalJson;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A proof as the bytes of `proofs/TIME.json`; docs/reference/backup-format.md describes them.
public final class ProofJson {
  private static final int VERSION = 1;
  private static final String FORMAT = "towpath-proof";

  private ProofJson() {}

  public static byte[] bytes(Proof proof) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put(FORMAT, VERSION);
    json.put("backup", proof.backup().text());
    json.put("manifest-sha256", proof.manifestSha256());
    json.put("by", proof.by());
    json.put("started", proof.started().toString());
    json.put("recovery-milliseconds", proof.recovery().toMillis());
    json.put("tables", proof.tables());
    json.put("probes", proof.probes());
    json.put("failures", proof.failures());
    return CanonicalJson.bytes(json);
  }

  /// Reads what [#bytes] wrote; unknown members are left alone.
  public static Proof read(byte[] bytes) throws Malformed {
    JsonObject json = JsonObject.read(bytes);
    if (json.number(FORMAT) != VERSION) {
      throw new Malformed("It has version " + json.number(FORMAT) + ".");
    }
    try {
      return new Proof(
          new BackupId(json.text("backup")),
          json.text("manifest-sha256"),
          json.text("by"),
          Instant.parse(json.text("started")),
          Duration.ofMillis(json.number("recovery-milliseconds")),
          (int) json.number("tables"),
          json.texts("probes"),
          json.texts("failures"));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new Malformed(String.valueOf(e.getMessage()));
    }
  }
}
