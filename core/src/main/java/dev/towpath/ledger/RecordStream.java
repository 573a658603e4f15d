package dev.towpath.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/// Reads the whole ledger in order by `COPY` in its binary form: one snapshot, row by row, however
/// many there are.
final class RecordStream {
  private static final byte[] SIGNATURE =
      "PGCOPY\n\u00ff\r\n\u0000".getBytes(StandardCharsets.ISO_8859_1);
  private static final short TRAILER = -1;

  private RecordStream() {}

  /// A row, as it is kept.
  interface Reader {
    void row(long sequence, byte[] record, byte[] hashes) throws SQLException;
  }

  /// @param connection in a transaction
  static void read(Connection connection, Reader reader) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      // In order without a sort, which would write everything to disk once more.
      statement.execute("set local enable_sort = off");
    }
    CopyOut copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyOut(
                """
                copy (select sequence, record, hashes from towpath_control.ledger order by sequence)
                to stdout with (format binary)
                """);
    for (byte[] message = copy.readFromCopy(); message != null; message = copy.readFromCopy()) {
      ByteBuffer row = ByteBuffer.wrap(message);
      skipHeader(row);
      while (row.remaining() > Short.BYTES && row.getShort() != TRAILER) {
        long sequence = ByteBuffer.wrap(field(row)).getLong();
        reader.row(sequence, field(row), field(row));
      }
    }
  }

  private static void skipHeader(ByteBuffer row) {
    int length = SIGNATURE.length;
    if (row.remaining() > length
        && ByteBuffer.wrap(SIGNATURE).equals(row.slice(row.position(), length))) {
      row.position(row.position() + length + Integer.BYTES);
      row.position(row.position() + Integer.BYTES + row.getInt(row.position()));
    }
  }

  private static byte[] field(ByteBuffer row) {
    byte[] bytes = new byte[row.getInt()];
    row.get(bytes);
    return bytes;
  }
}
