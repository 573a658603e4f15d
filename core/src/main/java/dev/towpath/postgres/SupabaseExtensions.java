package dev.towpath.postgres;

import java.io.IOException;
import java.nio.file.Path;

/// Adds Supabase's extensions to the server programs.
final class SupabaseExtensions {
  private SupabaseExtensions() {}

  static Distribution extend(Distribution distribution, Path cache) throws IOException {
    return distribution;
  }
}
