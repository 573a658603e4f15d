import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Verifies a bundle of Towpath's ledger: java VerifyBundle.java BUNDLE.zip [KEY]
 *
 * <p>Needs a JDK from 17 on and nothing else. Take this program and KEY from somebody you trust,
 * not from the bundle that you doubt. Exit code 0: everything in the bundle is proven; 1: not.
 */
public final class VerifyBundle {
  private static final String PAGE = "index.html";
  private static final String X509_ED25519 = "302a300506032b6570032100";
  private static final Pattern RECORD = Pattern.compile("records/([0-9]{1,18})\\.json");
  private static final Pattern SHOWN = Pattern.compile("(?s)<pre class=\"record\">(.*?)</pre>");

  private final List<String> faults = new ArrayList<>();
  private final Map<String, byte[]> files = new TreeMap<>();

  public static void main(String[] words) throws IOException, GeneralSecurityException {
    if (words.length < 1 || words.length > 2) {
      System.err.println("Usage: java VerifyBundle.java BUNDLE.zip [KEY]");
      System.exit(2);
    }
    VerifyBundle bundle = new VerifyBundle();
    try {
      bundle.read(Path.of(words[0]));
      bundle.verify(words.length == 2 ? words[1] : null);
    } catch (IOException | RuntimeException | GeneralSecurityException e) {
      bundle.faults.add("It can't be read: " + e);
    }
    bundle.faults.forEach(fault -> System.out.println("FAULT: " + fault));
    System.out.println(bundle.faults.isEmpty() ? "verified" : "NOT VERIFIED");
    System.exit(bundle.faults.isEmpty() ? 0 : 1);
  }

  private void read(Path zip) throws IOException {
    try (ZipFile archive = new ZipFile(zip.toFile())) {
      for (Enumeration<? extends ZipEntry> all = archive.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        byte[] bytes = archive.getInputStream(entry).readAllBytes();
        require(files.put(entry.getName(), bytes) == null, entry.getName() + " is there twice");
      }
    }
  }

  private void verify(String trusted) throws GeneralSecurityException {
    String key = text("key").strip();
    System.out.println("key         " + key);
    if (trusted == null) {
      System.out.println("            taken from the bundle itself: compare it with one you trust");
    }
    require(trusted == null || trusted.strip().equals(key), "it is signed with another key");

    String note = text("checkpoint");
    int end = note.indexOf("\n\n") + 1;
    String body = note.substring(0, end);
    String[] head = body.split("\n");
    long size = Long.parseLong(head[1]);
    byte[] root = base64(head[2]);
    require(head.length == 3, "the checkpoint has more lines than it should");
    require(signed(key, head[0], body, note.substring(end + 1)), "the checkpoint is not signed");
    System.out.println("ledger      " + head[0] + ", " + size + " records");

    List<String> records = new ArrayList<>();
    for (String name : files.keySet()) {
      Matcher record = RECORD.matcher(name);
      if (record.matches()) {
        records.add(text(name));
        verify(Long.parseLong(record.group(1)), files.get(name), size, root, note);
      }
    }
    require(!records.isEmpty(), "there is no record");
    System.out.println("records     " + records.size());
    page(records);
    for (String name : files.keySet()) {
      known(name, records);
    }
  }

  /** One record: what its proof leads to is the root that was signed. */
  private void verify(long index, byte[] record, long size, byte[] root, String note)
      throws GeneralSecurityException {
    String text = new String(record, StandardCharsets.UTF_8);
    String where = "record " + index;
    require(text.contains("\"sequence\":" + index + ","), where + " says another number");
    String proof = text("records/" + index + ".tlog-proof");
    int end = proof.indexOf("\n\n");
    List<String> lines = List.of(proof.substring(0, end).split("\n"));
    require(proof.substring(end + 2).equals(note), where + " is proven for another checkpoint");
    require(lines.get(0).equals("c2sp.org/tlog-proof@v1"), where + " has a proof of another form");
    require(lines.get(1).equals("index " + index), where + " has the proof of another one");
    boolean proven = index < size && Arrays.equals(root(record, index, size, lines), root);
    require(proven, where + " is not in the ledger that was signed");
    if (proven) {
      System.out.println(text);
    }
  }

