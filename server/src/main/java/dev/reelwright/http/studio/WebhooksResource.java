package dev.reelwright.http.studio;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reelwright.http.Cursor;
import dev.reelwright.http.studio.StudioCalls.Reply;
import dev.reelwright.project.ProjectId;
import dev.reelwright.store.Ids;
import dev.reelwright.store.PageCursor;
import dev.reelwright.webhook.Delivery;
import dev.reelwright.webhook.DeliveryState;
import dev.reelwright.webhook.SigningKey;
import dev.reelwright.webhook.Webhook;
import dev.reelwright.webhook.WebhookDesk;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Whom to tell of what happens, and how each message fared. Secrets are shown once, when they are
/// made.
@Path("/api/studio")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Webhooks")
public class WebhooksResource {
  private static final int MOST_KINDS = 50;
  private static final int LONGEST_SECRET = 500;
  private static final long MOST_OVERLAP_SECONDS = Duration.ofDays(30).toSeconds();

  private final WebhookDesk desk;
  private final StudioCalls calls;

  public WebhooksResource(WebhookDesk desk, StudioCalls calls) {
    this.desk = desk;
    this.calls = calls;
  }

  /// @param project the only one to be told of; all when absent
  /// @param kinds of events, such as `run.done`, or `run.*` for all that begin so; all when absent
  /// @param secret that messages are signed with; made when absent
  @Schema(name = "WebhookBody")
  record NewWebhook(
      @Nullable String url,
      @Nullable String project,
      @Nullable List<String> kinds,
      @Nullable String secret) {}

  /// @param active false: it is told of nothing, and what is on its way waits
  @Schema(name = "WebhookPatchBody")
  record WebhookPatch(
      @Nullable String url, @Nullable List<String> kinds, @Nullable Boolean active) {}

  /// @param secret the new one; made when absent
  /// @param overlapSeconds how long messages are signed with the old one as well; a day when absent
  @Schema(name = "WebhookSecretBody")
  record NewSecret(@Nullable String secret, @Nullable Long overlapSeconds) {}

  /// @param surface in whose words messages are written
  /// @param configured whether it comes from the settings and changes with them
  /// @param secret in the answer that made it, and only there
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Webhook")
  record WebhookJson(
      String id,
      String url,
      @Nullable String project,
      String surface,
      List<String> kinds,
      boolean active,
      boolean configured,
      boolean signed,
      @Nullable String secret,
      Instant createdAt) {
    static WebhookJson of(Webhook webhook, boolean isSecretShown) {
      var project = webhook.projectId();
      var key = webhook.key();
      return new WebhookJson(
          webhook.id(),
          webhook.url(),
          project == null ? null : project.value(),
          webhook.surface(),
          webhook.kinds(),
          webhook.isActive(),
          webhook.isConfigured(),
          key != null,
          isSecretShown && key != null ? key.value() : null,
          webhook.createdAt());
    }
  }

  /// @param items newest first
  @Schema(name = "WebhookList")
  record WebhookList(List<WebhookJson> items, @Nullable String next) {}

  /// @param state `pending`, `delivered` or `dead`
  /// @param nextAt when it is tried next; only while it is pending
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Delivery")
  record DeliveryJson(
      String id,
      String webhook,
      long event,
      String state,
      int tries,
      @Nullable Instant nextAt,
      @Nullable Instant endedAt,
      @Nullable Integer lastStatus,
      @Nullable String lastError,
      String body,
      Instant createdAt) {
    static DeliveryJson of(Delivery delivery) {
      var state = delivery.state();
      return new DeliveryJson(
          delivery.id(),
          delivery.webhookId(),
          delivery.eventSeq(),
          switch (state) {
            case DeliveryState.Pending _ -> "pending";
            case DeliveryState.Delivered _ -> "delivered";
            case DeliveryState.Dead _ -> "dead";
          },
          delivery.tries(),
          state instanceof DeliveryState.Pending(var at) ? at : null,
          switch (state) {
            case DeliveryState.Pending _ -> null;
            case DeliveryState.Delivered(var at) -> at;
            case DeliveryState.Dead(var at) -> at;
          },
          delivery.lastStatus(),
          delivery.lastError(),
          delivery.body(),
          delivery.createdAt());
    }
  }

  /// @param items newest first
  @Schema(name = "DeliveryList")
  record DeliveryList(List<DeliveryJson> items, @Nullable String next) {}

  @GET
  @Path("webhooks")
  @Operation(operationId = "listWebhooks", summary = "Lists the webhooks, newest first")
  public WebhookList list(
      @Context RoutingContext context,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var page =
        desk.list(StudioCalls.owner(context), StudioCalls.limit(limit), StudioCalls.cursor(cursor));
    return new WebhookList(
        page.items().stream().map(webhook -> WebhookJson.of(webhook, false)).toList(),
        page.next().map(WebhooksResource::word).orElse(null));
  }

  @POST
  @Path("webhooks")
  @Operation(
      operationId = "createWebhook",
      summary = "Has an address told of events; the answer is the only one that shows the secret")
  @APIResponse(
      responseCode = "201",
      content = @Content(schema = @Schema(implementation = WebhookJson.class)))
  public Response create(@Context RoutingContext context, @Nullable NewWebhook body) {
    var asked = body == null ? new NewWebhook(null, null, null, null) : body;
    if (asked.url() == null || asked.url().isBlank()) {
      throw StudioCalls.invalid("body", "url", "is missing", null);
    }
    var project = asked.project();
    var wanted =
        new WebhookDesk.Wanted(
            asked.url().strip(),
            project == null ? null : new ProjectId(uuid("project", project)),
            key(asked.secret()),
            kinds(asked.kinds()));
    return calls.post(
        context,
        desk.create(StudioCalls.owner(context), StudioMessages.SURFACE, wanted),
        made ->
            new Reply(201, null, "/api/studio/webhooks/" + made.id(), WebhookJson.of(made, true)));
  }

