package dev.towpath.config;

import java.util.regex.Pattern;

/// A file or folder of a project as a person writes it: relative, and inside the project.
public final class ProjectPath {
  /// What is accepted, for messages.
  public static final String HELP =
      "It is a file or folder inside the project, relative to the project's own.";

  /// The whole of it.
  public static final Pattern FORM =
      Pattern.compile("(?![/~\\\\])(?!.*(?:^|/)\\.\\.(?:/|$))[^\\x00-\\x1f]*");

  private ProjectPath() {}
}
