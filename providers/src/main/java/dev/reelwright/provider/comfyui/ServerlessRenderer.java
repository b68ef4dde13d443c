package dev.reelwright.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelwright.provider.RejectionReason;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// A serverless endpoint that runs ComfyUI behind a queue of its own: `/run`, `/status/ID`,
/// `/cancel/ID`, as docs.runpod.io says of queue-based endpoints, and inputs and outputs as
/// `worker-comfyui` has them (read 2026-11). Pictures go in with the order, at most 10 MB in all;
/// files come back inside the answer or as addresses. It takes no ids from us, so an order whose
/// answer nobody saw cannot be found again.
final class ServerlessRenderer implements Renderer {
  private static final List<String> ARRAYS = List.of("images", "videos", "gifs");

  /// What an endpoint takes as one order.
  private static final long MOST_BYTES = 10_000_000;

  private final ComfySettings.Server server;
  private final Wire wire;
  private final Duration patience;
  private final InstantSource clock;

  ServerlessRenderer(
      ComfySettings.Server server, Duration patience, Traffic traffic, InstantSource clock) {
    this.server = server;
    this.wire = new Wire(server, traffic);
    this.patience = patience;
    this.clock = clock;
  }

  @Override
  public ComfySettings.Server server() {
    return server;
  }

