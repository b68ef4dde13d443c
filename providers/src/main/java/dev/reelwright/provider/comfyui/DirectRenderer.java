package dev.reelwright.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelwright.provider.InputFile;
import dev.reelwright.provider.RejectionReason;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A ComfyUI server. What it says in its history is true; its socket is asked for progress only.
///
/// It has no idempotency: an id that is sent twice runs twice. So nothing is sent again from here,
/// and after an answer that nobody saw, or a 500, which may come after the work was queued, history
/// and queue are searched for our own id.
final class DirectRenderer implements Renderer {
  private static final Logger LOG = LoggerFactory.getLogger(DirectRenderer.class);

  private final ComfySettings.Server server;
  private final Wire wire;
  private final Progress progress;
  private final JobWatch watch;
  private final Catalogue catalogue;
  private final InstantSource clock;

  DirectRenderer(
      ComfySettings.Server server, Duration patience, Traffic traffic, InstantSource clock) {
    this.server = server;
    this.wire = new Wire(server, traffic);
    this.progress = new Progress(wire, clock);
    this.watch = new JobWatch(patience, clock);
    this.catalogue = new Catalogue(wire, clock);
    this.clock = clock;
  }

  @Override
  public ComfySettings.Server server() {
    return server;
  }

  @Override
  public Handed hand(Work work) throws InterruptedException {
    ObjectNode graph;
    try {
      var trouble = queue().flatMap(watch::trouble);
      if (trouble.isPresent()) {
        return new Handed.Refused(RejectionReason.SERVER_DOWN, trouble.get());
      }
      // A shot may name other models than those that the workflow brings along.
      boolean isAsItCame = Collections.disjoint(work.values().keySet(), work.workflow().models());
      var lacking = isAsItCame ? lacks(work.workflow()) : List.<String>of();
      if (!lacking.isEmpty()) {
        return new Handed.Refused(
            RejectionReason.INVALID_REQUEST,
            "%s cannot run the workflow %s: %s"
                .formatted(server.name(), work.workflow().name(), String.join("; ", lacking)));
      }
      graph = work.graph(bring(work.pictures()));
    } catch (Template.Unfilled e) {
      return new Handed.Refused(RejectionReason.INVALID_REQUEST, String.valueOf(e.getMessage()));
    } catch (Wire.NobodyThere | Wire.Silent e) {
      return new Handed.Refused(RejectionReason.SERVER_DOWN, String.valueOf(e.getMessage()));
    } catch (NotBrought e) {
      return new Handed.Refused(RejectionReason.UPLOAD_FAILED, Words.fit(e.getMessage()));
    } catch (Wire.Garbage e) {
      return new Handed.Refused(
          RejectionReason.PROVIDER_FAILURE, Words.fit(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      // It broke off before anything was sent, as one does that is just being ended.
      return new Handed.Refused(
          RejectionReason.BROKEN_OFF, Words.fit(String.valueOf(e.getMessage())));
    }
    return send(work.id(), graph);
  }

  private Handed send(String id, ObjectNode graph) throws InterruptedException {
    progress.expect(id, graph.size());
    var body = JsonNodeFactory.instance.objectNode();
    body.set("prompt", graph);
    body.put("client_id", progress.clientId());
    // Never a number of ours: two equal ones stop the server's worker for good.
    body.put("prompt_id", id);
    Wire.Answer answer;
    try {
      answer = wire.postOnce(Endpoint.PROMPT, "/prompt", body);
    } catch (Wire.NobodyThere e) {
      progress.forget(id);
      return new Handed.Refused(RejectionReason.SERVER_DOWN, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Handed.Unknown(e);
    }
    if (answer.isWell()) {
      return taken(id, answer.body(), graph);
    }
    if (answer.status() / 100 == 5) {
      return new Handed.Unknown(
          new IOException(server.name() + " answered " + answer.status() + " to a workflow"));
    }
    progress.forget(id);
    return new Handed.Refused(
        answer.status() == 429 ? RejectionReason.BUSY : RejectionReason.INVALID_REQUEST,
        answer.status() == 413
            ? "the workflow is too large for " + server.name()
            : Refusals.of(answer.body(), graph));
  }

  private Handed taken(String ours, JsonNode answer, ObjectNode graph) throws InterruptedException {
    var theirs = answer.path("prompt_id").asText(answer.path("promptId").asText(""));
    if (theirs.isEmpty()) {
      return new Handed.Unknown(new IOException(server.name() + " took a workflow without a name"));
    }
    progress.rename(ours, theirs);
    var left = Refusals.ofNodes(answer.path("node_errors"), graph);
    if (left.isEmpty()) {
      return new Handed.Taken(theirs);
    }
    // The part that runs is not what was asked for.
    try {
      var _ = cancel(theirs);
    } catch (IOException e) {
      LOG.info(
          "server={} job={} half a workflow could not be taken back", server.name(), theirs, e);
    }
    return new Handed.Refused(RejectionReason.INVALID_REQUEST, String.join("; ", left));
  }

  private Map<String, String> bring(Map<String, InputFile> pictures)
      throws IOException, InterruptedException {
    var names = new HashMap<String, String>();
    for (var picture : pictures.entrySet()) {
      names.put(picture.getKey(), bring(picture.getValue()));
    }
    return names;
  }

  /// A connection that was kept may end at the very moment it is used, so it is done again once;
  /// what the server answers counts at once.
  private String bring(InputFile picture) throws IOException, InterruptedException {
    try {
      return brought(picture);
    } catch (Wire.NobodyThere | Wire.Silent | NotBrought e) {
      throw e;
    } catch (IOException e) {
      LOG.info("server={} a picture is brought once more", server.name(), e);
    }
    try {
      return brought(picture);
    } catch (Wire.NobodyThere | Wire.Silent | NotBrought e) {
      throw e;
    } catch (IOException e) {
      throw new NotBrought(
          "uploading a picture to %s failed: %s".formatted(server.name(), e.getMessage()), e);
    }
  }

  private String brought(InputFile picture) throws IOException, InterruptedException {
    var form =
        Multipart.picture(
            picture.file(),
            PictureFile.nameFor(picture),
            picture.mediaType(),
            "reelwright-" + UUID.randomUUID());
    Wire.Answer answer;
    try {
      answer = wire.upload(Endpoint.UPLOAD, "/upload/image", form.type(), form.body());
    } catch (Wire.Garbage e) {
      throw new NotBrought("uploading a picture failed: " + e.getMessage(), e);
    }
    var name = answer.body().path("name").asText("");
    if (!answer.isWell() || name.isEmpty()) {
      throw new NotBrought(
          "uploading a picture failed: %s answered %d%s"
              .formatted(
                  server.name(), answer.status(), answer.isWell() ? " and names no file" : ""),
          null);
    }
    var folder = answer.body().path("subfolder").asText("");
    return folder.isEmpty() ? name : folder + "/" + name;
  }

  /// A picture did not arrive.
  private static final class NotBrought extends IOException {
    private static final long serialVersionUID = 1L;

    NotBrought(String message, @Nullable Throwable cause) {
      super(message, cause);
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  @Override
  public Optional<String> find(String id) throws IOException, InterruptedException {
    // Between queue and history it moves one way, so a look at both in this order misses nothing.
    var queue = queue();
    if (queue.map(seen -> seen.knows(id)).orElse(false) || history(id).isPresent()) {
      return Optional.of(id);
    }
    if (queue.isEmpty()) {
      throw new IOException(server.name() + " does not say what is in its queue");
    }
    return Optional.empty();
  }

  @Override
  public Optional<Double> glance(ComfyJob job) throws IOException, InterruptedException {
    return history(job.id()).isEmpty() && watch.judge(job, queueIfNeeded(job)) == null
        ? Optional.of(progress.of(job.id()))
        : Optional.empty();
  }

  @Override
  public Sight look(ComfyJob job, Path scratch) throws IOException, InterruptedException {
    var ended = history(job.id());
    if (ended.isEmpty()) {
      var verdict = watch.judge(job, queueIfNeeded(job));
      if (verdict == null) {
        return new Sight.Working(progress.of(job.id()));
      }
      // It may have ended while the queue was looked at.
      ended = history(job.id());
      if (ended.isEmpty()) {
        takeBack(job);
        over(job);
        return verdict;
      }
    }
    over(job);
    return ended.get();
  }

  private void over(ComfyJob job) {
    progress.forget(job.id());
    watch.forget(job.id());
  }

  private void takeBack(ComfyJob job) throws InterruptedException {
    try {
      var _ = cancel(job.id());
    } catch (IOException e) {
      LOG.info("server={} job={} could not be taken back", server.name(), job.id(), e);
    }
  }

  private Optional<Sight> history(String id) throws IOException, InterruptedException {
    var answer = wire.get(Endpoint.HISTORY, "/history/" + encoded(id));
    if (!answer.isWell()) {
      throw new IOException(
          "%s answered %d when asked for its history".formatted(server.name(), answer.status()));
    }
    return Ending.of(answer.body(), id);
  }

  /// @return empty when it answers and does not say; history alone tells then
  private Optional<QueueView> queue() throws IOException, InterruptedException {
    try {
      var answer = wire.get(Endpoint.QUEUE, "/queue");
      return answer.isWell()
          ? Optional.of(QueueView.read(answer.body(), clock.instant()))
          : Optional.empty();
    } catch (Wire.Garbage e) {
      LOG.debug("server={} answers nonsense about its queue", server.name(), e);
      return Optional.empty();
    }
  }

  /// The queue holds every graph that waits, so it is looked at as seldom as will do.
  private @Nullable QueueView queueIfNeeded(ComfyJob job) throws IOException, InterruptedException {
    var known = watch.recent(job);
    if (known.isPresent()) {
      return known.get();
    }
    var seen = queue();
    seen.ifPresent(watch::saw);
    return seen.orElse(null);
  }

  @Override
  public boolean fetch(OutputFile file, Path target) throws IOException, InterruptedException {
    var query =
        "/view?filename="
            + encoded(file.name())
            + "&type="
            + encoded(file.type())
            + (file.subfolder().isEmpty() ? "" : "&subfolder=" + encoded(file.subfolder()));
    int status = wire.fetch(Endpoint.VIEW, query, target);
    if (status == 404) {
      return false;
    }
    if (status != 200) {
      throw new IOException(
          "%s answered %d when asked for a file".formatted(server.name(), status));
    }
    return true;
  }

  @Override
  public boolean cancel(String id) throws IOException, InterruptedException {
    var prefix =
        wire.base().getPath() != null && wire.base().getPath().endsWith("/api") ? "" : "/api";
    var answer =
        wire.post(
            Endpoint.CANCEL,
            prefix + "/jobs/" + encoded(id) + "/cancel",
            JsonNodeFactory.instance.objectNode());
    progress.forget(id);
    watch.forget(id);
    if (answer.isWell() && answer.body().has("cancelled")) {
      return true;
    }
    // An older server: out of the queue first, then stopped in case it had begun meanwhile.
    var delete = JsonNodeFactory.instance.objectNode();
    delete.putArray("delete").add(id);
    boolean isOut = wire.post(Endpoint.QUEUE, "/queue", delete).isWell();
    var running = JsonNodeFactory.instance.objectNode().put("prompt_id", id);
    return wire.post(Endpoint.INTERRUPT, "/interrupt", running).isWell() && isOut;
  }

  @Override
  public String greet() throws IOException, InterruptedException {
    var answer = wire.get(Endpoint.SYSTEM_STATS, "/system_stats");
    if (!answer.isWell()) {
      throw new IOException(server.name() + " answered " + answer.status());
    }
    var trouble = queue().flatMap(watch::trouble);
    if (trouble.isPresent()) {
      throw new IOException(trouble.get());
    }
    var version = answer.body().path("system").path("comfyui_version").asText("");
    var device = answer.body().path("devices").path(0).path("name").asText("");
    return "ComfyUI %s%s"
        .formatted(version, device.isEmpty() ? "" : " on " + device)
        .replaceAll("\\s+", " ")
        .strip();
  }

  @Override
  public List<String> lacks(Template workflow) throws IOException, InterruptedException {
    return catalogue.lacks(workflow);
  }

  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
