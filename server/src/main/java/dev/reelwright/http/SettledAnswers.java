package dev.reelwright.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelwright.store.Database;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers that many clients ask for again and again, such as how far a run is: kept as they were
/// written, and given once more for as long as nothing in the database has changed. That is exact,
/// not a matter of time: after a write nobody gets an answer from before it. Thread-safe.
///
/// Fit for answers that depend on the owner, the path and the database alone.
@ApplicationScoped
public class SettledAnswers {
  /// After the gate (10,000), so that whoever gets an answer may have it.
  private static final int BEHIND_THE_GATE = 5_000;

  private static final String JSON = "application/json;charset=UTF-8";
  private static final int MOST_ANSWERS = 1000;
  private static final int LONGEST_CHARACTERS = 8 * 1024;

  private final Database database;
  private final ObjectMapper json;
  private volatile Shelf shelf = new Shelf(Database.UNSETTLED, new ConcurrentHashMap<>());

  public SettledAnswers(Database database, ObjectMapper json) {
    this.database = database;
    this.json = json;
  }

  private record Asked(String owner, String path) {}

  /// @param state of the database that all these answers were read from
  private record Shelf(long state, ConcurrentHashMap<Asked, String> answers) {}

  void install(@Observes Filters filters) {
    filters.register(this::answer, BEHIND_THE_GATE);
  }

  /// Answers with what the reader finds, and keeps it.
  ///
  /// @param reader looks into the database; what it throws is not kept
  public Response of(RoutingContext context, Supplier<Object> reader) {
    long state = database.settled();
    var body = write(reader.get());
    if (state != Database.UNSETTLED && body.length() <= LONGEST_CHARACTERS) {
      keep(state, asked(context), body);
    }
    return Response.ok(body, MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8")).build();
  }

  private void answer(RoutingContext context) {
    var body = isPlain(context.request()) ? kept(context) : null;
    if (body == null) {
      context.next();
      return;
    }
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(Buffer.buffer(body));
  }

  private @Nullable String kept(RoutingContext context) {
    var current = shelf;
    return current.state() != Database.UNSETTLED && current.state() == database.settled()
        ? current.answers().get(asked(context))
        : null;
  }

  /// What was read from another state is forgotten as a whole: it is never true again.
  private void keep(long state, Asked asked, String body) {
    var current = shelf;
    if (current.state() < state) {
      current = new Shelf(state, new ConcurrentHashMap<>());
      shelf = current;
    }
    if (current.state() == state && current.answers().size() < MOST_ANSWERS) {
      current.answers().put(asked, body);
    }
  }

  /// Anything special about a request is for the resource to decide.
  private static boolean isPlain(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.GET) || request.query() != null) {
      return false;
    }
    var accept = request.getHeader(HttpHeaders.ACCEPT);
    return accept == null || accept.equals("*/*") || accept.startsWith("application/json");
  }

  private static Asked asked(RoutingContext context) {
    return new Asked(Caller.of(context).owner(), context.normalizedPath());
  }

  private String write(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer must be plain JSON", e);
    }
  }
}
