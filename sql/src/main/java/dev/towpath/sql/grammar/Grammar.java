package dev.towpath.sql.grammar;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's grammar for any thread: one thread of its own does the work, or a few where much
/// waits, with stacks large enough for statements nested as deeply as PostgreSQL itself takes them.
/// An instance that failed is replaced. Each thread ends, and frees its memory, after a while
/// without work.
public final class Grammar {
  static final String TOO_DEEP = "it is nested too deeply for the parser";

  private static final String TOO_LARGE = "it needs more memory than the parser has";
  private static final String INTERRUPTED =
      "the thread was interrupted while it waited for the parser";
  private static final int MAX_THREADS = 4;

  /// Texts that wait before there is more than one thread.
  private static final int BACKLOG = 8;

  /// The stack ends before the shadow stack of 32 MB in the instance's memory does.
  private static final long STACK_BYTES = 24L << 20;

  private static final long IDLE_SECONDS = 10;
  private static final long LIMIT_MINUTES = 10;

  /// The queue holds one text of each caller that waits, and the work that was handed over.
  private static final ThreadPoolExecutor THREADS = threads();

  private Grammar() {}

  /// Parses a text in UTF-8 that holds no NUL. The reader makes something of the parse tree,
  /// which is JSON in UTF-8 whose offsets count bytes of the text; it runs on the parser's
  /// thread. A thread that is interrupted while it waits gets [Answer.GivenUp] and stays
  /// interrupted.
  public static <T> Answer<T> parse(byte[] sql, Function<byte[], T> reader) {
    if (Thread.currentThread().isInterrupted()) {
      return new Answer.GivenUp<>(INTERRUPTED);
    }
    if (Thread.currentThread() instanceof Worker worker) {
      return worker.parse(sql, reader);
    }
    FutureTask<Answer<T>> task = new FutureTask<>(() -> Worker.current().parse(sql, reader));
    execute(task);
    try {
      return task.get(LIMIT_MINUTES, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      task.cancel(true);
      Thread.currentThread().interrupt();
      return new Answer.GivenUp<>(INTERRUPTED);
    } catch (TimeoutException e) {
      task.cancel(true);
      return new Answer.GivenUp<>("the parser took longer than " + LIMIT_MINUTES + " minutes");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Does work that parses many texts on one thread of the parser. Whoever hands over work sees to
  /// it that there is never much at a time.
  public static <T> CompletableFuture<T> hand(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, Grammar::execute)
        .orTimeout(LIMIT_MINUTES, TimeUnit.MINUTES);
  }

  /// A few scripts are parsed before a second instance would have started.
  private static void execute(Runnable work) {
    THREADS.execute(work);
    if (THREADS.getQueue().size() > BACKLOG) {
      THREADS.setCorePoolSize(THREADS.getMaximumPoolSize());
    }
  }

  private static ThreadPoolExecutor threads() {
    int count = Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            1, count, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Worker::new);
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /// A thread with its own instance.
  private static final class Worker extends Thread {
    private @Nullable PgQuery query;

    Worker(Runnable work) {
      super(null, work, "postgresql-grammar", STACK_BYTES);
      setDaemon(true);
    }

    static Worker current() {
      return (Worker) Thread.currentThread();
    }

    <T> Answer<T> parse(byte[] sql, Function<byte[], T> reader) {
      try {
        return read(answer(sql), reader);
      } catch (StackOverflowError e) {
        return new Answer.GivenUp<>(TOO_DEEP);
      } catch (OutOfMemoryError e) {
        query = null;
        return new Answer.GivenUp<>(TOO_LARGE);
      }
    }

    /// Whatever an instance throws, it is the instance that is lost, not the program.
    private Answer<byte[]> answer(byte[] sql) {
      try {
        return usable().parse(sql);
      } catch (RuntimeException e) {
        boolean tooDeep = e.getCause() instanceof StackOverflowError;
        boolean exited = e instanceof IllegalStateException; // as PostgreSQL does without memory
        return new Answer.GivenUp<>(
            tooDeep ? TOO_DEEP : exited ? TOO_LARGE : "the parser broke off, " + e.getMessage());
      }
    }

    private PgQuery usable() {
      if (query == null || !query.isUsable()) {
        query = null; // so that its memory is free for the next one's
        query = new PgQuery();
      }
      return query;
    }

    private static <T> Answer<T> read(Answer<byte[]> answer, Function<byte[], T> reader) {
      return switch (answer) {
        case Answer.Tree<byte[]>(byte[] json) -> new Answer.Tree<>(reader.apply(json));
        case Answer.Mistake<byte[]>(String message, int position) ->
            new Answer.Mistake<>(message, position);
        case Answer.GivenUp<byte[]>(String reason) -> new Answer.GivenUp<>(reason);
      };
    }
  }
}
