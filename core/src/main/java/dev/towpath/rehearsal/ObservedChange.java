package dev.towpath.rehearsal;

/// An object that a statement created, altered or dropped, also from within a DO block or by
/// CASCADE.
///
/// @param command as the server names it: `ALTER TABLE`; for a drop `DROP`
/// @param type as the server names it: `table`, `table constraint`, `policy`
/// @param name as the server identifies it: `public.boats`, `boats_pkey on public.boats`
/// @param cascade whether it was dropped because of another object
public record ObservedChange(Kind kind, String command, String type, String name, boolean cascade) {
  /// What happened to the object.
  public enum Kind {
    CREATED,
    ALTERED,
    DROPPED
  }
}
