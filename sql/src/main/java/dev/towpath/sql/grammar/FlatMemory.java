package dev.towpath.sql.grammar;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.runtime.TrapException;
import run.endive.wasm.types.ActiveDataSegment;
import run.endive.wasm.types.DataSegment;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.PassiveDataSegment;

/// WebAssembly's linear memory in one array, a third faster than the runtime's own. Its bounds
/// are the array's own check. For one thread: nothing about it is atomic.
@SuppressWarnings("removal") // the runtime still asks for what it will drop
final class FlatMemory implements Memory {
  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);
  private static final VarHandle FLOATS = view(float[].class);
  private static final VarHandle DOUBLES = view(double[].class);
  private static final int PAGE_BITS = 16;

  private final MemoryLimits limits;
  private byte[] bytes;
  private DataSegment[] segments = {};
  private boolean written;

  FlatMemory(MemoryLimits limits) {
    this.limits = limits;
    bytes = new byte[limits.initialPages() << PAGE_BITS];
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  private static TrapException outside() {
    return new TrapException("out of bounds memory access");
  }

  /// The bytes before the next NUL.
  int stringLength(int address) {
    int end = address;
    while (bytes[end] != 0) {
      end++;
    }
    return end - address;
  }

  @Override
  public int pages() {
    return bytes.length >>> PAGE_BITS;
  }

  /// Where the JVM has no room the memory stays as it is: PostgreSQL then says `out of memory`.
  @Override
  public int grow(int more) {
    int before = pages();
    long after = (long) before + more;
    if (more < 0 || after > maximumPages()) {
      return -1;
    }
    try {
      bytes = more == 0 ? bytes : Arrays.copyOf(bytes, (int) after << PAGE_BITS);
      return before;
    } catch (OutOfMemoryError e) {
      return -1;
    }
  }

  @Override
  public int initialPages() {
    return limits.initialPages();
  }

  @Override
  public int maximumPages() {
    return Math.min(limits.maximumPages(), RUNTIME_MAX_PAGES);
  }

  @Override
  public void initialize(Instance instance, DataSegment[] data) {
    written = true;
    segments = data;
    for (DataSegment segment : data) {
      if (segment instanceof ActiveDataSegment active) {
        int offset = (int) active.offsetInstructions().getFirst().operand(0);
        write(offset, active.data(), 0, active.data().length);
      }
    }
  }

  @Override
  public void initPassiveSegment(int segment, int target, int from, int length) {
    write(target, segments[segment].data(), from, length);
  }

  @Override
  public void drop(int segment) {
    segments[segment] = PassiveDataSegment.EMPTY;
  }

  /// The runtime asks for it before it writes the first data, when the array is new: to fill it
  /// then would take longer than all else that an instance does as it starts.
  @Override
  public void zero() {
    if (written) {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  @Override
  public void write(int address, byte[] data, int from, int length) {
    try {
      System.arraycopy(data, from, bytes, address, length);
    } catch (IndexOutOfBoundsException e) {
      throw outside();
    }
  }

  @Override
  public byte[] readBytes(int address, int length) {
    if (address < 0 || length < 0 || address > bytes.length - length) {
      throw outside();
    }
    return Arrays.copyOfRange(bytes, address, address + length);
  }

  @Override
  public void fill(byte value, int from, int to) {
    try {
      Arrays.fill(bytes, from, to, value);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw outside();
    }
  }

  @Override
  public void copy(int target, int source, int length) {
    try {
      System.arraycopy(bytes, source, bytes, target, length);
    } catch (IndexOutOfBoundsException e) {
      throw outside();
    }
  }

  @Override
  public byte read(int address) {
    try {
      return bytes[address];
    } catch (IndexOutOfBoundsException e) {
      throw outside();
    }
  }

  @Override
  public void writeByte(int address, byte value) {
    try {
      bytes[address] = value;
    } catch (IndexOutOfBoundsException e) {
      throw outside();
    }
  }

  @Override
  public short readShort(int address) {
    try {
      return (short) SHORTS.get(bytes, address);
    } catch (IndexOutOfBoundsException e) {
      throw outside();
    }
  }

  @Override
  public void writeShort(int address, short value) {
    try {
      SHORTS.set(bytes, address, value);
    } catch (IndexOutOfBoundsException e) {
      throw outside();
    }
  }

  @Override
  public int readInt(int address) {
    try {
      return (int) INTS.get(bytes, address);
    } catch (IndexOutOfBoundsException e) {
      throw outside();
    }
  }

  @Override
  public void writeI32(int address, int value) {
    try {
      INTS.set(bytes, address, value);
    } catch (IndexOutOfBoundsException e) {
      throw outside();
    }
  }

  @Override
  public long readLong(int address) {
    try {
      return (long) LONGS.get(bytes, address);
    } catch (IndexOutOfBoundsException e) {
      throw outside();
    }
  }

  @Override
  public void writeLong(int address, long value) {
    try {
      LONGS.set(bytes, address, value);
    } catch (IndexOutOfBoundsException e) {
      throw outside();
    }
  }

  @Override
  public float readFloat(int address) {
    try {
      return (float) FLOATS.get(bytes, address);
    } catch (IndexOutOfBoundsException e) {
      throw outside();
    }
  }

  @Override
  public void writeF32(int address, float value) {
    try {
      FLOATS.set(bytes, address, value);
    } catch (IndexOutOfBoundsException e) {
      throw outside();
    }
  }

  @Override
  public double readDouble(int address) {
    try {
      return (double) DOUBLES.get(bytes, address);
    } catch (IndexOutOfBoundsException e) {
      throw outside();
    }
  }

  @Override
  public void writeF64(int address, double value) {
    try {
      DOUBLES.set(bytes, address, value);
    } catch (IndexOutOfBoundsException e) {
      throw outside();
    }
  }

  @Override
  public long readU16(int address) {
    return readShort(address) & 0xffff;
  }

  @Override
  public long readF32(int address) {
    return readInt(address);
  }

  @Override
  public long readF64(int address) {
    return readLong(address);
  }

  @Override
  public boolean shared() {
    return false;
  }

  @Override
  public Object lock(int address) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int waitOn(int address, int expected, long timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int waitOn(int address, long expected, long timeout) {
    throw new UnsupportedOperationException();
  }

  @Override
  public int notify(int address, int waiters) {
    return 0;
  }
}
