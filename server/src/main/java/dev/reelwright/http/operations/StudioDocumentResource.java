package dev.reelwright.http.operations;

import dev.reelwright.http.Surface;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// The document of the native API. It has a class of its own because resources are found by the
/// longest path of a class first, and `/api/studio` is longer than `/`.
@Path("/api/studio")
public class StudioDocumentResource {
  private final ApiDocuments documents;

  public StudioDocumentResource(ApiDocuments documents) {
    this.documents = documents;
  }

  @GET
  @Path("openapi.json")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public String document() {
    return documents.of(Optional.of(Surface.STUDIO));
  }
}
