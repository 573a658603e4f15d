package wasm;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Writes a module as bytes.
final class ModuleWriter {
  private static final byte[] HEADER = {0, 'a', 's', 'm', 1, 0, 0, 0};

  private final Module module;

  private ModuleWriter(Module module) {
    this.module = module;
  }

  static byte[] write(Module module) {
    ModuleWriter writer = new ModuleWriter(module);
    ByteWriter out = new ByteWriter().bytes(HEADER);
    for (Module.Section section : module.sections) {
      byte[] content =
          switch (section.id()) {
            case ModuleReader.TYPES -> writer.types();
            case ModuleReader.FUNCTIONS -> writer.functions();
            case ModuleReader.CODE -> writer.code();
            default -> section.content();
          };
      out.u8(section.id()).unsigned(content.length).bytes(content);
    }
    return out.toByteArray();
  }

  private byte[] types() {
    ByteWriter out = new ByteWriter().unsigned(module.types.size());
    for (Signature type : module.types) {
      out.u8(0x60).valueTypes(type.parameters()).valueTypes(type.results());
    }
    return out.toByteArray();
  }

  private byte[] functions() {
    ByteWriter out = new ByteWriter().unsigned(module.functions.size());
    module.functions.forEach(function -> out.unsigned(function.type));
    return out.toByteArray();
  }

  private byte[] code() {
    ByteWriter out = new ByteWriter().unsigned(module.functions.size());
    for (Function function : module.functions) {
      byte[] body = function.verbatim == null ? body(function) : function.verbatim;
      out.unsigned(body.length).bytes(body);
    }
    return out.toByteArray();
  }

  private byte[] body(Function function) {
    ByteWriter out = new ByteWriter();
    int parameters = module.signature(function).parameters().length();
    out.unsigned(function.localCount() - parameters);
    for (int i = parameters; i < function.localCount(); i++) {
      out.unsigned(1).u8(function.localType(i));
    }
    Map<Instr, Integer> depths = new IdentityHashMap<>();
    depths.put(function.root, 0);
    sequence(function.body, out, depths, 1);
    return out.u8(Opcode.END).toByteArray();
  }

  private static void sequence(
      List<Instr> sequence, ByteWriter out, Map<Instr, Integer> depths, int depth) {
    for (Instr instr : sequence) {
      switch (instr.op) {
        case Opcode.BLOCK, Opcode.LOOP, Opcode.IF -> nested(instr, out, depths, depth);
        case Opcode.BR, Opcode.BR_IF ->
            out.u8(instr.op).unsigned(distance(depths, depth, instr.target));
        case Opcode.BR_TABLE -> {
          out.u8(instr.op).unsigned(instr.targets.length - 1);
          for (Instr target : instr.targets) {
            out.unsigned(distance(depths, depth, target));
          }
        }
        case Opcode.CALL -> out.u8(instr.op).unsigned(instr.index);
        case Opcode.LOCAL_GET, Opcode.LOCAL_SET, Opcode.LOCAL_TEE ->
            out.u8(instr.op).unsigned(instr.local);
        default -> out.bytes(instr.raw);
      }
    }
  }

  private static void nested(Instr block, ByteWriter out, Map<Instr, Integer> depths, int depth) {
    out.u8(block.op);
    if (block.blockType > 0) {
      out.u8(block.blockType);
    } else {
      out.signed(-1 - block.blockType);
    }
    depths.put(block, depth);
    sequence(block.body, out, depths, depth + 1);
    if (block.otherwise != null) {
      out.u8(Opcode.ELSE);
      sequence(block.otherwise, out, depths, depth + 1);
    }
    out.u8(Opcode.END);
  }

  private static int distance(Map<Instr, Integer> depths, int depth, Instr target) {
    Integer at = depths.get(target);
    if (at == null) {
      throw new IllegalStateException("a branch leaves for a block that does not enclose it");
    }
    return depth - 1 - at;
  }
}
