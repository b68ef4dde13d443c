package dev.reelwright.http.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelwright.engine.Engine;
import dev.reelwright.http.Wire;
import dev.reelwright.project.ProjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

/// A client of the pipeline surface that knows when the engine is done.
final class PipelineClient {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Wire wire;
  private final Engine engine;

  PipelineClient(int port, Engine engine) {
    this.wire = new Wire(port);
    this.engine = engine;
  }

  Wire.Reply get(String path) {
    return wire.get(path);
  }

  Wire.Reply get(String path, String header, String value) {
    return wire.send("GET", path, Map.of(header, value), new byte[0]);
  }

  Wire.Reply post(String path) {
    return wire.send("POST", path, Map.of(), new byte[0]);
  }

  Wire.Reply post(String path, Object body) {
    try {
      return wire.postJson(path, JSON.writeValueAsString(body));
    } catch (IOException e) {
      throw new UncheckedIOException("writing a body", e);
    }
  }

  Wire.Reply postText(String path, String body) {
    return wire.postJson(path, body);
  }

  Wire.Reply send(String verb, String path, Map<String, String> headers, byte[] body) {
    return wire.send(verb, path, headers, body);
  }

  /// Orders a film and says its id.
  String generated(Object body) {
    var reply = post("/api/generate", body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    return reply.json().path("project_id").asText();
  }

  /// Forks a film.
  JsonNode forked(String project, Object body) {
    var reply = post("/api/projects/%s/fork".formatted(project), body);
    assertThat(reply.status()).as(reply.text()).isEqualTo(202);
    return reply.json();
  }

  /// Waits until nothing goes on, and says what is there then.
  JsonNode settled(String project) throws InterruptedException {
    engine.await(engine.newest(new ProjectId(project)).orElseThrow().id(), PATIENCE);
    return detail(project);
  }

  JsonNode completed(String project) throws InterruptedException {
    var detail = settled(project);
    assertThat(detail.path("status").asText()).as(detail.toPrettyString()).isEqualTo("complete");
    return detail;
  }

  JsonNode detail(String project) {
    var reply = get("/api/projects/" + project);
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    return reply.json();
  }

  String status(String project) {
    return get("/api/projects/%s/status".formatted(project)).json().path("status").asText();
  }
}
