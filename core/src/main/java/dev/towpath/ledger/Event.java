package dev.towpath.ledger;

import dev.towpath.problem.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Something that happened and must be remembered; the ledger adds its number and the time.
///
/// @param id made by whoever tells it: telling it again with the same id is told once
/// @param actor who did it
/// @param type what it is, as `apply-begun`
/// @param subject what it is about, as `release:2026-11-21-orders`
/// @param before the value before, canonical JSON as maps and lists; empty where there was none
/// @param after the value after
/// @param reason why, in a person's words; may be empty
/// @param digest SHA-256 in hexadecimal of the document that it is about, if there is one
public record Event(
    UUID id,
    String actor,
    String type,
    String subject,
    Map<String, ? extends @Nullable Object> before,
    Map<String, ? extends @Nullable Object> after,
    String reason,
    Optional<String> digest) {
  private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]{0,62}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  public Event {
    require(TYPE.matcher(type).matches(), type);
    require(digest.isEmpty() || DIGEST.matcher(digest.get()).matches(), "digest");
    actor = clean(actor);
    subject = clean(subject);
    require(!actor.isBlank() && !subject.isBlank(), "actor and subject");
    before = clean(before);
    after = clean(after);
    reason = clean(reason);
  }

  /// An event with a new value, for no reason that a person gave.
  public static Event of(
      UUID id,
      String actor,
      String type,
      String subject,
      Map<String, ? extends @Nullable Object> after) {
    return new Event(id, actor, type, subject, Map.of(), after, "", Optional.empty());
  }

  public Event before(Map<String, ? extends @Nullable Object> before) {
    return new Event(id, actor, type, subject, before, after, reason, digest);
  }

  public Event because(String reason) {
    return new Event(id, actor, type, subject, before, after, reason, digest);
  }

  public Event about(String digest) {
    return new Event(id, actor, type, subject, before, after, reason, Optional.of(digest));
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException("No event can have this: " + what);
    }
  }

  /// Values as an event keeps them, all their texts cleaned.
  public static Map<String, @Nullable Object> clean(
      Map<String, ? extends @Nullable Object> values) {
    Map<String, @Nullable Object> clean = new TreeMap<>();
    values.forEach((name, value) -> clean.put(clean(name), clean(value)));
    return clean;
  }

  @SuppressWarnings("unchecked")
  private static @Nullable Object clean(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> clean(text);
      case Map<?, ?> map -> clean((Map<String, @Nullable Object>) map);
      case List<?> list -> {
        List<@Nullable Object> all = new ArrayList<>();
        list.forEach(each -> all.add(clean(each)));
        yield all;
      }
      case Integer number -> number.longValue();
      default -> value;
    };
  }

  /// A text as an event keeps it: without passwords, and without what no database takes as text,
  /// zero bytes and halves of pairs.
  public static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(each -> each == 0 || (each >= 0xd800 && each <= 0xdfff) ? 0xfffd : each)
        .forEach(clean::appendCodePoint);
    return Secrets.hidden(clean.toString());
  }
}
