package dev.reelwright.http.campaign;

import dev.reelwright.http.campaign.JobOrders.FromImagePairs;
import dev.reelwright.http.campaign.JobOrders.FromPropertyPhotos;
import dev.reelwright.http.campaign.JobOrders.PropertyInfo;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Format;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.Project;
import dev.reelwright.project.ProjectId;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.take.SlotRole;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Turns job orders into pair films, and the films back into what was asked for. A job's number is
/// an alias of the project, its name the project's title.
final class JobIntake {
  static final String SURFACE = "campaign";
  static final String RECIPE = "pair-film";
  static final String JOB = "job";
  static final String AUDIO = "audio";

  static final String TYPE = "job_type";
  static final String IMAGE_PAIRS = "image_pairs";
  static final String PROPERTY_VIDEO = "property_video";

  private static final String AUTO_APPROVE = "auto_approve";
  private static final String PROPERTY = "property_info";
  private static final String PHOTOS = "photos";
  private static final String PROVIDER = "replicate";
  private static final String DEFAULT_MODEL = "veo3";
  private static final double DEFAULT_SECONDS = 6;
  private static final int PAIRS = 7;

  private JobIntake() {}

  /// Who a new job belongs to and what it is called.
  record Start(
      ProjectId id,
      String owner,
      String videoName,
      @Nullable String clientId,
      long seed,
      boolean music,
      Instant now) {}

  static Project project(FromImagePairs asked, Start start) {
    return project(
        start,
        asked.campaignId(),
        Objects.requireNonNullElse(asked.numPairs(), PAIRS),
        asked.clipDuration(),
        asked.videoModel(),
        Map.of(
            TYPE,
            IMAGE_PAIRS,
            AUTO_APPROVE,
            Objects.requireNonNullElse(asked.autoApprove(), false)));
  }

  static Project project(FromPropertyPhotos asked, Start start) {
    var property = asked.propertyInfo();
    var wishes = new HashMap<String, Object>();
    wishes.put(TYPE, PROPERTY_VIDEO);
    wishes.put(AUTO_APPROVE, Objects.requireNonNullElse(asked.autoApprove(), false));
    wishes.put(
        PROPERTY,
        Map.of(
            "name", property.name(),
            "location", property.location(),
            "propertyType", property.propertyType(),
            "positioning", property.positioning()));
    if (asked.photos() != null) {
      wishes.put(PHOTOS, List.copyOf(asked.photos()));
    }
    return project(
        start, asked.campaignId(), PAIRS, asked.clipDuration(), asked.videoModel(), wishes);
  }

  static FromImagePairs askedForPairs(Project project) {
    var settings = project.settings();
    return new FromImagePairs(
        Objects.requireNonNullElse(project.campaignId(), ""),
        project.clientId(),
        seconds(settings),
        settings.shots(),
        model(settings),
        (Boolean) project.brief().wishes().get(AUTO_APPROVE));
  }

  @SuppressWarnings("unchecked") // written by project(FromPropertyPhotos, Start)
  static FromPropertyPhotos askedForProperty(Project project) {
    var wishes = project.brief().wishes();
    var property = (Map<String, String>) Objects.requireNonNullElse(wishes.get(PROPERTY), Map.of());
    return new FromPropertyPhotos(
        Objects.requireNonNullElse(project.campaignId(), ""),
        new PropertyInfo(
            property.getOrDefault("name", ""),
            property.getOrDefault("location", ""),
            property.getOrDefault("propertyType", ""),
            property.getOrDefault("positioning", "")),
        (List<Map<String, Object>>) wishes.get(PHOTOS),
        seconds(project.settings()),
        model(project.settings()),
        (Boolean) wishes.get(AUTO_APPROVE));
  }

  /// What older databases keep of a job's order, and job answers still show.
  static Map<String, Object> parameters(Project project) {
    var settings = project.settings();
    var parameters = new LinkedHashMap<String, Object>();
    putIfGiven(parameters, "campaign_id", project.campaignId());
    putIfGiven(parameters, "client_id", project.clientId());
    putIfGiven(parameters, PROPERTY, project.brief().wishes().get(PROPERTY));
    parameters.put("video_model", model(settings));
    parameters.put("clip_duration", seconds(settings));
    putIfGiven(parameters, "num_pairs", settings.shots());
    return parameters;
  }

  static String model(ProjectSettings settings) {
    var choice = settings.models().get(SlotRole.CLIP);
    return choice == null ? DEFAULT_MODEL : choice.model();
  }

  private static Project project(
      Start start,
      String campaignId,
      int pairs,
      @Nullable Double clipSeconds,
      @Nullable String videoModel,
      Map<String, Object> wishes) {
    var seconds = Objects.requireNonNullElse(clipSeconds, DEFAULT_SECONDS);
    var model = Objects.requireNonNullElse(videoModel, DEFAULT_MODEL);
    return new Project(
        start.id(),
        start.owner(),
        SURFACE,
        RECIPE,
        start.videoName(),
        new Brief("", null, null, "cinematic", wishes),
        new ProjectSettings(
            new Format(1920, 1080, 30, 1),
            null,
            Duration.ofMillis(Math.round(seconds * 1000)),
            pairs,
            start.seed(),
            false,
            false,
            start.music(),
            Map.of(SlotRole.CLIP, new ModelChoice(PROVIDER, model)),
            null),
        null,
        null,
        null,
        campaignId,
        start.clientId(),
        0,
        0,
        0,
        Map.of(),
        start.now(),
        start.now());
  }

  private static double seconds(ProjectSettings settings) {
    var length = settings.shotLength();
    return length == null ? DEFAULT_SECONDS : length.toMillis() / 1000.0;
  }

  private static void putIfGiven(Map<String, Object> target, String name, @Nullable Object value) {
    if (value != null) {
      target.put(name, value);
    }
  }
}
