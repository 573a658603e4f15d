package wasm;

/// Reads WebAssembly's numbers from a stretch of bytes.
final class ByteReader {
  private final byte[] bytes;
  private final int end;
  private int at;

  ByteReader(byte[] bytes, int from, int end) {
    this.bytes = bytes;
    this.at = from;
    this.end = end;
  }

  boolean hasMore() {
    return at < end;
  }

  int position() {
    return at;
  }

  int u8() {
    return bytes[at++] & 0xff;
  }

  int unsigned() {
    long value = 0;
    int shift = 0;
    int read;
    do {
      read = u8();
      value |= (long) (read & 0x7f) << shift;
      shift += 7;
    } while (read >= 0x80);
    return (int) value;
  }

  long signed() {
    long value = 0;
    int shift = 0;
    int read;
    do {
      read = u8();
      value |= (long) (read & 0x7f) << shift;
      shift += 7;
    } while (read >= 0x80);
    return shift < 64 && (read & 0x40) != 0 ? value | -1L << shift : value;
  }

  void skip(int count) {
    at += count;
  }

  byte[] bytes(int count) {
    byte[] taken = since(at, at + count);
    at += count;
    return taken;
  }

  byte[] since(int from) {
    return since(from, at);
  }

  private byte[] since(int from, int to) {
    return java.util.Arrays.copyOfRange(bytes, from, to);
  }

  /// A vector of value types.
  String valueTypes() {
    StringBuilder types = new StringBuilder();
    for (int count = unsigned(); count > 0; count--) {
      types.append((char) u8());
    }
    return types.toString();
  }
}
