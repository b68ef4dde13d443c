package dev.reelwright.http.studio;

import dev.reelwright.asset.Asset;
import dev.reelwright.asset.AssetId;
import dev.reelwright.asset.BlobStore;
import dev.reelwright.desk.AssetDesk;
import dev.reelwright.desk.Refusal;
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
import java.util.concurrent.Callable;

/// Delivers the bytes of assets, past the resources: straight from the disk.
@ApplicationScoped
public class AssetRoutes {
  private final AssetDesk desk;
  private final BlobStore blobs;
  private final MediaDelivery delivery;
  private final ErrorWriter errors;

  public AssetRoutes(AssetDesk desk, BlobStore blobs, MediaDelivery delivery, ErrorWriter errors) {
    this.desk = desk;
    this.blobs = blobs;
    this.delivery = delivery;
    this.errors = errors;
  }

  void install(@Observes Router router) {
    serve(router, "/api/studio/assets/:asset/content", false);
    serve(router, "/api/studio/assets/:asset/poster", true);
    for (var method : new HttpMethod[] {HttpMethod.GET, HttpMethod.HEAD}) {
      router
          .route(method, "/api/studio/projects/:project/film")
          .handler(
              context ->
                  deliver(
                      context,
                      () ->
                          desk.film(
                              Caller.of(context).owner(),
                              StudioCalls.id(
                                  "project", context.pathParam("project"), ProjectId::new))));
    }
  }

  private void serve(Router router, String path, boolean isPoster) {
    for (var method : new HttpMethod[] {HttpMethod.GET, HttpMethod.HEAD}) {
      router
          .route(method, path)
          .handler(
              context ->
                  deliver(
                      context,
                      () -> {
                        var owner = Caller.of(context).owner();
                        var id = id(context.pathParam("asset"));
                        return isPoster ? desk.poster(owner, id) : desk.find(owner, id);
                      }));
    }
  }

  /// The database is asked beside the event loop; the file goes out on it.
  private void deliver(RoutingContext context, Callable<Asset> wanted) {
    context
        .vertx()
        .executeBlocking(() -> file(wanted.call()), false)
        .onSuccess(file -> delivery.send(context, file, ErrorWriter.ofStatus(404)))
        .onFailure(failure -> refuse(context, failure));
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
