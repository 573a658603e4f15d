package wasm;

import java.util.ArrayList;
import java.util.List;

/// Reads a module from its bytes.
final class ModuleReader {
  static final int TYPES = 1;
  static final int IMPORTS = 2;
  static final int FUNCTIONS = 3;
  static final int EXPORTS = 7;
  static final int ELEMENTS = 9;
  static final int CODE = 10;
  static final int HEADER_BYTES = 8;

  private final Module module = new Module();

  private ModuleReader() {}

  static Module read(byte[] bytes) {
    ModuleReader reader = new ModuleReader();
    ByteReader in = new ByteReader(bytes, HEADER_BYTES, bytes.length);
    while (in.hasMore()) {
      int id = in.u8();
      byte[] content = in.bytes(in.unsigned());
      reader.module.sections.add(new Module.Section(id, content));
      reader.section(id, new ByteReader(content, 0, content.length));
    }
    return reader.module;
  }

  private void section(int id, ByteReader in) {
    switch (id) {
      case TYPES -> types(in);
      case IMPORTS -> imports(in);
      case FUNCTIONS -> {
        for (int count = in.unsigned(); count > 0; count--) {
          module.functionTypes.add(in.unsigned());
        }
      }
      case CODE -> {
        for (int count = in.unsigned(); count > 0; count--) {
          module.functions.add(function(in.bytes(in.unsigned())));
        }
      }
      default -> {}
    }
  }

  private void types(ByteReader in) {
    for (int count = in.unsigned(); count > 0; count--) {
      expect(in.u8() == 0x60, "a function type");
      module.addType(new Signature(in.valueTypes(), in.valueTypes()));
    }
  }

  private void imports(ByteReader in) {
    for (int count = in.unsigned(); count > 0; count--) {
      in.skip(in.unsigned());
      in.skip(in.unsigned());
      expect(in.u8() == 0, "an imported function");
      module.functionTypes.add(in.unsigned());
      module.imported++;
    }
  }

  private Function function(byte[] code) {
    ByteReader in = new ByteReader(code, 0, code.length);
    int index = module.imported + module.functions.size();
    int type = module.functionTypes.get(index);
    StringBuilder locals = new StringBuilder(module.types.get(type).parameters());
    for (int groups = in.unsigned(); groups > 0; groups--) {
      int count = in.unsigned();
      locals.repeat((char) in.u8(), count);
    }
    Function function = new Function(index, type, locals.toString());
    function.verbatim = code;
    List<Instr> labels = new ArrayList<>(List.of(function.root));
    function.body = new CodeReader(in, labels).sequence();
    return function;
  }

  static void expect(boolean condition, String what) {
    if (!condition) {
      throw new IllegalStateException("expected " + what);
    }
  }
}
