package dev.reelwright.http.studio;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reelwright.access.ApiKey;
import dev.reelwright.access.ApiKeys;
import dev.reelwright.http.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// API keys: listed without the key, shown once when made.
@Path("/api/studio/keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Keys")
public class KeyResource {
  private final ApiKeys keys;

  public KeyResource(ApiKeys keys) {
    this.keys = keys;
  }

  /// @param name to tell it from others
  /// @param days it is valid; for ever when absent
  @Schema(name = "NewKey")
  public record NewKey(
      @NotBlank @Size(max = 100) String name, @Nullable @Min(1) @Max(3650) Integer days) {}

  /// @param key the key itself, in the answer that made it
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Key")
  public record KeyView(
      String id,
      String name,
      @Nullable String key,
      Instant createdAt,
      @Nullable Instant lastUsedAt,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt) {
    static KeyView of(ApiKey key, @Nullable String secret) {
      return new KeyView(
          key.id(),
          key.name(),
          secret,
          key.createdAt(),
          key.lastUsedAt(),
          key.expiresAt(),
          key.revokedAt());
    }
  }

  /// @param items newest first
  public record KeyList(List<KeyView> items) {}

  @GET
  @Operation(operationId = "listKeys", summary = "Lists the API keys, newest first")
  public KeyList list() {
    return new KeyList(keys.list().stream().map(key -> KeyView.of(key, null)).toList());
  }

  @POST
  @Operation(
      operationId = "createKey",
      summary = "Makes an API key; the answer is the only one that shows it")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = KeyView.class)))
  public Response create(@NotNull @Valid NewKey wanted) {
    var days = wanted.days();
    var fresh = keys.create(wanted.name(), days == null ? null : Duration.ofDays(days));
    return Response.created(URI.create("/api/studio/keys/" + fresh.key().id()))
        .header("Cache-Control", "no-store")
        .entity(KeyView.of(fresh.key(), fresh.secret().reveal()))
        .build();
  }

  @DELETE
  @Path("{key}")
  @Operation(operationId = "revokeKey", summary = "Takes an API key back")
  @APIResponse(responseCode = "204")
  public Response revoke(@PathParam("key") String id) {
    if (!keys.revoke(id)) {
      throw Problem.notFound("Key", id);
    }
    return Response.noContent().build();
  }
}
