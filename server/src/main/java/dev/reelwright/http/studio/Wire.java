package dev.reelwright.http.studio;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.reelwright.asset.AssetOrigin;
import dev.reelwright.engine.BlockReason;
import dev.reelwright.engine.RunGoal;
import dev.reelwright.engine.RunState;
import dev.reelwright.engine.StepStatus;
import dev.reelwright.http.OneOf;
import dev.reelwright.http.Surface;
import dev.reelwright.project.Finishing;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.TakeOrigin;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What the native API answers with. Lengths are milliseconds, times ISO 8601 in UTC, words lower
/// case; a member that is absent has no value.
final class Wire {
  private Wire() {}

  record ProjectPage(List<ProjectLine> items, @Nullable String next) {}

  record RunPage(List<RunJson> items, @Nullable String next) {}

  record StepPage(List<StepJson> items, @Nullable String next) {}

  record AssetPage(List<AssetJson> items, @Nullable String next) {}

  @Schema(name = "Money")
  record MoneyJson(String amount, String currency) {}

  @Schema(name = "Model")
  record ModelJson(String provider, String model) {}

  @Schema(name = "Brief")
  record BriefJson(
      String prompt,
      @Nullable String script,
      @Nullable String language,
      String style,
      Map<String, Object> wishes) {}

  @Schema(name = "Settings")
  record SettingsJson(
      int width,
      int height,
      String fps,
      @Nullable Long lengthMillis,
      @Nullable Long shotLengthMillis,
      @Nullable Integer shots,
      long seed,
      boolean voice,
      boolean captions,
      boolean music,
      boolean clipSound,
      Map<String, ModelJson> models,
      @Nullable ModelJson storyboarder,
      @Nullable String quality,
      @Nullable Long crossfadeMillis,
      FinishingJson finishing) {}

  @Schema(name = "Finishing")
  record FinishingJson(
      @OneOf(Finishing.CaptionStyle.class) String captionStyle,
      boolean captionTrack,
      @OneOf(Finishing.Fit.class) String fit,
      @OneOf(Finishing.LongSpeech.class) String longSpeech,
      @OneOf(Finishing.Quality.class) String quality,
      @OneOf(Finishing.Codec.class) String codec) {}

  @Schema(name = "Failure")
  record FailureJson(String code, String message, boolean retryable) {}

  @Schema(name = "Run")
  record RunJson(
      String id,
      @Nullable String project,
      @OneOf(RunGoal.class) String goal,
      @OneOf(RunState.class) String state,
      @OneOf(BlockReason.class) @Nullable String blockedOn,
      @Nullable FailureJson error,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Integer> steps,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt) {}

  @Schema(name = "Step")
  record StepJson(
      String id,
      String run,
      @OneOf(StepKind.class) String kind,
      @Nullable String shot,
      @OneOf(SlotRole.class) String role,
      int candidate,
      int generation,
      @OneOf(StepStatus.class) String state,
      String lane,
      int priority,
      int tries,
      @Nullable FailureJson error,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant endedAt) {}

  /// @param spent charged so far, one sum for each currency; empty when nothing was
  record ProjectLine(
      String id,
      String title,
      @OneOf(Surface.class) String surface,
      String recipe,
      @OneOf(value = RunState.class, words = "draft") String state,
      @OneOf(BlockReason.class) @Nullable String blockedOn,
      @Nullable FailureJson error,
      int shots,
      int clips,
      @Nullable String film,
      @Nullable String cover,
      List<MoneyJson> spent,
      int priority,
      long version,
      Instant createdAt,
      Instant updatedAt) {}

  @Schema(name = "Project")
  record ProjectJson(
      String id,
      String title,
      @OneOf(Surface.class) String surface,
      String recipe,
      @OneOf(value = RunState.class, words = "draft") String state,
      ProgressJson progress,
      BriefJson brief,
      SettingsJson settings,
      @Nullable RunJson run,
      List<SceneJson> scenes,
      List<SlotJson> slots,
      @Nullable FilmJson film,
      @Nullable String forkedFrom,
      int priority,
      long version,
      Instant createdAt,
      Instant updatedAt) {}

  record ProjectHead(
      String id,
      String title,
      @OneOf(Surface.class) String surface,
      String recipe,
      BriefJson brief,
      SettingsJson settings,
      int priority,
      long version,
      Instant createdAt,
      Instant updatedAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String run,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EmptiedJson emptied) {}

