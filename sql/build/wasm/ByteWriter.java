package wasm;

import java.io.ByteArrayOutputStream;

/// Writes WebAssembly's numbers.
final class ByteWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ByteWriter u8(int value) {
    out.write(value);
    return this;
  }

  ByteWriter unsigned(int number) {
    int value = number;
    while (value >>> 7 != 0) {
      out.write(value & 0x7f | 0x80);
      value >>>= 7;
    }
    out.write(value);
    return this;
  }

  ByteWriter signed(long number) {
    long value = number;
    while (true) {
      int low = (int) (value & 0x7f);
      value >>= 7;
      boolean last = value == 0 && (low & 0x40) == 0 || value == -1 && (low & 0x40) != 0;
      out.write(last ? low : low | 0x80);
      if (last) {
        return this;
      }
    }
  }

  ByteWriter bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  ByteWriter valueTypes(String types) {
    unsigned(types.length());
    types.chars().forEach(out::write);
    return this;
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }
}
