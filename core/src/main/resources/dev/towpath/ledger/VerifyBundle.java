import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
  private static final Pattern PLAN =
      Pattern.compile("\"after\":\\{\"body\":|,\"step\":0\\},\"at\":");
  private static final Pattern SHOWN = Pattern.compile("(?s)<pre class=\"record\">(.*?)</pre>");
  private static final HexFormat HEX = HexFormat.of();
  private static final String TYPE = "\"type\":\"";
  private static final String WORDS = "\"([^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+)\"";
  private static final Pattern TEXT = Pattern.compile(WORDS + ":" + WORDS);
  private static final Pattern NAMED =
      Pattern.compile("\"file\":" + WORDS + ",\"sha256\":\"([0-9a-f]{64})\"");
  private static final Pattern SIGNED =
      Pattern.compile(
          "\"signed\":\\{\"key\":\"([0-9a-f]{64})\",\"signature\":\"([0-9a-f]{128})\","
              + "\"statement\":(\\{(?:\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"[:,]?+)*+\\})\\}");

  private final List<String> faults = new ArrayList<>();
  private final Map<String, byte[]> files = new TreeMap<>();
  private final Map<String, String> keys = new TreeMap<>();
  private final Set<String> confirmed = new HashSet<>();
  private final Map<String, Set<String>> votes = new TreeMap<>();
  private final Set<String> roles = new HashSet<>();
  private final Map<String, String> authors = new TreeMap<>();

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
      for (ZipEntry entry : archive.stream().toList()) {
        byte[] bytes = archive.getInputStream(entry).readAllBytes();
        require(files.put(entry.getName(), bytes) == null, entry.getName() + " is there twice");
      }
    }
  }

  private void verify(String trusted) throws GeneralSecurityException {
    String key = text("key").strip();
    String own = "\n            taken from the bundle itself: compare it with one you trust";
    System.out.println("key         " + key + (trusted == null ? own : ""));
    require(trusted == null || trusted.strip().equals(key), "it is signed with another key");
    String note = text("checkpoint");
    int end = note.indexOf("\n\n") + 1;
    String body = note.substring(0, end);
    String[] head = body.split("\n");
    long size = Long.parseLong(head[1]);
    byte[] root = Base64.getDecoder().decode(head[2]);
    require(head.length == 3, "the checkpoint has more lines than it should");
    require(signed(key, head[0], body, note.substring(end + 1)), "the checkpoint is not signed");
    System.out.println("ledger      " + head[0] + ", " + size + " records");
    TreeMap<Long, String> records = new TreeMap<>();
    for (String name : files.keySet()) {
      Matcher record = RECORD.matcher(name);
      if (record.matches()) {
        records.put(Long.parseLong(record.group(1)), text(name));
        verify(Long.parseLong(record.group(1)), files.get(name), size, root, note);
      }
    }
    require(!records.isEmpty(), "there is no record");
    System.out.println("records     " + records.size());
    page(records.values());
    for (Map.Entry<Long, String> record : records.entrySet()) {
      person(record.getValue(), head[0], "the signature in record " + record.getKey());
    }
    Set<String> here = new HashSet<>();
    for (String name : files.keySet()) {
      known(name, records.values());
      here.add(HexFormat.of().formatHex(sha256(files.get(name))));
    }
    for (Map.Entry<Long, String> each : records.entrySet()) {
      NAMED
          .matcher(each.getValue())
          .results()
          .filter(n -> !here.contains(n.group(2)))
          .forEach(
              n -> System.out.println("not here    " + n.group(1) + ", record " + each.getKey()));
    }
  }

  /** One record: what its proof leads to is the root that was signed. */
  private void verify(long index, byte[] record, long size, byte[] root, String note)
      throws GeneralSecurityException {
    String text = new String(record, UTF_8);
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
    System.out.print(proven ? text + "\n" : "");
  }

  /** RFC 9162, section 2.1.3.2. */
  private static byte[] root(byte[] record, long index, long size, List<String> lines)
      throws GeneralSecurityException {
    byte[] hash = sha256(new byte[] {0}, record);
    long place = index;
    long last = size - 1;
    for (String line : lines.subList(2, lines.size())) {
      byte[] beside = Base64.getDecoder().decode(line);
      if (last == 0) {
        return new byte[0];
      }
      boolean right = (place & 1) == 1 || place == last;
      byte[] one = {1};
      hash = right ? sha256(one, beside, hash) : sha256(one, hash, beside);
      while (right && (place & 1) == 0) {
        place >>= 1;
        last >>= 1;
      }
      place >>= 1;
      last >>= 1;
    }
    return last == 0 ? hash : new byte[0];
  }

  /** The page shows these records, each exactly, and no other; its other words prove nothing. */
  private void page(Collection<String> records) {
    List<String> shown = new ArrayList<>();
    SHOWN.matcher(text(PAGE)).results().forEach(each -> shown.add(each.group(1)));
    shown.replaceAll(each -> each.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
    shown.sort(null);
    List<String> proven = records.stream().sorted().toList();
    require(shown.equals(proven), PAGE + " shows other records than those that are proven");
    System.out.println("page        its records are compared; the rest of it is not proven");
  }

  /** What a person signed is what the record says, with a key and in a role of theirs by then. */
  private void person(String record, String ledger, String where) throws GeneralSecurityException {
    Matcher signed = SIGNED.matcher(record);
    if (!signed.find()) {
      boolean plan = record.contains(TYPE + "release-planned\"");
      require(!plan || !record.contains("\"sign\":true"), where + " is missing");
      return;
    }
    Map<String, String> said = new TreeMap<>();
    TEXT.matcher(signed.group(3)).results().forEach(t -> said.put(t.group(1), t.group(2)));
    String key = signed.group(1);
    require(verifies(key, signed.group(3), signed.group(2)), where + " is not valid");
    String id = "\"id\":\"" + said.get("event") + "\"";
    boolean bound = record.contains(id) && record.contains(TYPE + said.get("what") + "\"");
    require(bound && ledger.equals(said.get("ledger")), where + " was made for another record");
    String by = said.get("by");
    String person = said.get("person");
    switch (String.valueOf(said.get("what"))) {
      case "person-enrolled", "person-key-renewed" -> {
        keys.put(said.get("person-key"), person);
        require(by.equals(person) && key.equals(said.get("person-key")), where + " is by another");
        confirm(person, key, "");
        return;
      }
      case "person-confirmed" -> confirm(person, said.get("person-key"), by);
      case "role-granted" -> roles.add(person + " " + said.get("role"));
      case "role-revoked" -> roles.remove(person + " " + said.get("role"));
      case "person-retired" -> {
        roles.removeIf(each -> each.startsWith(person + " "));
        keys.values().removeIf(person::equals);
      }
      case "release-planned", "release-approved" -> {
        String subject = "\"subject\":\"release:" + said.get("release") + "\"";
        boolean same = record.contains(subject) && same(record, signed.group(), said);
        require(same, where + " was made for another plan");
        String as = said.containsKey("role") ? " as " + said.get("role") : "";
        boolean held = as.isEmpty() || roles.contains(by + as.substring(3));
        require(held, where + " is in a role not held");
        String who = "signed      " + said.get("name") + " (" + by + "), ";
        System.out.println(who + said.get("meaning") + as + ", " + said.get("at"));
      }
      default -> {}
    }
    boolean theirs = by.equals(keys.get(key)) && confirmed.contains(key);
    boolean gives = said.get("what").matches("person-confirmed|role-granted");
    require(theirs && !(gives && by.equals(person)), where + " is by one who had no right to it");
  }

  /** An approval is for this digest and role; a plan was signed with all that its record says. */
  private boolean same(String record, String signed, Map<String, String> said)
      throws GeneralSecurityException {
    String digest = said.get("digest");
    if (record.contains(TYPE + "release-approved\"")) {
      require(!said.get("by").equals(authors.get(digest)), "an approval is the author's own");
      String body = "\"body\":{\"digest\":\"%s\",\"role\":\"%s\",\"signed\":{";
      return record.contains(body.formatted(digest, said.get("role")));
    }
    authors.put(digest, said.get("by"));
    String plan = PLAN.split(record, 3)[1].replace(signed + ",", "");
    return HEX.formatHex(sha256(plan.getBytes(UTF_8))).equals(said.get("plan"));
  }

  /** The first person founds, the second is confirmed by the first, each later key by two. */
  private void confirm(String person, String key, String by) {
    Set<String> others = new HashSet<>();
    confirmed.forEach(each -> others.add(keys.getOrDefault(each, each)));
    boolean renewed = others.remove(person);
    votes.computeIfAbsent(key, each -> new HashSet<>()).add(by);
    int wanted = renewed && !others.isEmpty() ? 2 : Math.min(2, others.size());
    if (votes.get(key).size() - 1 >= wanted) {
      confirmed.add(key);
    }
  }

  private static boolean verifies(String key, String text, String signature)
      throws GeneralSecurityException {
    byte[] encoded = HEX.parseHex(X509_ED25519 + key);
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(
        KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded)));
    verifier.update(text.getBytes(UTF_8));
    return verifier.verify(HEX.parseHex(signature));
  }

  /** Nothing lies in the bundle that no record vouches for. */
  private void known(String name, Collection<String> records) throws GeneralSecurityException {
    if (name.startsWith("files/")) {
      String digest = "\"" + HEX.formatHex(sha256(files.get(name))) + "\"";
      boolean vouched = records.stream().anyMatch(record -> record.contains(digest));
      require(vouched, name + " is not the file that a record is about");
      named(name, digest, records);
      System.out.println("file        " + name);
    } else if (name.endsWith(".tlog-proof")) {
      String record = name.replace(".tlog-proof", ".json");
      require(files.containsKey(record), name + " proves a record that is not there");
    } else {
      boolean part = List.of("checkpoint", "key", PAGE, "VerifyBundle.java").contains(name);
      require(part || RECORD.matcher(name).matches(), name + " does not belong here");
    }
  }

  /**
   * Where records say what the file is called, it is called so here: no two have changed places.
   */
  private void named(String name, String digest, Collection<String> records) {
    String step = name.replaceFirst("^files/steps/([0-9]{2,}-)[^/]*/", "$1");
    String last = step.substring(step.lastIndexOf('/') + 1);
    boolean fits = !name.matches("files/(steps|documents|release)/.*");
    for (String record : records) {
      for (Matcher named = NAMED.matcher(record); named.find(); ) {
        String recorded = named.group(1).substring(named.group(1).lastIndexOf('/') + 1);
        boolean its = digest.equals("\"" + named.group(2) + "\"");
        fits |= its && (last.equals(recorded) || last.matches("[0-9]{2,}-\\Q" + recorded + "\\E"));
      }
    }
    require(fits, name + " has another name in the records");
  }

  /** One line of the note is a signature of this key over its body. */
  private static boolean signed(String key, String origin, String body, String lines)
      throws GeneralSecurityException {
    String[] parts = key.split("\\+", 3);
    byte[] typed = Base64.getDecoder().decode(parts[2]);
    byte[] id = Arrays.copyOf(sha256((parts[0] + "\n").getBytes(UTF_8), typed), 4);
    boolean whole = typed.length == 33 && typed[0] == 1 && parts[0].equals(origin);
    for (String line : lines.split("\n")) {
      String[] words = line.split(" ");
      byte[] both = Base64.getDecoder().decode(words[2]);
      boolean ours = words[1].equals(parts[0]) && Arrays.equals(Arrays.copyOf(both, 4), id);
      if (whole && ours && HEX.formatHex(id).equals(parts[1]) && both.length == 68) {
        return verifies(HEX.formatHex(typed).substring(2), body, HEX.formatHex(both, 4, 68));
      }
    }
    return false;
  }

  private static byte[] sha256(byte[]... parts) throws GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    Arrays.stream(parts).forEach(digest::update);
    return digest.digest();
  }

  private String text(String name) {
    return new String(Objects.requireNonNull(files.get(name), "there is no " + name), UTF_8);
  }

  private void require(boolean holds, String fault) {
    if (!holds) {
      faults.add(fault);
    }
  }
}
