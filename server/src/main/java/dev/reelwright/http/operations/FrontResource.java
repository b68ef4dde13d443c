package dev.reelwright.http.operations;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The address without a path: a page for browsers, facts for programs.
@Path("/")
public class FrontResource {
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'";

  private final Pages pages;
  private final String version;

  public FrontResource(
      Pages pages, @ConfigProperty(name = "quarkus.application.version") String version) {
    this.pages = pages;
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
      return Response.ok(pages.front(), "text/html; charset=utf-8")
          .header("Content-Security-Policy", POLICY)
          .header("Vary", "Accept")
          .build();
    }
    var facts = new LinkedHashMap<String, Object>();
    facts.put("name", "Reelwright");
    facts.put("version", version);
    facts.put("docs", "/docs");
    facts.put("health", "/health");
    facts.put("openapi", "/openapi.json");
    return Response.ok(facts, MediaType.APPLICATION_JSON_TYPE).header("Vary", "Accept").build();
  }
}
