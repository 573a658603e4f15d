package dev.towpath.lint.rule.security;

import dev.towpath.lint.Rule;
import java.util.List;

/// Row security, rights, and what a platform shows to strangers.
public final class SecurityRules {
  public static final List<Rule> ALL =
      List.of(
          new DefaultPrivilegesToAnon(),
          new DisableRls(),
          new DropPolicy(),
          new EnableRlsHidesRows(),
          new ForeignKeyToAuthUnique(),
          new ForeignTableExposed(),
          new GrantAll(),
          new GrantToAnon(),
          new GrantToPublic(),
          new MaterializedViewExposed(),
          new MultiplePermissivePolicies(),
          new PasswordInScript(),
          new PlatformSchema(),
          new PolicyAlwaysTrue(),
          new PolicyAuthNotWrapped(),
          new PolicyRecursion(),
          new PolicyUserMetadata(),
          new PolicyWithoutIndex(),
          new PolicyWithoutRls(),
          new PrivilegedRole(),
          new QueueWithoutRls(),
          new RlsWithoutPolicy(),
          new SecurityDefinerExecutable(),
          new SecurityDefinerSearchPath(),
          new StorageBucketPublic(),
          new TableWithoutRls(),
          new ViewSecurityInvoker());

  private SecurityRules() {}
}
