package dev.towpath.control;

import java.nio.file.Path;
import java.util.Map;

/// Where a user's programs keep what outlives a checkout: the folders of the XDG specification.
public final class UserFolders {
  private UserFolders() {}

  /// What a program remembers: `XDG_STATE_HOME` or `~/.local/state`, in it `towpath`.
  public static Path state(Map<String, String> variables) {
    return in(variables, "XDG_STATE_HOME", ".local/state");
  }

  /// What a user gives to a program, keys too: `XDG_CONFIG_HOME` or `~/.config`, in it `towpath`.
  public static Path config(Map<String, String> variables) {
    return in(variables, "XDG_CONFIG_HOME", ".config");
  }

  private static Path in(Map<String, String> variables, String name, String usual) {
    Path said = Path.of(variables.getOrDefault(name, ""));
    if (said.isAbsolute()) {
      return said.resolve("towpath");
    }
    Path home = Path.of(variables.getOrDefault("HOME", ""));
    Path user = home.isAbsolute() ? home : Path.of(System.getProperty("user.home", "."));
    return user.resolve(usual).resolve("towpath");
  }
}
