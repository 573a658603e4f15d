package dev.towpath.component;

import java.util.Optional;

/// The tag of a container's image; that of a release is a commit.
final class ImageTag {
  private ImageTag() {}

  /// What an image's name has behind it; a registry's port is no tag, and a digest is none.
  static Optional<String> of(String image) {
    String plain = image.replaceFirst("@.*$", "");
    int colon = plain.lastIndexOf(':');
    return colon > plain.lastIndexOf('/')
        ? Optional.of(plain.substring(colon + 1))
        : Optional.empty();
  }
}
