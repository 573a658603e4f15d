package dev.towpath.backup;

/// Hears how far a backup is. Called by one thread at a time.
public interface BackupListener {
  /// What it begins with.
  ///
  /// @param tables how many hold rows that are dumped
  /// The tables are known, and the dump begins.
  ///
  /// @param bytes that they take on the server's disk
  void began(int tables, long bytes);

  /// So much is done.
  ///
  /// @param done of the bytes, as far as they are both dumped and digested
  void reached(long done, long bytes);

  /// The files are whole; they are being hashed and put into their place.
  void keeping();

  /// Hears nothing.
  static BackupListener silent() {
    return new BackupListener() {
      @Override
      public void began(int tables, long bytes) {}

      @Override
      public void reached(long done, long bytes) {}

      @Override
      public void keeping() {}
    };
  }
}
