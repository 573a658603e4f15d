package dev.towpath.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/// The bytes of one answer as they come. What the JDK's own limit says of one that is too long is
/// for programmers, and doesn't reach a person.
final class LimitedBody implements BodySubscriber<byte[]> {
  private final long most;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private @Nullable Subscription subscription;

  LimitedBody(long most) {
    this.most = most;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription begun) {
    subscription = begun;
    begun.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    if (body.isDone()) {
      return; // what was under way when it was refused
    }
    for (ByteBuffer part : parts) {
      byte[] next = new byte[part.remaining()];
      part.get(next);
      bytes.writeBytes(next);
    }
    if (bytes.size() > most) {
      Objects.requireNonNull(subscription).cancel();
      body.completeExceptionally(new IOException("it is longer than " + most + " bytes"));
    }
  }

  @Override
  public void onError(Throwable fault) {
    body.completeExceptionally(fault);
  }

  @Override
  public void onComplete() {
    body.complete(bytes.toByteArray());
  }
}
