package dev.reelwright.http.pipeline;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.BlobStore;
import dev.reelwright.desk.AssetDesk;
import dev.reelwright.engine.RunState;
import dev.reelwright.http.EntityTag;
import dev.reelwright.http.ErrorWriter;
import dev.reelwright.http.MediaDelivery;
import dev.reelwright.http.MediaFile;
import dev.reelwright.http.Problem;
import dev.reelwright.production.FilmDigests;
import dev.reelwright.production.RunFacts;
import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Database;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.TakeId;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// Delivers keyframes, clips and films, past the resources: straight from the disk.
@ApplicationScoped
public class PipelineFiles {
  private static final Set<SlotRole> FRAMES = Set.of(SlotRole.START_FRAME, SlotRole.END_FRAME);
  private static final Set<SlotRole> CLIPS = Set.of(SlotRole.CLIP);

  private final Database database;
  private final FilmDigests films;
  private final AssetDesk assets;
  private final BlobStore blobs;
  private final MediaDelivery delivery;
  private final ErrorWriter errors;

  public PipelineFiles(
      Database database,
      FilmDigests films,
      AssetDesk assets,
      BlobStore blobs,
      MediaDelivery delivery,
      ErrorWriter errors) {
    this.database = database;
    this.films = films;
    this.assets = assets;
    this.blobs = blobs;
    this.delivery = delivery;
    this.errors = errors;
  }

  void install(@Observes Router router) {
    for (var method : List.of(HttpMethod.GET, HttpMethod.HEAD)) {
      router
          .route(method, "/api/projects/:project_id/download")
          .handler(
              context ->
                  deliver(context, () -> film(context), gone("Output file not found on disk")));
      router
          .route(method, "/api/keyframes/:keyframe_id")
          .handler(
              context ->
                  deliver(
                      context,
                      () -> take(context, "keyframe_id", FRAMES, "Keyframe"),
                      gone("Keyframe file not found on disk")));
      router
          .route(method, "/api/clips/:clip_id")
          .handler(
              context ->
                  deliver(
                      context,
                      () -> take(context, "clip_id", CLIPS, "Clip"),
                      gone("Clip file not found on disk")));
    }
  }

  /// The database is asked beside the event loop; the file goes out on it.
  private void deliver(RoutingContext context, Callable<MediaFile> wanted, Problem gone) {
    context
        .vertx()
        .executeBlocking(wanted, false)
        .onSuccess(file -> delivery.send(context, file, gone))
        .onFailure(
            failure -> {
              if (failure instanceof Problem problem) {
                errors.send(context, problem);
              } else {
                context.fail(failure);
              }
            });
  }

  private MediaFile film(RoutingContext context) throws IOException {
    var id = new ProjectId(PipelineResource.id("project_id", context.pathParam("project_id")));
    var owner = PipelineResource.owner(context);
    var film =
        database
            .read(handle -> films.find(handle, owner, PipelineIntake.SURFACE, id))
            .orElseThrow(() -> Problem.notFound("Project", id));
    if (film.newestRun().map(RunFacts::state).filter(RunState.DONE::equals).isEmpty()) {
      throw Problem.conflict(
          "NOT_READY",
          "Project not ready for download (status: %s)".formatted(PipelineViews.status(film)));
    }
    return file(
        assets
            .cut(owner, id)
            .orElseThrow(() -> Problem.of(404, "NO_OUTPUT", "Output file path not set")),
        "video_%s.mp4".formatted(id));
  }

  private MediaFile take(RoutingContext context, String parameter, Set<SlotRole> roles, String what)
      throws IOException {
    var id = new TakeId(PipelineResource.id(parameter, context.pathParam(parameter)));
    return file(
        assets
            .ofTake(PipelineResource.owner(context), id, roles)
            .orElseThrow(() -> Problem.notFound(what, id)),
        null);
  }

  private MediaFile file(Asset asset, @Nullable String downloadName) throws IOException {
    return new MediaFile(
        blobs.localFile(asset.blob()),
        asset.mediaType(),
        new EntityTag(asset.blob().value()),
        asset.createdAt(),
        downloadName,
        downloadName != null);
  }

  private static Problem gone(String text) {
    return Problem.of(404, "FILE_GONE", text);
  }
}
