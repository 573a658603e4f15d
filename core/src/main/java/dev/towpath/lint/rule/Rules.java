package dev.towpath.lint.rule;

import dev.towpath.lint.Rule;
import java.util.List;
import java.util.Optional;

/// All rules of the guard, by name.
public final class Rules {
  public static final List<Rule> ALL =
      List.of(
          new AddCheck(),
          new AddColumnCheck(),
          new AddColumnDomain(),
          new AddColumnReferencesDefault(),
          new AddColumnUnique(),
          new AddExclusion(),
          new AddForeignKey(),
          new AddIdentity(),
          new AddPrimaryKey(),
          new AddSerial(),
          new AddStoredColumn(),
          new AddUnique(),
          new AlterDomainCheck(),
          new DefaultPrivilegesToAnon(),
          new DisableRls(),
          new DropCascade(),
          new DropColumn(),
          new DropDatabase(),
          new DropExtension(),
          new DropFunction(),
          new DropOwned(),
          new DropPolicy(),
          new DropRole(),
          new DropSchema(),
          new DropSequence(),
          new DropTable(),
          new DropTrigger(),
          new DropType(),
          new DropView(),
          new EnableRlsHidesRows(),
          new ForeignKeyLocksOtherTable(),
          new ForeignTableExposed(),
          new FunctionOverload(),
          new GrantAll(),
          new GrantToAnon(),
          new GrantToPublic(),
          new IdentifierTooLong(),
          new IndexNotConcurrent(),
          new MaterializedViewExposed(),
          new MultiplePermissivePolicies(),
          new NotNullWithoutDefault(),
          new PasswordInScript(),
          new PlatformSchema(),
          new PolicyAlwaysTrue(),
          new PolicyAuthNotWrapped(),
          new PolicyUserMetadata(),
          new PolicyWithoutRls(),
          new PrimaryKeyUsingIndex(),
          new PrivilegedRole(),
          new RenameColumn(),
          new RenameEnumValue(),
          new RenameFunction(),
          new RenameSchema(),
          new RenameTable(),
          new RenameView(),
          new ReplaceViewColumns(),
          new RlsWithoutPolicy(),
          new SecurityDefinerExecutable(),
          new SecurityDefinerSearchPath(),
          new SetNotNull(),
          new SetNotNullDropsProof(),
          new SetSchema(),
          new StorageBucketPublic(),
          new TableWithoutRls(),
          new Truncate(),
          new TruncateCascade(),
          new ValidateInSameTransaction(),
          new ViewSecurityInvoker(),
          new VolatileDefault());

  private Rules() {}

  public static Optional<Rule> named(String name) {
    return ALL.stream().filter(rule -> rule.name().equals(name)).findFirst();
  }
}