  @Override
  public Handed hand(Work work) throws InterruptedException {
    ObjectNode order;
    try {
      order = order(work);
    } catch (Template.Unfilled e) {
      return new Handed.Refused(RejectionReason.INVALID_REQUEST, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Handed.Refused(
          RejectionReason.UNAVAILABLE, "a picture cannot be read: " + e.getMessage());
    }
    if (order.toString().length() > MOST_BYTES) {
      return new Handed.Refused(
          RejectionReason.INVALID_REQUEST,
          "the workflow and its pictures have more than 10 MB, which is all that %s takes"
              .formatted(server.name()));
    }
    Wire.Answer answer;
    try {
      answer = wire.postOnce(Endpoint.RUN, "/run", order);
    } catch (Wire.NobodyThere e) {
      return new Handed.Refused(RejectionReason.SERVER_DOWN, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Handed.Unknown(e);
    }
    if (answer.isWell() && !answer.body().path("id").asText("").isEmpty()) {
      return new Handed.Taken(answer.body().path("id").asText());
    }
    return switch (answer.status()) {
      case 401, 403 ->
          new Handed.Refused(
              RejectionReason.NOT_ALLOWED, server.name() + " does not accept the key; check it");
      case 404 -> new Handed.Refused(RejectionReason.NOT_ALLOWED, "there is no " + wire.base());
      case 429 -> new Handed.Refused(RejectionReason.BUSY, server.name() + " has no room now");
      case 400, 413, 422 ->
          new Handed.Refused(
              RejectionReason.INVALID_REQUEST, Words.fit(answer.body().path("error").asText("")));
      default -> new Handed.Unknown(new IOException("answered " + answer.status()));
    };
  }

  private ObjectNode order(Work work) throws IOException, Template.Unfilled {
    var names = new HashMap<String, String>();
    var order = JsonNodeFactory.instance.objectNode();
    var input = order.putObject("input");
    var pictures = JsonNodeFactory.instance.arrayNode();
    for (var picture : work.pictures().entrySet()) {
      var name = PictureFile.nameFor(picture.getValue());
      names.put(picture.getKey(), name);
      pictures
          .addObject()
          .put("name", name)
          .put(
              "image",
              "data:%s;base64,%s"
                  .formatted(
                      picture.getValue().mediaType(),
                      Base64.getEncoder()
                          .encodeToString(Files.readAllBytes(picture.getValue().file()))));
    }
    input.set("workflow", work.graph(names));
    if (!pictures.isEmpty()) {
      input.set("images", pictures);
    }
    return order;
  }

  @Override
  public Optional<String> find(String id) {
    return Optional.empty();
  }

  @Override
  public Optional<Double> glance(ComfyJob job) throws IOException, InterruptedException {
    var status = status(job);
    return isWorking(status) && !isTooLate(job) ? Optional.of(0.0) : Optional.empty();
  }

  @Override
  public Sight look(ComfyJob job, Path scratch) throws IOException, InterruptedException {
    var status = status(job);
    if (isWorking(status)) {
      if (!isTooLate(job)) {
        return new Sight.Working(0);
      }
      var _ = cancel(job.id());
      return new Sight.Failed(
          RejectionReason.TIMED_OUT,
          "the workflow was not done after %s seconds; raise COMFYUI_TIMEOUT_SECONDS if it needs longer"
              .formatted(patience.toSeconds()));
    }
    var state = status.path("status").asText("");
    var output = status.path("output");
    if (state.equals("COMPLETED") && !output.has("error")) {
      return new Sight.Done(files(output, scratch));
    }
    var said = status.path("error").asText(output.path("error").asText(""));
    return new Sight.Failed(
        state.isEmpty() || state.equals("CANCELLED")
            ? RejectionReason.PROVIDER_FAILURE
            : state.equals("TIMED_OUT")
                ? RejectionReason.TIMED_OUT
                : RejectionReason.UNUSABLE_ANSWER,
        said.isEmpty()
            ? "the job ended as " + (state.isEmpty() ? "unknown" : state)
            : Words.fit(said));
  }

  private JsonNode status(ComfyJob job) throws IOException, InterruptedException {
    var answer = wire.get(Endpoint.STATUS, "/status/" + job.id());
    if (!answer.isWell() && answer.status() != 404) {
      throw new IOException("%s answered %d".formatted(server.name(), answer.status()));
    }
    return answer.status() == 404 ? JsonNodeFactory.instance.objectNode() : answer.body();
  }

  private static boolean isWorking(JsonNode status) {
    return switch (status.path("status").asText("")) {
      case "IN_QUEUE", "IN_PROGRESS", "RUNNING" -> true;
      default -> false;
    };
  }

  private boolean isTooLate(ComfyJob job) {
    return clock.instant().isAfter(job.orderedAt().plus(patience));
  }

  private List<OutputFile> files(JsonNode output, Path scratch) throws IOException {
    var files = new ArrayList<OutputFile>();
    for (var array : ARRAYS) {
      for (var file : output.path(array)) {
        var name = file.path("filename").asText("file");
        var data = file.path("data").asText("");
        if (file.path("type").asText().equals("base64")) {
          var here = Files.createTempFile(scratch, "output", "");
          try {
            Files.write(here, Base64.getDecoder().decode(data.substring(data.indexOf(',') + 1)));
          } catch (IllegalArgumentException e) {
            throw new IOException("a file came in a form that cannot be read", e);
          }
          files.add(new OutputFile("", name, "", "output", here));
        } else if (data.startsWith("https://") || data.startsWith("http://")) {
          files.add(new OutputFile("", name, data, "address", null));
        }
      }
    }
    return files;
  }

  @Override
  public boolean fetch(OutputFile file, Path target) throws IOException, InterruptedException {
    int status = wire.fetchFrom(Endpoint.VIEW, URI.create(file.subfolder()), target);
    if (status == 404 || status == 403) {
      return false;
    }
    if (status != 200) {
      throw new IOException("the store of the file answered " + status);
    }
    return true;
  }

  @Override
  public boolean cancel(String id) throws IOException, InterruptedException {
    var answer = wire.post(Endpoint.CANCEL, "/cancel/" + id, JsonNodeFactory.instance.objectNode());
    return answer.isWell() || answer.status() == 404;
  }

  @Override
  public String greet() throws IOException, InterruptedException {
    var answer = wire.get(Endpoint.HEALTH, "/health");
    if (!answer.isWell()) {
      throw new IOException(server.name() + " answered " + answer.status());
    }
    return "a serverless endpoint with %d workers that are ready"
        .formatted(answer.body().path("workers").path("ready").asInt());
  }

  @Override
  public List<String> lacks(Template workflow) {
    return List.of();
  }
}
