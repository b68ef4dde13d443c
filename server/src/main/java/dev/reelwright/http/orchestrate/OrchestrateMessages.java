package dev.reelwright.http.orchestrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.reelwright.event.Event;
import dev.reelwright.http.WireJson;
import dev.reelwright.line.Foreman;
import dev.reelwright.line.LineState;
import dev.reelwright.webhook.MessageWriter;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells of the end of a job in the words of this surface: one message for each end.
@ApplicationScoped
public class OrchestrateMessages implements MessageWriter {
  private static final Logger LOG = LoggerFactory.getLogger(OrchestrateMessages.class);
  private static final Map<String, String> EVENTS =
      Map.of(Foreman.COMPLETED, "job_completed", Foreman.FAILED, "job_failed");

  /// Kinds of the history that this surface speaks of.
  public static final List<String> KINDS = List.of(Foreman.COMPLETED, Foreman.FAILED);

  private final OrchestrateJobs jobs;
  private final OrchestrateViews views;
  private final OrchestrateSettings settings;
  private final JsonMapper json = WireJson.mapper();

  public OrchestrateMessages(
      OrchestrateJobs jobs, OrchestrateViews views, OrchestrateSettings settings) {
    this.jobs = jobs;
    this.views = views;
    this.settings = settings;
  }

  @Override
  public String surface() {
    return OrchestrateIntake.SURFACE;
  }

  @Override
  public Optional<String> write(Event event) {
    var word = EVENTS.get(event.what().kind());
    var project = event.what().projectId();
    if (word == null || project == null) {
      return Optional.empty();
    }
    var isFailed = event.what().kind().equals(Foreman.FAILED);
    return jobs.find(project).flatMap(job -> written(word, event.what().at(), data(job, isFailed)));
  }

  private Map<String, Object> data(OrchestrateJobs.Job job, boolean isFailed) {
    var project = job.production().project();
    var folder = new RunFolder(settings.base(), OrchestrateIntake.runId(project));
    var files = views.files(job.production());
    var data = new LinkedHashMap<String, Object>();
    data.put("job_id", project.id().value());
    data.put("status", OrchestrateWords.status(isFailed ? LineState.DEAD : LineState.DONE));
    data.put("run_id", OrchestrateIntake.runId(project));
    data.put("output_dir", isFailed && !isThere(folder) ? null : folder.path());
    if (isFailed) {
      data.put("error", Objects.requireNonNullElse(job.place().error(), "failed"));
    } else {
      data.put("final_video_path", files.hasFilm() ? folder.finalVideo() : null);
    }
    data.put("video_files", files.videos());
    data.put("image_files", files.images());
    data.put(
        "voiceover_path",
        OrchestrateViews.voice(job.production()).map(folder::voiceover).orElse(null));
    if (!isFailed && files.hasFilm()) {
      data.put("video_url", "/orchestrate/video/" + project.id());
    }
    return data;
  }

  private static boolean isThere(RunFolder folder) {
    return Files.isDirectory(Path.of(folder.path()));
  }

  private Optional<String> written(String word, Instant at, Map<String, Object> data) {
    var message = new LinkedHashMap<String, Object>();
    message.put("event", word);
    message.put("timestamp", BigDecimal.valueOf(at.toEpochMilli(), 3));
    message.put("data", data);
    try {
      return Optional.of(json.writeValueAsString(message));
    } catch (JsonProcessingException e) {
      LOG.error("a message about a job cannot be written", e);
      return Optional.empty();
    }
  }
}
