package dev.reelwright.http.studio;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the native API answers with. Lengths are milliseconds, times ISO 8601 in UTC, words lower
/// case; a member that is absent has no value.
final class Wire {
  private Wire() {}

  record PageJson<T>(List<T> items, @Nullable String next) {}

  record MoneyJson(String amount, String currency) {}

  record ModelJson(String provider, String model) {}

  record BriefJson(
      String prompt,
      @Nullable String script,
      @Nullable String language,
      String style,
      Map<String, Object> wishes) {}

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
      @Nullable String quality) {}

  record FailureJson(String code, String message, boolean retryable) {}

  record RunJson(
      String id,
      @Nullable String project,
      String goal,
      String state,
      @Nullable String blockedOn,
      @Nullable FailureJson error,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Integer> steps,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt) {}

  record StepJson(
      String id,
      String run,
      String kind,
      @Nullable String shot,
      String role,
      int candidate,
      int generation,
      String state,
      String lane,
      int priority,
      int tries,
      @Nullable FailureJson error,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant endedAt) {}

  record ProjectLine(
      String id,
      String title,
      String surface,
      String recipe,
      String state,
      @Nullable String blockedOn,
      @Nullable FailureJson error,
      int shots,
      int clips,
      @Nullable String film,
      @Nullable String cover,
      int priority,
      long version,
      Instant createdAt,
      Instant updatedAt) {}

  record ProjectJson(
      String id,
      String title,
      String surface,
      String recipe,
      String state,
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
      String surface,
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
  record ProgressJson(int slots, int filled) {}

  record FilmJson(String asset, String url, String signedUrl, @Nullable Long lengthMillis) {}

  record SceneJson(
      String id,
      int position,
      String name,
      String description,
      long version,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ShotJson> shots) {}

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
  record SlotJson(
      String role, int candidate, int generation, String state, @Nullable TakeJson take) {}

  record TakeJson(
      String id,
      String project,
      @Nullable String shot,
      String role,
      int candidate,
      int generation,
      boolean selected,
      boolean locked,
      String origin,
      String provider,
      String model,
      @Nullable Long seed,
      String asset,
      String url,
      Instant createdAt) {}

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
      String origin,
      List<String> tags,
      String url,
      String signedUrl,
      Instant createdAt) {}

  record SlotName(@Nullable String shot, String role, int candidate, int generation) {}

  record EmptiedJson(List<SlotName> emptied, List<SlotName> locked) {}

  record SceneEdited(SceneJson scene, EmptiedJson emptied) {}

  record ShotEdited(ShotJson shot, EmptiedJson emptied) {}

  record TakeEdited(TakeJson take, EmptiedJson emptied) {}

  record RunStarted(
      String run, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EmptiedJson emptied) {}

  record QuoteLine(
      String kind,
      int count,
      @Nullable ModelJson model,
      @Nullable MoneyJson amount,
      @Nullable String why) {}

  record QuoteJson(List<QuoteLine> lines, List<MoneyJson> totals, boolean complete) {}

  record CostLine(String provider, String model, int calls, MoneyJson charged, MoneyJson held) {}

  record CostsJson(Instant since, List<CostLine> lines) {}

  record LaneJson(
      String id,
      String kind,
      @Nullable String node,
      int capacity,
      @Nullable Integer ratePerMinute,
      boolean paused,
      String health,
      int waiting,
      int working) {}
}
