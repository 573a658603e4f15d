package dev.towpath.lint.rule.lock;

import dev.towpath.lint.Rule;
import java.util.List;

/// Locks: what waits for them, and how long they are held.
public final class LockRules {
  public static final List<Rule> ALL =
      List.of(
          new BackfillInTransaction(),
          new ConcurrentlyIfNotExists(),
          new CreateTrigger(),
          new DropIndexNotConcurrent(),
          new IndexNotConcurrent(),
          new LockTableInScript(),
          new LockTimeout(),
          new LockTimeoutTooLong(),
          new NotInTransaction(),
          new RefreshNotConcurrent(),
          new ReindexNotConcurrent(),
          new SeveralTablesLocked(),
          new StatementAfterAccessExclusive(),
          new StatementTimeout(),
          new ValidateInSameTransaction());

  private LockRules() {}
}
