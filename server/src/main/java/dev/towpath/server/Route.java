package dev.towpath.server;

/// One thing that can be asked.
///
/// @param method GET or POST
/// @param access who may ask
record Route(String method, Access access, Handler handler) {
  /// Who may ask.
  enum Access {
    /// Everybody who reaches the address.
    ANYBODY,
    /// Who has the token; everybody where there is none.
    READER,
    /// Who has the token; nobody where there is none.
    WRITER
  }

  /// Answers a request; an expected failure is thrown as a problem.
  interface Handler {
    Answer answer(byte[] body) throws InterruptedException;
  }
}
