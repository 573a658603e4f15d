package dev.towpath.catalog;

/// Privileges as properties: what is granted beyond PostgreSQL's default, and what of the default
/// is revoked. So an absent list equals an explicit default, the grantor does not matter, and the
/// owner's own privileges read the same whoever the owner is.
final class Grants {
  static final String GIVEN = "grant ";
  static final String TAKEN = "revoked ";

  private Grants() {}

  /// SQL that yields the properties of one access list as a JSON object, or null.
  ///
  /// @param acl the access list
  /// @param usual the access list that stands where there is none
  /// @param owner the OID of the owning role
  static String of(String acl, String usual, String owner) {
    return SQL.replace(":acl", acl).replace(":usual", usual).replace(":owner", owner);
  }

  /// The same with PostgreSQL's own default for a type of object, as `acldefault` names it.
  static String of(char type, String acl, String owner) {
    return of(acl, "acldefault('" + type + "', " + owner + ")", owner);
  }

  /// All privileges together are called ALL: 17 has one more for tables, which is no difference.
  private static final String SQL =
      """
      case when :acl is not null then (
        with given as (
          select grantee, privilege_type, bool_or(is_grantable) as again
          from aclexplode(:acl) group by grantee, privilege_type),
        usual as (
          select grantee, privilege_type, bool_or(is_grantable) as again
          from aclexplode(:usual) group by grantee, privilege_type),
        difference as (
          select 'grant ' as word, g.* from given g
          where not exists (select from usual u where (u.*) = (g.*))
          union all
          select 'revoked ' as word, u.* from usual u
          where not exists (select from given g
            where g.grantee = u.grantee and g.privilege_type = u.privilege_type)),
        line as (
          select word || case grantee when 0 then 'public' when :owner then '(owner)'
              else pg_get_userbyid(grantee)::text end as who,
            case when count(*) > 1 and bool_and(again) = bool_or(again)
                and count(*) = (select count(*) from aclexplode(:usual) where grantee = :owner)
              then 'ALL' || case when bool_and(again) then ' with grant option' else '' end
              else string_agg(privilege_type
                || case when again then ' with grant option' else '' end, ', '
                order by privilege_type collate "C") end as what
          from difference group by word, grantee)
        select json_object_agg(who, what)::text from line) end\
      """;
}
