package dev.reelwright.http.studio;

import dev.reelwright.desk.PreferenceDesk;
import dev.reelwright.http.studio.StudioCalls.Reply;
import dev.reelwright.http.studio.Wire.DefaultsJson;
import dev.reelwright.http.studio.Wire.ServerJson;
import dev.reelwright.http.studio.Wire.StudioSettingsJson;
import dev.reelwright.project.Preferences;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// How the server is set up, which only its operator changes, and what its user prefers.
@Path("/api/studio/settings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Operation")
public class SettingsResource {
  private final StudioCalls calls;
  private final Words words;
  private final PreferenceDesk desk;
  private final StudioSettings server;
  private final String version;

  public SettingsResource(
      StudioCalls calls,
      Words words,
      PreferenceDesk desk,
      StudioSettings server,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.calls = calls;
    this.words = words;
    this.desk = desk;
    this.server = server;
    this.version = version;
  }

  @Schema(name = "StudioSettingsBody")
  record PatchBody(@Nullable DefaultsBody defaults) {}

  /// @param language tag such as `en`; empty for that of the text
  @Schema(name = "DefaultsBody")
  record DefaultsBody(
      @Nullable String style, @Nullable String language, @Nullable SettingsBody settings) {
    Preferences over(Preferences was) {
      if (settings != null && settings.seed() != null) {
        throw StudioCalls.invalid(
            "body", "defaults.settings.seed", "is drawn for each project", settings.seed());
      }
      return new Preferences(
          style == null ? was.style() : ProjectBody.style("defaults.style", style),
          language == null ? was.language() : ProjectBody.language("defaults.language", language),
          settings == null ? was.settings() : settings.over(was.settings()));
    }
  }

  @GET
  @Operation(
      operationId = "readSettings",
      summary = "How this server is set up, and what new projects begin with; never a secret")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = StudioSettingsJson.class)))
  public Response read(@Context RoutingContext context) {
    return StudioCalls.response(reply(desk.find(StudioCalls.owner(context))));
  }

  @PATCH
  @Operation(
      operationId = "editSettings",
      summary = "Change what new projects begin with; those that exist stay as they are")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = StudioSettingsJson.class)))
  public Response edit(
      @Context RoutingContext context,
      @HeaderParam("If-Match") @Nullable String ifMatch,
      @Nullable PatchBody body) {
    var defaults = body == null ? null : body.defaults();
    return calls.perform(
        desk.edit(
            StudioCalls.owner(context),
            StudioCalls.version(ifMatch),
            was -> defaults == null ? was : defaults.over(was)),
        this::reply);
  }

  private Reply reply(Preferences.Kept kept) {
    var value = kept.value();
    return Reply.versioned(
        kept.version(),
        new StudioSettingsJson(
            new ServerJson(
                version,
                server.host(),
                server.asksForKey(),
                server.maxBodyBytes(),
                server.maxFileBytes(),
                server.maxPicturePixels(),
                server.node(),
                Words.model(server.defaultModel())),
            new DefaultsJson(value.style(), value.language(), words.settings(value.settings())),
            kept.version()));
  }
}
