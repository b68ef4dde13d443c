package dev.reelwright.http.orchestrate;

import dev.reelwright.asset.BlobStore;
import dev.reelwright.http.EntityTag;
import dev.reelwright.http.ErrorWriter;
import dev.reelwright.http.MediaDelivery;
import dev.reelwright.http.MediaFile;
import dev.reelwright.http.Problem;
import dev.reelwright.take.SlotRole;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.List;

/// Delivers the finished video, straight from the disk, with ranges.
@ApplicationScoped
public class OrchestrateFiles {
  private final OrchestrateJobs jobs;
  private final OrchestrateViews views;
  private final BlobStore blobs;
  private final MediaDelivery delivery;
  private final ErrorWriter errors;

  public OrchestrateFiles(
      OrchestrateJobs jobs,
      OrchestrateViews views,
      BlobStore blobs,
      MediaDelivery delivery,
      ErrorWriter errors) {
    this.jobs = jobs;
    this.views = views;
    this.blobs = blobs;
    this.delivery = delivery;
    this.errors = errors;
  }

  void install(@Observes Router router) {
    for (var method : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
      router.route(method, "/orchestrate/video/:job_id").handler(this::deliver);
    }
  }

  /// The database is asked beside the event loop; the file goes out on it.
  private void deliver(RoutingContext context) {
    context
        .vertx()
        .executeBlocking(() -> video(context), false)
        .onSuccess(file -> delivery.send(context, file, gone()))
        .onFailure(
            failure -> {
              if (failure instanceof Problem problem) {
                errors.send(context, problem);
              } else {
                context.fail(failure);
              }
            });
  }

  private MediaFile video(RoutingContext context) throws IOException {
    var missing = "Job not found";
    var id = OrchestrateResource.id(context.pathParam("job_id"), missing);
    var job =
        jobs.find(OrchestrateResource.owner(context), id)
            .orElseThrow(() -> Problem.of(404, "JOB_UNKNOWN", missing));
    var status = views.word(job);
    if (!status.equals("completed")) {
      throw Problem.of(400, "NOT_COMPLETED", "Job not completed (status: %s)".formatted(status));
    }
    var cut =
        job.production().selected(SlotRole.CUT).stream()
            .findFirst()
            .orElseThrow(() -> Problem.of(404, "NO_VIDEO", "Video file not found"));
    var asset = job.production().asset(cut);
    try {
      return new MediaFile(
          blobs.localFile(asset.blob()),
          asset.mediaType(),
          new EntityTag(asset.blob().value()),
          asset.createdAt(),
          "stitched_subtitled_%s.mp4".formatted(id),
          true);
    } catch (java.nio.file.NoSuchFileException _) {
      throw gone();
    }
  }

  private static Problem gone() {
    return Problem.of(404, "FILE_GONE", "Video file not found on disk");
  }
}
