package dev.reelwright.http.operations;

import dev.reelwright.http.ErrorWriter;
import dev.reelwright.http.Surface;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// Documents of the HTTP surfaces, the viewer for them, and the first page.
@Path("/")
public class DocumentResource {
  private static final String VIEWER_POLICY =
      "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

  private final ApiDocuments documents;
  private final Pages pages;

  public DocumentResource(ApiDocuments documents, Pages pages) {
    this.documents = documents;
    this.pages = pages;
  }

  @GET
  @Path("openapi.json")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public String all() {
    return documents.of(Optional.empty());
  }

  @GET
  @Path("api/openapi.json")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public String allForCampaign() {
    return all();
  }

  @GET
  @Path("api/{surface}/openapi.json")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public String one(@PathParam("surface") String word) {
    var surface =
        Arrays.stream(Surface.values())
            .filter(each -> each.word().equals(word))
            .findFirst()
            .orElseThrow(() -> ErrorWriter.ofStatus(404));
    return documents.of(Optional.of(surface));
  }

  @GET
  @Path("docs")
  @Operation(hidden = true)
  public Response docs() {
    return html(pages.viewer());
  }

  @GET
  @Path("swaggerui")
  @Operation(hidden = true)
  public Response swaggerUi() {
    return html(pages.viewer());
  }

  private static Response html(String page) {
    return Response.ok(page, "text/html; charset=utf-8")
        .header("Content-Security-Policy", VIEWER_POLICY)
        .build();
  }
}
