package dev.reelwright.http.studio;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetId;
import dev.reelwright.asset.BlobStore;
import dev.reelwright.desk.AssetDesk;
import dev.reelwright.desk.Refusal;
import dev.reelwright.engine.PullLanes;
import dev.reelwright.http.Caller;
import dev.reelwright.http.EntityTag;
import dev.reelwright.http.ErrorWriter;
import dev.reelwright.http.MediaDelivery;
import dev.reelwright.http.MediaFile;
import dev.reelwright.http.Problem;
import dev.reelwright.http.RefusalMapping;
import dev.reelwright.project.ProjectId;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers the bytes of assets, past the resources: straight from the disk.
@ApplicationScoped
public class AssetRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(AssetRoutes.class);

  private final AssetDesk desk;
  private final BlobStore blobs;
  private final MediaDelivery delivery;
  private final Posters posters;
  private final PullLanes pulls;
  private final ErrorWriter errors;

  public AssetRoutes(
      AssetDesk desk,
      BlobStore blobs,
      MediaDelivery delivery,
      Posters posters,
      PullLanes pulls,
      ErrorWriter errors) {
    this.desk = desk;
    this.blobs = blobs;
    this.delivery = delivery;
    this.posters = posters;
    this.pulls = pulls;
    this.errors = errors;
  }

  void install(@Observes Router router) {
    serve(
        router,
        "/api/studio/assets/:asset/content",
        context -> file(desk.find(owner(context), asset(context))));
    for (var view : Posters.View.values()) {
      serve(
          router,
          "/api/studio/assets/:asset/" + view.word(),
          context -> view(desk.find(owner(context), asset(context)), view));
    }
    serve(
        router,
        "/api/studio/projects/:project/film",
        context -> file(desk.film(owner(context), project(context))));
    serve(router, "/api/studio/lanes/:lane/jobs/:job/inputs/:input", this::input);
  }

  /// Finds the file that an address stands for.
  @FunctionalInterface
  private interface Finding {
    MediaFile file(RoutingContext context) throws IOException, InterruptedException;
  }

  /// The database is asked beside the event loop; the file goes out on it.
  private void serve(Router router, String path, Finding finding) {
    for (var method : new HttpMethod[] {HttpMethod.GET, HttpMethod.HEAD}) {
      router
          .route(method, path)
          .handler(
              context ->
                  context
                      .vertx()
                      .executeBlocking(() -> finding.file(context), false)
                      .onSuccess(file -> delivery.send(context, file, ErrorWriter.ofStatus(404)))
                      .onFailure(failure -> refuse(context, failure)));
    }
  }

  /// A file that an outside worker needs for its work.
  private MediaFile input(RoutingContext context) throws IOException {
    var name = Texts.orEmpty(context.pathParam("input"));
    var input =
        pulls
            .find(Texts.orEmpty(context.pathParam("lane")), Texts.orEmpty(context.pathParam("job")))
            .map(work -> work.inputs().get(name))
            .orElseThrow(() -> Problem.notFound("input", name));
    return new MediaFile(
        blobs.localFile(input.hash()),
        input.mediaType(),
        new EntityTag(input.hash().value()),
        Instant.EPOCH,
        null,
        false);
  }

  private MediaFile file(Asset asset) throws IOException {
    return new MediaFile(
        blobs.localFile(asset.blob()),
        asset.mediaType(),
        new EntityTag(asset.blob().value()),
        asset.createdAt(),
        asset.name().isBlank() ? null : asset.name(),
        false);
  }

  private MediaFile view(Asset asset, Posters.View view) throws InterruptedException {
    var what = view.word() + " of asset";
    if (!Posters.canShow(asset, view)) {
      throw Problem.notFound(what, asset.id().value());
    }
    Path file;
    try {
      file = posters.of(asset, view);
    } catch (IOException e) {
      LOG.warn("no {} could be made: asset={}", view.word(), asset.id(), e);
      throw Problem.notFound(what, asset.id().value());
    }
    return new MediaFile(
        file,
        view.mediaType(),
        new EntityTag(view.word() + "-" + asset.blob().value()),
        asset.createdAt(),
        null,
        false);
  }

  private static String owner(RoutingContext context) {
    return Caller.of(context).owner();
  }

  private static AssetId asset(RoutingContext context) {
    return id(context.pathParam("asset"));
  }

  private static ProjectId project(RoutingContext context) {
    return StudioCalls.id("project", context.pathParam("project"), ProjectId::new);
  }

  private void refuse(RoutingContext context, Throwable failure) {
    switch (failure) {
      case Refusal refusal -> errors.send(context, RefusalMapping.problem(refusal));
      case Problem problem -> errors.send(context, problem);
      default -> context.fail(failure);
    }
  }

  static AssetId id(@org.jspecify.annotations.Nullable String text) {
    return StudioCalls.id("asset", text, AssetId::new);
  }
}
