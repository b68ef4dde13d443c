package dev.reelwright.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;

/// What a server was seen to be at.
///
/// @param running ids of what runs
/// @param waiting ids of what waits
record QueueView(Set<String> running, Set<String> waiting, Instant at) {
  QueueView {
    running = Set.copyOf(running);
    waiting = Set.copyOf(waiting);
  }

  /// An item is `[number, id, graph, extra, outputs]`.
  static QueueView read(JsonNode queue, Instant at) {
    return new QueueView(ids(queue.path("queue_running")), ids(queue.path("queue_pending")), at);
  }

  private static Set<String> ids(JsonNode items) {
    var ids = new HashSet<String>();
    for (var item : items) {
      ids.add(item.path(1).asText());
    }
    return ids;
  }

  boolean knows(String id) {
    return running.contains(id) || waiting.contains(id);
  }

  /// Whether there is work, and none of it runs.
  boolean isIdleAtWork() {
    return running.isEmpty() && !waiting.isEmpty();
  }
}
