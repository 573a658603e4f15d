package dev.towpath.migration.history;

/// The five histories; stateless, so one of each is enough.
public final class Histories {
  public static final History SUPABASE = new SupabaseHistory();
  public static final History PRISMA = new PrismaHistory();
  public static final History FLYWAY = new FlywayHistory();
  public static final History DBMATE = new DbmateHistory();
  public static final History PLAIN = new PlainHistory();

  private Histories() {}
}