  /** RFC 9162, section 2.1.3.2. */
  private static byte[] root(byte[] record, long index, long size, List<String> lines)
      throws GeneralSecurityException {
    byte[] hash = sha256(new byte[] {0}, record);
    long place = index;
    long last = size - 1;
    for (String line : lines.subList(2, lines.size())) {
      byte[] beside = base64(line);
      if (last == 0) {
        return new byte[0];
      }
      if ((place & 1) == 1 || place == last) {
        hash = sha256(new byte[] {1}, beside, hash);
        while ((place & 1) == 0) {
          place >>= 1;
          last >>= 1;
        }
      } else {
        hash = sha256(new byte[] {1}, hash, beside);
      }
      place >>= 1;
      last >>= 1;
    }
    return last == 0 ? hash : new byte[0];
  }

  /** The page shows these records, each exactly, and no other. */
  private void page(List<String> records) {
    List<String> shown = new ArrayList<>();
    Matcher each = SHOWN.matcher(text(PAGE));
    while (each.find()) {
      String text = each.group(1);
      shown.add(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
    }
    List<String> sorted = new ArrayList<>(records);
    shown.sort(null);
    sorted.sort(null);
    require(shown.equals(sorted), PAGE + " shows other records than those that are proven");
  }

  /** Nothing lies in the bundle that no record vouches for. */
  private void known(String name, List<String> records) throws GeneralSecurityException {
    if (name.startsWith("files/")) {
      String digest = "\"digest\":\"" + HexFormat.of().formatHex(sha256(files.get(name))) + "\"";
      boolean vouched = records.stream().anyMatch(record -> record.contains(digest));
      require(vouched, name + " is not the file that a record is about");
      System.out.println("file        " + name);
    } else if (name.endsWith(".tlog-proof")) {
      String record = name.replace(".tlog-proof", ".json");
      require(files.containsKey(record), name + " proves a record that is not there");
    } else {
      boolean part = List.of("checkpoint", "key", PAGE, "VerifyBundle.java").contains(name);
      require(part || RECORD.matcher(name).matches(), name + " does not belong here");
    }
  }

  /** One line of the note is a signature of this key over its body. */
  private static boolean signed(String key, String origin, String body, String lines)
      throws GeneralSecurityException {
    String[] parts = key.split("\\+", 3);
    byte[] typed = base64(parts[2]);
    byte[] id = Arrays.copyOf(sha256((parts[0] + "\n").getBytes(StandardCharsets.UTF_8), typed), 4);
    boolean whole = typed.length == 33 && typed[0] == 1 && parts[0].equals(origin);
    if (!whole || !HexFormat.of().formatHex(id).equals(parts[1])) {
      return false;
    }
    byte[] encoded = Arrays.copyOf(HexFormat.of().parseHex(X509_ED25519), 44);
    System.arraycopy(typed, 1, encoded, 12, 32);
    Signature verifier = Signature.getInstance("Ed25519");
    for (String line : lines.split("\n")) {
      String[] words = line.split(" ");
      byte[] both = base64(words[2]);
      boolean ours = words[1].equals(parts[0]) && Arrays.equals(Arrays.copyOf(both, 4), id);
      if (ours && both.length == 68) {
        verifier.initVerify(
            KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
        verifier.update(body.getBytes(StandardCharsets.UTF_8));
        return verifier.verify(Arrays.copyOfRange(both, 4, both.length));
      }
    }
    return false;
  }

  private static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }

  private String text(String name) {
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw new IllegalArgumentException("there is no " + name);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private void require(boolean holds, String fault) {
    if (!holds) {
      faults.add(fault);
    }
  }
}
