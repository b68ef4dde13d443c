package dev.reelwright.http.operations;

import io.quarkus.arc.All;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the server lives. One body for all who ask: the members that the older services promised
/// stand side by side.
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {
  private static final Logger LOG = LoggerFactory.getLogger(HealthResource.class);

  private final List<Vital> vitals;
  private final String version;

  public HealthResource(
      @All List<Vital> vitals,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.vitals = List.copyOf(vitals);
    this.version = version;
  }

  @GET
  @Path("health")
  @Operation(summary = "Whether the server lives; 503 when database or storage are unusable")
  public Response health() {
    var components = components();
    boolean isUp = !components.containsValue(Map.of("status", "down"));
    var body = new LinkedHashMap<String, Object>();
    body.put("status", isUp ? "healthy" : "unhealthy");
    body.put("version", version);
    body.put("service", "reelwright");
    body.put("components", components);
    return Response.status(isUp ? 200 : 503).entity(body).build();
  }

  @GET
  @Path("api/health")
  @NonBlocking
  @Operation(summary = "Whether the server lives, in the words of the pipeline surface")
  public Map<String, Object> pipelineHealth() {
    return Map.of("status", "ok", "version", version);
  }

  private Map<String, Map<String, String>> components() {
    var components = new LinkedHashMap<String, Map<String, String>>();
    for (var vital : vitals) {
      components.put(vital.name(), Map.of("status", isUp(vital) ? "up" : "down"));
    }
    return components;
  }

  private static boolean isUp(Vital vital) {
    try {
      return vital.isUp().getAsBoolean();
    } catch (RuntimeException e) {
      LOG.warn("not usable: {}", vital.name(), e);
      return false;
    }
  }
}
