package dev.towpath.ledger;

import dev.towpath.json.JsonObject.Malformed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a ledger was at one moment, signed: the form is that of C2SP tlog-checkpoint.
///
/// @param origin the ledger's name
/// @param size so many records
/// @param root of the tree over them
/// @param signatures each with the id of its key
record Checkpoint(String origin, long size, Hash root, List<Signed> signatures) {
  private static final String BASE64 =
      "(?:[A-Za-z0-9+/]{4})+(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?";
  private static final Pattern FORM =
      Pattern.compile(
          "([^\n]+)\n([1-9][0-9]{0,17})\n([A-Za-z0-9+/]{43}=)\n\n((?:— \\S+ " + BASE64 + "\n)+)");
  private static final Pattern SIGNATURE = Pattern.compile("— (\\S+) (\\S+)\n");

  /// One signature.
  ///
  /// @param name of the key
  /// @param base64 the id of the key, then its 64 bytes
  record Signed(String name, String base64) {
    private static Signed of(VerifierKey key, byte[] signature) {
      byte[] both = Arrays.copyOf(key.id(), VerifierKey.ID_BYTES + signature.length);
      System.arraycopy(signature, 0, both, VerifierKey.ID_BYTES, signature.length);
      return new Signed(key.name(), Base64.getEncoder().encodeToString(both));
    }

    private boolean isOf(VerifierKey key, String body) {
      byte[] both = Base64.getDecoder().decode(base64);
      return name.equals(key.name())
          && both.length > VerifierKey.ID_BYTES
          && Arrays.equals(Arrays.copyOf(both, VerifierKey.ID_BYTES), key.id())
          && key.verifies(body, Arrays.copyOfRange(both, VerifierKey.ID_BYTES, both.length));
    }

    private String line() {
      return "— " + name + " " + base64 + "\n";
    }
  }

  static Checkpoint sign(String origin, long size, Hash root, SigningKey key) {
    Checkpoint bare = new Checkpoint(origin, size, root, List.of());
    Signed signed = Signed.of(key.verifier(origin), key.sign(bare.body()));
    return new Checkpoint(origin, size, root, List.of(signed));
  }

  /// The part that is signed.
  private String body() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }

  /// The whole note.
  String text() {
    StringBuilder text = new StringBuilder(body()).append('\n');
    signatures.forEach(signed -> text.append(signed.line()));
    return text.toString();
  }

  /// Whether one of these keys has signed it, and what it signed is what stands here.
  boolean isSignedBy(List<VerifierKey> keys) {
    return keys.stream()
        .anyMatch(key -> signatures.stream().anyMatch(signed -> signed.isOf(key, body())));
  }

  /// The notes of a text, one behind the other.
  static List<Checkpoint> parse(String text) throws Malformed {
    List<Checkpoint> all = new ArrayList<>();
    Matcher matcher = FORM.matcher(text);
    int end = 0;
    for (; matcher.find(end) && matcher.start() == end; end = matcher.end()) {
      List<Signed> signatures = new ArrayList<>();
      Matcher line = SIGNATURE.matcher(matcher.group(4));
      while (line.find()) {
        signatures.add(new Signed(line.group(1), line.group(2)));
      }
      all.add(
          new Checkpoint(
              matcher.group(1),
              Long.parseLong(matcher.group(2)),
              Hash.base64(matcher.group(3)),
              signatures));
    }
    if (end != text.length()) {
      throw new Malformed("After " + all.size() + " checkpoints stands something else.");
    }
    return all;
  }
}
