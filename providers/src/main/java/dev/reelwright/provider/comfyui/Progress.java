package dev.reelwright.provider.comfyui;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How far jobs are, as the server's socket tells. Nothing depends on it: a socket that cannot be
/// had or breaks is tried again later, and until then jobs are 0 done until they are over. Open
/// while there is a job. Thread-safe.
final class Progress {
  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration CONNECTING = Duration.ofSeconds(5);
  private static final int LONGEST_MESSAGE = 4 << 20;

  /// What was heard of a job.
  ///
  /// @param nodes of its graph; 0 when that is not known any more
  private record Heard(int nodes, double fraction) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String clientId = UUID.randomUUID().toString();
  private final Wire wire;
  private final InstantSource clock;
  private final Map<String, Heard> jobs = new HashMap<>();
  private @Nullable WebSocket socket;
  private @Nullable Instant triedAt;

  Progress(Wire wire, InstantSource clock) {
    this.wire = wire;
    this.clock = clock;
  }

  /// Whose events are to come here.
  String clientId() {
    return clientId;
  }

  /// @param nodes of its graph
  synchronized void expect(String id, int nodes) {
    jobs.put(id, new Heard(nodes, 0));
    listen();
  }

  /// The server calls it otherwise.
  synchronized void rename(String ours, String theirs) {
    var heard = jobs.remove(ours);
    if (heard != null) {
      jobs.put(theirs, heard);
    }
  }

  /// @return 0..1, rising
  synchronized double of(String id) {
    var heard = jobs.computeIfAbsent(id, _ -> new Heard(0, 0));
    listen();
    return heard.fraction();
  }

  synchronized void forget(String id) {
    jobs.remove(id);
    var open = socket;
    if (jobs.isEmpty() && open != null) {
      socket = null;
      open.abort();
    }
  }

  private void listen() {
    var now = clock.instant();
    if (socket != null || (triedAt != null && now.isBefore(triedAt.plus(PAUSE)))) {
      return;
    }
    triedAt = now;
    var builder = wire.client().newWebSocketBuilder().connectTimeout(CONNECTING);
    wire.introduce(builder::header);
    var base = wire.base().toString().replaceFirst("^http", "ws");
    var _ =
        builder
            .buildAsync(URI.create(base + "/ws?clientId=" + clientId), new Ear())
            .whenComplete((opened, failure) -> opened(opened, failure));
  }

  private synchronized void opened(@Nullable WebSocket opened, @Nullable Throwable failure) {
    if (opened == null) {
      LOG.debug("no socket of {}: {}", wire.base(), String.valueOf(failure));
    } else if (jobs.isEmpty() || socket != null) {
      opened.abort();
    } else {
      socket = opened;
    }
  }

  private synchronized void closed(WebSocket gone) {
    if (gone.equals(socket)) {
      socket = null;
    }
  }

  private void heard(String message) {
    JsonNode event;
    try {
      event = JSON.readTree(message);
    } catch (JsonProcessingException e) {
      LOG.debug("{} said something that is no JSON over its socket", wire.base(), e);
      return;
    }
    var data = event.path("data");
    var id = data.path("prompt_id").asText("");
    if (id.isEmpty()) {
      return;
    }
    switch (event.path("type").asText()) {
      case "progress_state" -> states(id, data.path("nodes"));
      case "progress" -> one(id, part(data));
      default -> {
        // Ends are read from the history.
      }
    }
  }

  /// All nodes that were begun so far.
  private synchronized void states(String id, JsonNode nodes) {
    var heard = jobs.get(id);
    if (heard == null || heard.nodes() == 0) {
      return;
    }
    double done = 0;
    for (var node : nodes) {
      done += node.path("state").asText().equals("finished") ? 1 : part(node);
    }
    rise(id, heard, done / heard.nodes());
  }

  /// The steps of one node, where the whole graph is not known any more.
  private synchronized void one(String id, double part) {
    var heard = jobs.get(id);
    if (heard != null && heard.nodes() == 0) {
      rise(id, heard, part);
    }
  }

  private void rise(String id, Heard heard, double fraction) {
    // It is over when the history says so.
    jobs.put(id, new Heard(heard.nodes(), Math.clamp(fraction, heard.fraction(), 0.99)));
  }

  private static double part(JsonNode node) {
    double most = node.path("max").asDouble();
    return most > 0 ? Math.clamp(node.path("value").asDouble() / most, 0, 1) : 0;
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      if (message.length() + part.length() <= LONGEST_MESSAGE) {
        message.append(part);
      }
      if (last) {
        heard(message.toString());
        message.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
      closed(from);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
      LOG.debug("the socket of {} broke", wire.base(), error);
      closed(from);
    }
  }
}