  @GET
  @Path("webhooks/{webhook}")
  @Operation(operationId = "getWebhook", summary = "A webhook, without its secret")
  public WebhookJson find(@Context RoutingContext context, @PathParam("webhook") String id) {
    return WebhookJson.of(desk.find(StudioCalls.owner(context), id), false);
  }

  @PATCH
  @Path("webhooks/{webhook}")
  @Operation(operationId = "changeWebhook", summary = "Changes a webhook, or switches it on or off")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = WebhookJson.class)))
  public Response change(
      @Context RoutingContext context,
      @PathParam("webhook") String id,
      @Nullable WebhookPatch body) {
    var asked = body == null ? new WebhookPatch(null, null, null) : body;
    var kinds = asked.kinds();
    return calls.perform(
        desk.change(
            StudioCalls.owner(context),
            id,
            asked.url(),
            kinds == null ? null : kinds(kinds),
            asked.active()),
        changed -> Reply.ok(WebhookJson.of(changed, false)));
  }

  @DELETE
  @Path("webhooks/{webhook}")
  @Operation(operationId = "deleteWebhook", summary = "Removes a webhook and its messages")
  @APIResponse(responseCode = "204")
  public Response remove(@Context RoutingContext context, @PathParam("webhook") String id) {
    calls.perform(desk.remove(StudioCalls.owner(context), id), _ -> Reply.ok(List.of()));
    return Response.noContent().build();
  }

  @POST
  @Path("webhooks/{webhook}/secret")
  @Operation(
      operationId = "rotateWebhookSecret",
      summary = "Gives a webhook another secret; for a while messages are signed with both")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = WebhookJson.class)))
  public Response rotate(
      @Context RoutingContext context, @PathParam("webhook") String id, @Nullable NewSecret body) {
    var asked = body == null ? new NewSecret(null, null) : body;
    var overlap =
        asked.overlapSeconds() == null
            ? WebhookDesk.USUAL_OVERLAP
            : Duration.ofSeconds(overlap(asked.overlapSeconds()));
    return calls.post(
        context,
        desk.rotate(StudioCalls.owner(context), id, key(asked.secret()), overlap),
        changed -> Reply.ok(WebhookJson.of(changed, true)));
  }

  @GET
  @Path("webhooks/{webhook}/deliveries")
  @Operation(
      operationId = "listDeliveries",
      summary = "Messages to a webhook and how they fared, newest first")
  public DeliveryList deliveries(
      @Context RoutingContext context,
      @PathParam("webhook") String id,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var page =
        desk.deliveries(
            StudioCalls.owner(context), id, StudioCalls.limit(limit), StudioCalls.cursor(cursor));
    return new DeliveryList(
        page.items().stream().map(DeliveryJson::of).toList(),
        page.next().map(WebhooksResource::word).orElse(null));
  }

  @GET
  @Path("deliveries/dead")
  @Operation(
      operationId = "listDeadDeliveries",
      summary = "Messages that were given up, newest first")
  public DeliveryList dead(
      @Context RoutingContext context,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var page =
        desk.deadLetters(
            StudioCalls.owner(context), StudioCalls.limit(limit), StudioCalls.cursor(cursor));
    return new DeliveryList(
        page.items().stream().map(DeliveryJson::of).toList(),
        page.next().map(WebhooksResource::word).orElse(null));
  }

  @POST
  @Path("deliveries/{delivery}/redeliver")
  @Operation(
      operationId = "redeliver",
      summary = "Has a message that is over sent again, with the same id and body")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = DeliveryJson.class)))
  public Response redeliver(@Context RoutingContext context, @PathParam("delivery") String id) {
    return calls.post(
        context,
        desk.redeliver(StudioCalls.owner(context), id),
        sent -> Reply.ok(DeliveryJson.of(sent)));
  }

  private static List<String> kinds(@Nullable List<String> asked) {
    var kinds = Objects.requireNonNullElse(asked, List.<String>of());
    if (kinds.size() > MOST_KINDS) {
      throw StudioCalls.invalid("body", "kinds", "must be at most " + MOST_KINDS, null);
    }
    for (var kind : kinds) {
      if (kind == null || !kind.matches("[a-z_]{1,40}\\.([a-z_]{1,40}|\\*)")) {
        throw StudioCalls.invalid(
            "body", "kinds", "must be kinds of events such as run.done or run.*", kind);
      }
    }
    return List.copyOf(kinds);
  }

  private static @Nullable SigningKey key(@Nullable String secret) {
    if (secret == null) {
      return null;
    }
    if (secret.isBlank() || secret.length() > LONGEST_SECRET) {
      throw StudioCalls.invalid(
          "body", "secret", "must be 1.." + LONGEST_SECRET + " characters", null);
    }
    return new SigningKey(secret);
  }

  private static long overlap(long seconds) {
    if (seconds < 0 || seconds > MOST_OVERLAP_SECONDS) {
      throw StudioCalls.invalid(
          "body", "overlapSeconds", "must lie within 0.." + MOST_OVERLAP_SECONDS, null);
    }
    return seconds;
  }

  private static String uuid(String member, String text) {
    if (!Ids.isUuid(text)) {
      throw StudioCalls.invalid("body", member, "is no id", text);
    }
    return text;
  }

  private static String word(PageCursor cursor) {
    return new Cursor(cursor.createdAt(), cursor.id()).word();
  }
}