  /// @param slots that the production has
  /// @param filled of those
  @Schema(name = "Progress")
  record ProgressJson(int slots, int filled) {}

  @Schema(name = "Film")
  record FilmJson(
      String asset, String url, String poster, String signedUrl, @Nullable Long lengthMillis) {}

  @Schema(name = "Scene")
  record SceneJson(
      String id,
      int position,
      String name,
      String description,
      long version,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ShotJson> shots) {}

  @Schema(name = "Shot")
  record ShotJson(
      String id,
      String scene,
      int position,
      long startMillis,
      long lengthMillis,
      TextsJson texts,
      long seed,
      int alternate,
      long version,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<SlotJson> slots) {}

  @Schema(name = "Texts")
  record TextsJson(
      String description,
      String image,
      String start,
      String end,
      String motion,
      String negative,
      String narration,
      String transition) {}

  /// @param state `filled`, `working`, `waiting`, `failed` or `empty`
  @Schema(name = "Slot")
  record SlotJson(
      @OneOf(SlotRole.class) String role,
      int candidate,
      int generation,
      @OneOf(words = {"filled", "working", "waiting", "failed", "empty"}) String state,
      @Nullable TakeJson take) {}

  @Schema(name = "Take")
  record TakeJson(
      String id,
      String project,
      @Nullable String shot,
      @OneOf(SlotRole.class) String role,
      int candidate,
      int generation,
      boolean selected,
      boolean locked,
      @OneOf(TakeOrigin.class) String origin,
      String provider,
      String model,
      @Nullable Long seed,
      String asset,
      String url,
      String poster,
      Instant createdAt) {}

  @Schema(name = "Asset")
  record AssetJson(
      String id,
      @Nullable String project,
      String mediaType,
      String name,
      long bytes,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable Long lengthMillis,
      @Nullable Long frames,
      @Nullable String fps,
      @OneOf(AssetOrigin.class) String origin,
      List<String> tags,
      String url,
      @Nullable String poster,
      String signedUrl,
      Instant createdAt) {}

  record SlotName(
      @Nullable String shot, @OneOf(SlotRole.class) String role, int candidate, int generation) {}

  @Schema(name = "Emptied")
  record EmptiedJson(List<SlotName> emptied, List<SlotName> locked) {}

  record SceneEdited(SceneJson scene, EmptiedJson emptied) {}

  record ShotEdited(ShotJson shot, EmptiedJson emptied) {}

  record TakeEdited(TakeJson take, EmptiedJson emptied) {}

  record RunStarted(
      String run, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EmptiedJson emptied) {}

  record QuoteLine(
      @OneOf(StepKind.class) String kind,
      int count,
      @Nullable ModelJson model,
      @Nullable MoneyJson amount,
      @Nullable String why) {}

  @Schema(name = "Quote")
  record QuoteJson(List<QuoteLine> lines, List<MoneyJson> totals, boolean complete) {}

  record CostLine(String provider, String model, int calls, MoneyJson charged, MoneyJson held) {}

  @Schema(name = "Costs")
  record CostsJson(Instant since, List<CostLine> lines) {}

  @Schema(name = "Lane")
  record LaneJson(
      String id,
      String kind,
      @Nullable String node,
      @Nullable String fleet,
      List<String> offers,
      int capacity,
      @Nullable Integer ratePerMinute,
      boolean paused,
      boolean draining,
      String health,
      @Nullable Instant downUntil,
      int waiting,
      int working) {}

  @Schema(name = "Stopped")
  record StoppedJson(boolean stopped) {}

  /// @param keyNeeded whether callers need a key
  /// @param signedIn whether this caller may do everything
  @Schema(name = "Session")
  record SessionJson(boolean keyNeeded, boolean signedIn) {}

  @Schema(name = "ServerSettings")
  record ServerJson(
      String version,
      String host,
      boolean keyNeeded,
      long maxBodyBytes,
      long maxFileBytes,
      long maxPicturePixels,
      String node,
      ModelJson defaultModel) {}

  /// @param settings its seed means nothing: one is drawn for each project
  @Schema(name = "Defaults")
  record DefaultsJson(String style, @Nullable String language, SettingsJson settings) {}

  @Schema(name = "StudioSettings")
  record StudioSettingsJson(ServerJson server, DefaultsJson defaults, long version) {}
}
