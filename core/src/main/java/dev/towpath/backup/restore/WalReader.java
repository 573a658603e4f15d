package dev.towpath.backup.restore;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads segments of PostgreSQL's write-ahead log, one after the other, for the marks in them. Ends
/// where the log ends: at the first page that is not the next one.
///
/// Of a record only its head is looked at, whose form is the same from PostgreSQL 14 to 18.
final class WalReader {
  private static final int PAGE = 8192;
  private static final int SHORT_HEADER = 24;
  private static final int LONG_HEADER = 40;
  private static final int CONTINUED = 1;
  private static final int LONG = 2;
  private static final int RECORD_HEADER = 24;

  /// Holds the time and the name of a restore point, and what may stand before them.
  private static final int HEAD = 160;

  private static final int LARGEST_RECORD = 1 << 30;
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
  private static final int NAME_BYTES = 64;

  private final Predicate<WalMark> visitor;
  private final byte[] head = new byte[HEAD];
  private int length;
  private int gathered;
  private boolean ended;

  /// @param visitor hears each mark, and says whether to go on
  WalReader(Predicate<WalMark> visitor) {
    this.visitor = visitor;
  }

  /// Which server a segment is of.
  static String systemIdentifier(Path segment) throws IOException {
    return Long.toUnsignedString(map(segment).getLong(SHORT_HEADER));
  }

  /// Reads the next segment.
  ///
  /// @param start of the segment in the whole log
  /// @return whether the log goes on behind it
  boolean read(Path segment, long start) throws IOException {
    ByteBuffer bytes = map(segment);
    for (int page = 0; page + PAGE <= bytes.limit() && !ended; page += PAGE) {
      int flags = bytes.getShort(page + 2);
      if (bytes.getLong(page + 8) != start + page) {
        return false;
      }
      int position = page + ((flags & LONG) == 0 ? SHORT_HEADER : LONG_HEADER);
      int rest = (flags & CONTINUED) == 0 ? 0 : bytes.getInt(page + 16);
      if (rest == 0) {
        length = 0; // what was begun on the page before was given up
      }
      if (rest > 0) {
        int here = Math.min(rest, page + PAGE - position);
        if (length > 0) {
          gather(bytes, position, here, start);
        }
        if (rest > here) {
          continue;
        }
        position = aligned(position + here);
      }
      if (!records(bytes, position, page + PAGE, start)) {
        length = 0; // the log was switched to its next segment
        return !ended;
      }
    }
    return !ended;
  }

  private static ByteBuffer map(Path segment) throws IOException {
    try (FileChannel channel = FileChannel.open(segment)) {
      return channel
          .map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
          .order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private static int aligned(int position) {
    return (position + 7) & ~7;
  }

  private boolean records(ByteBuffer bytes, int from, int end, long start) {
    int position = from;
    while (position < end && !ended) {
      length = bytes.getInt(position);
      gathered = 0;
      if (length < RECORD_HEADER || length > LARGEST_RECORD) {
        return false;
      }
      int here = Math.min(length, end - position);
      gather(bytes, position, here, start);
      position = aligned(position + here);
    }
    return true;
  }

  private void gather(ByteBuffer bytes, int position, int count, long start) {
    if (gathered < HEAD) {
      bytes.get(position, head, gathered, Math.min(count, HEAD - gathered));
    }
    gathered += count;
    if (gathered >= length) {
      ended = !mark(start + aligned(position + count)).map(visitor::test).orElse(true);
      length = 0;
    }
  }

  private Optional<WalMark> mark(long end) {
    ByteBuffer record = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
    int kind = record.get(17);
    int info = record.get(16) & 0xF0;
    boolean point = kind == 0 && info == 0x70;
    boolean transaction = kind == 1 && (info & 0x70) != 0x10 && (info & 0x70) <= 0x40;
    int data = point || transaction ? data(record) : 0;
    if (data == 0) {
      return Optional.empty();
    }
    Instant time = EPOCH.plus(record.getLong(data), ChronoUnit.MICROS);
    long number = point ? 0 : Integer.toUnsignedLong(record.getInt(4));
    Optional<String> name = point ? Optional.of(name(data + 8)) : Optional.empty();
    return Optional.of(new WalMark(end, time, number, name));
  }

  /// Where the record's own data begins; 0 for a form that these records don't have.
  private static int data(ByteBuffer record) {
    int position = RECORD_HEADER;
    while (position < HEAD - NAME_BYTES - 16) {
      switch (record.get(position) & 0xFF) {
        case 255 -> {
          return position + 2;
        }
        case 254 -> {
          return position + 5;
        }
        case 253 -> position += 3;
        case 252 -> position += 5;
        default -> {
          return 0;
        }
      }
    }
    return 0;
  }

  private String name(int from) {
    byte[] bytes = Arrays.copyOfRange(head, from, from + NAME_BYTES);
    int end = 0;
    while (end < NAME_BYTES && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }
}
