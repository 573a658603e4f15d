package dev.towpath.component;

import dev.towpath.config.ComponentSettings;
import dev.towpath.json.JsonObject;
import dev.towpath.json.JsonObject.Malformed;
import dev.towpath.problem.ProblemException;
import dev.towpath.process.Ran;
import dev.towpath.process.Shell;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The programs by which one component is deployed.
record Programs(ComponentSettings settings, Map<String, String> variables, Shell shell) {
  /// Runs a command of the shell.
  ///
  /// @param what it does, for the problem: `be deployed`
  Ran shell(String command, Map<String, String> more, String what) throws InterruptedException {
    return well(shell.run(command, more, settings.limit()), what);
  }

  /// Runs a vendor's program, found on the `PATH`.
  Ran run(List<String> words, Map<String, String> more, String what) throws InterruptedException {
    List<String> found = new ArrayList<>(words);
    found.set(0, path(words.getFirst()));
    return well(shell.run(found, more, settings.limit()), what);
  }

  private Ran well(Ran ran, String what) {
    if (!ran.well()) {
      throw ComponentProblems.failed(settings, what, "The command " + ran.said()).exception();
    }
    return ran;
  }

  private String path(String program) {
    String path = variables.getOrDefault("PATH", "");
    for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
      Path file = Path.of(folder, program);
      if (!folder.isEmpty() && Files.isExecutable(file)) {
        return file.toString();
      }
    }
    throw ComponentProblems.failed(
            settings, "be asked", "The program '" + program + "' is not on the PATH.")
        .exception();
  }

  /// What a program printed, as one JSON object.
  JsonObject json(Ran ran) {
    return json(ran.text());
  }

  /// What a program printed, as a list of JSON objects.
  List<JsonObject> list(Ran ran) {
    try {
      return json("{\"all\":" + ran.text() + "}").objects("all");
    } catch (Malformed e) {
      throw unread(e);
    }
  }

  JsonObject json(String text) {
    try {
      return JsonObject.read(text.getBytes(StandardCharsets.UTF_8));
    } catch (Malformed e) {
      throw unread(e);
    }
  }

  ProblemException unread(Malformed e) {
    return ComponentProblems.failed(
            settings, "be asked", "What its program prints is not what is known: " + e.getMessage())
        .exception(e);
  }
}
