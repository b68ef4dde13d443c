package dev.reelwright.http.studio;

import dev.reelwright.http.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// Films for editor programs.
@Path("/api/studio")
@RunOnVirtualThread
@Tag(name = "Finishing")
public class ExportResource {
  private final Exports exports;

  public ExportResource(Exports exports) {
    this.exports = exports;
  }

  @GET
  @Path("projects/{project}/exports/{format}")
  @Operation(
      operationId = "exportFilm",
      summary =
          "The film for an editor program: fcpxml, resolve, premiere, edl, edl-drop, otio, json, srt, vtt, or zip with everything and its media")
  @APIResponse(
      responseCode = "200",
      description = "The file",
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public Response export(
      @Context RoutingContext context,
      @PathParam("project") String project,
      @PathParam("format") String format) {
    var kind =
        Exports.Kind.of(format)
            .orElseThrow(
                () ->
                    StudioCalls.invalid(
                        "path",
                        "format",
                        "must be one of "
                            + Arrays.stream(Exports.Kind.values())
                                .map(Exports.Kind::word)
                                .collect(Collectors.joining(", ")),
                        format));
    var prepared =
        exports.prepare(
            StudioCalls.owner(context), ProjectsResource.id(project), kind, server(context));
    StreamingOutput body =
        out -> {
          try {
            prepared.write(out);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the export was interrupted");
          }
        };
    return Response.ok(body)
        .header(HttpHeaders.CONTENT_TYPE, kind.mediaType())
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition(prepared.name(), kind))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  /// The name that the caller reached us by; the gate has checked it.
  private static URI server(RoutingContext context) {
    var request = context.request();
    var authority = request.authority();
    if (authority == null) {
      throw Problem.of(400, Problem.MALFORMED, "The request names no host.");
    }
    return URI.create(request.scheme() + "://" + authority);
  }

  /// RFC 6266, with the name in any script beside a plain one.
  private static String disposition(String name, Exports.Kind kind) {
    var file = name + "." + kind.ending();
    return "attachment; filename=\"film.%s\"; filename*=UTF-8''%s"
        .formatted(
            kind.ending(), URLEncoder.encode(file, StandardCharsets.UTF_8).replace("+", "%20"));
  }
}
