package dev.towpath.catalog.ddl;

import dev.towpath.catalog.ObjectName;

/// One statement of DDL, without the semicolon at its end.
///
/// @param object what it is for
/// @param destroys what is lost for good when it runs; empty if nothing is
public record DdlStatement(ObjectName object, String sql, String destroys) {
  public boolean isDestructive() {
    return !destroys.isEmpty();
  }
}
