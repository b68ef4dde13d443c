package dev.reelwright.http.operations;

import dev.reelwright.http.ErrorWriter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The address without a path: the web studio for browsers, facts for programs. The studio's own
/// addresses below `/studio` lead to the same page, which knows what to show there.
@Path("/")
public class FrontResource {
  private final StudioPage page;
  private final String version;

  public FrontResource(
      StudioPage page, @ConfigProperty(name = "quarkus.application.version") String version) {
    this.page = page;
    this.version = version;
  }

  @GET
  @Operation(hidden = true)
  public Response front(@Context HttpHeaders headers) {
    boolean isBrowser =
        headers.getAcceptableMediaTypes().stream()
            .anyMatch(
                type -> !type.isWildcardType() && type.isCompatible(MediaType.TEXT_HTML_TYPE));
    if (isBrowser) {
      return studio();
    }
    var facts = new LinkedHashMap<String, Object>();
    facts.put("name", "Reelwright");
    facts.put("version", version);
    facts.put("docs", "/docs");
    facts.put("health", "/health");
    facts.put("openapi", "/openapi.json");
    return Response.ok(facts, MediaType.APPLICATION_JSON_TYPE).header("Vary", "Accept").build();
  }

  @GET
  @Path("studio")
  @Operation(hidden = true)
  public Response studioHome() {
    return studio();
  }

  /// Files of the studio are served before this is asked; a name with a dot is one that is missing.
  @GET
  @Path("studio/{path: .+}")
  @Operation(hidden = true)
  public Response studioScreen(@PathParam("path") String path) {
    if (path.substring(path.lastIndexOf('/') + 1).contains(".")) {
      throw ErrorWriter.ofStatus(404);
    }
    return studio();
  }

  private Response studio() {
    var written = page.write();
    return Response.ok(written.html(), "text/html; charset=utf-8")
        .header("Content-Security-Policy", written.policy())
        .header("Cache-Control", "no-store")
        .header("Vary", "Accept")
        .build();
  }
}
