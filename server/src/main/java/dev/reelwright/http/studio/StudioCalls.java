package dev.reelwright.http.studio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reelwright.desk.Act;
import dev.reelwright.desk.Acting;
import dev.reelwright.http.Caller;
import dev.reelwright.http.Cursor;
import dev.reelwright.http.EntityTag;
import dev.reelwright.http.FieldFault;
import dev.reelwright.http.IdempotencyKey;
import dev.reelwright.http.Problem;
import dev.reelwright.http.WireJson;
import dev.reelwright.store.Ids;
import dev.reelwright.store.PageCursor;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What all native resources have in common: acts that are done once per named request, versions,
/// cursors, ids. Thread-safe.
@ApplicationScoped
public class StudioCalls {
  static final int MAX_LIMIT = 100;
  private static final Pattern VERSION = Pattern.compile("\"v(\\d{1,18})\"");

  private final Acting acting;
  private final JsonMapper json = WireJson.mapper();

  public StudioCalls(Acting acting) {
    this.acting = acting;
  }

  /// An answer as it is kept beside a named request.
  ///
  /// @param tag version of what was made, or null
  /// @param location its address, or null
  record Reply(int status, @Nullable String tag, @Nullable String location, Object body) {
    static Reply ok(Object body) {
      return new Reply(200, null, null, body);
    }

    static Reply created(long version, String location, Object body) {
      return new Reply(201, EntityTag.ofVersion(version).header(), location, body);
    }

    static Reply versioned(long version, Object body) {
      return new Reply(200, EntityTag.ofVersion(version).header(), null, body);
    }

    static Reply accepted(String location, Object body) {
      return new Reply(202, null, location, body);
    }
  }

  private record Kept(int status, @Nullable String tag, @Nullable String location, JsonNode body) {}

  /// Does an act, once if the request has a name.
  <T> Response post(RoutingContext context, Act<T> act, Function<T, Reply> reply) {
    var body = context.body() == null ? null : context.body().buffer();
    return post(context, body == null ? new byte[0] : body.getBytes(), act, reply);
  }

  /// @param asked everything that was asked, to tell requests of one name apart
  <T> Response post(RoutingContext context, byte[] asked, Act<T> act, Function<T, Reply> reply) {
    var named = named(context, asked);
    return named.isEmpty()
        ? response(reply.apply(acting.perform(act)))
        : replayed(acting.performOnce(named.get(), act, result -> write(reply.apply(result))));
  }

  /// As `post`, without keeping the thread that asks. Many at once cost little more than one.
  <T> CompletionStage<Response> postSoon(
      RoutingContext context, Act<T> act, Function<T, Reply> reply) {
    var body = context.body() == null ? null : context.body().buffer();
    var named = named(context, body == null ? new byte[0] : body.getBytes());
    return named.isEmpty()
        ? acting.performSoon(act).thenApply(result -> response(reply.apply(result)))
        : acting
            .performOnceSoon(named.get(), act, result -> write(reply.apply(result)))
            .thenApply(this::replayed);
  }

  /// Empty when the request has no name.
  private static Optional<Acting.Request> named(RoutingContext context, byte[] asked) {
    var request = context.request();
    return IdempotencyKey.parse(request.getHeader(IdempotencyKey.HEADER))
        .map(
            key ->
                new Acting.Request(
                    owner(context),
                    key.value(),
                    IdempotencyKey.digest(
                        request.method().name(), Texts.orEmpty(request.path()), asked)));
  }

  private Response replayed(Acting.Answer answer) {
    var kept = read(answer.text());
    var response = response(new Reply(kept.status(), kept.tag(), kept.location(), kept.body()));
    if (answer.isRepeated()) {
      response.getHeaders().putSingle("Idempotency-Replayed", "true");
    }
    return response;
  }

  /// Does an act that is the same when it is done twice.
  <T> Response perform(Act<T> act, Function<T, Reply> reply) {
    return response(reply.apply(acting.perform(act)));
  }

  static Response response(Reply reply) {
    var response =
        Response.status(reply.status()).entity(reply.body()).header("Cache-Control", "no-store");
    if (reply.tag() != null) {
      response.header("ETag", reply.tag());
    }
    if (reply.location() != null) {
      response.header("Location", reply.location());
    }
    return response.build();
  }

  static String owner(RoutingContext context) {
    return Caller.of(context).owner();
  }

  /// The version that an edit is based on.
  ///
  /// @throws Problem 428 without `If-Match`; 412 when it names none of our versions
  static long version(@Nullable String ifMatch) {
    if (ifMatch == null) {
      throw Problem.of(428, "VERSION_NEEDED", "An edit must say which version it is based on.")
          .next(
              "Read the thing and send its ETag as If-Match, or * to overwrite whatever is there.");
    }
    if (ifMatch.strip().equals("*")) {
      return Act.ANY_VERSION;
    }
    return Arrays.stream(ifMatch.split(","))
        .map(tag -> VERSION.matcher(tag.strip()))
        .filter(java.util.regex.Matcher::matches)
        .map(found -> Long.parseLong(found.group(1)))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.of(412, "CHANGED_MEANWHILE", "That is no version of it.")
                    .next(
                        "Read it again, make your change to that and send it with the new ETag."));
  }

  /// @throws Problem 404 when it is no id at all: nothing has it
  static <T> T id(String what, @Nullable String text, Function<String, T> type) {
    if (text == null || !Ids.isUuid(text)) {
      throw Problem.notFound(what, Texts.orEmpty(text));
    }
    return type.apply(text);
  }

  static int limit(@Nullable Integer wanted) {
    if (wanted == null) {
      return 20;
    }
    if (wanted < 1 || wanted > MAX_LIMIT) {
      throw invalid("query", "limit", "must lie within 1.." + MAX_LIMIT, wanted);
    }
    return wanted;
  }

  static @Nullable PageCursor cursor(@Nullable String word) {
    return Cursor.parse(word)
        .map(
            cursor -> {
              if (!Ids.isUuid(cursor.id())) {
                throw Problem.malformed(
                    new FieldFault(
                        List.of("query", "cursor"),
                        "cursor",
                        "not a cursor that this server gave out",
                        word));
              }
              return new PageCursor(cursor.createdAt(), cursor.id());
            })
        .orElse(null);
  }

  static Problem invalid(String where, String field, String message, @Nullable Object input) {
    return Problem.invalid(new FieldFault(List.of(where, field), "value_error", message, input));
  }

  /// One of several words, in any case.
  static <E extends Enum<E>> E word(String where, String field, Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(
            () ->
                invalid(
                    where,
                    field,
                    "must be one of "
                        + String.join(
                            ", ",
                            Arrays.stream(type.getEnumConstants()).map(StudioCalls::word).toList()),
                    text));
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(java.util.Locale.ROOT);
  }

  private String write(Reply reply) {
    try {
      return json.writeValueAsString(reply);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer must be plain JSON", e);
    }
  }

  private Kept read(String text) {
    try {
      return json.readValue(text, Kept.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a kept answer is not readable", e);
    }
  }
}
