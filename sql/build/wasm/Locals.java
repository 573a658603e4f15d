package wasm;

/// A set of local variables of one function, at most [#MAX] of them.
record Locals(long low, long high) {
  static final int MAX = 128;
  static final Locals NONE = new Locals(0, 0);
  static final Locals ALL = new Locals(-1, -1);

  boolean has(int local) {
    return ((local < 64 ? low >>> local : high >>> (local - 64)) & 1) != 0;
  }

  Locals with(int local) {
    return local < 64
        ? new Locals(low | 1L << local, high)
        : new Locals(low, high | 1L << (local - 64));
  }

  Locals without(int local) {
    return local < 64
        ? new Locals(low & ~(1L << local), high)
        : new Locals(low, high & ~(1L << (local - 64)));
  }

  Locals or(Locals other) {
    return new Locals(low | other.low, high | other.high);
  }

  Locals and(Locals other) {
    return new Locals(low & other.low, high & other.high);
  }
}
