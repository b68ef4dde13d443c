package dev.reelwright.http.studio;

import dev.reelwright.asset.AssetId;
import dev.reelwright.desk.NewProject;
import dev.reelwright.desk.ProjectDesk;
import dev.reelwright.http.OneOf;
import dev.reelwright.project.Brief;
import dev.reelwright.project.Preferences;
import dev.reelwright.project.ProjectSettings;
import dev.reelwright.store.Ids;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A project to order, or what is to change of one; what is absent is left to us, or stays.
///
/// @param photos ids of picture assets that become one shot each
/// @param start `film` (the default where there is something to make), `plan` or `nothing`
@Schema(name = "ProjectBody")
record ProjectBody(
    @Nullable String title,
    @Nullable String prompt,
    @Nullable String script,
    @Nullable String language,
    @Nullable String style,
    @Nullable Map<String, Object> wishes,
    @Nullable List<String> photos,
    @Nullable SettingsBody settings,
    @Nullable Integer priority,
    @OneOf(words = {"film", "plan", "nothing"}) @Nullable String start) {
  static final ProjectBody NOTHING =
      new ProjectBody(null, null, null, null, null, null, null, null, null, null);

  /// @param preferences what holds where the body says nothing
  NewProject order(String owner, Preferences preferences, RandomGenerator random) {
    var brief = brief(new Brief("", null, preferences.language(), preferences.style(), Map.of()));
    var defaults = preferences.settings().withSeed(random.nextLong(ProjectSettings.MAX_SEED + 1));
    return new NewProject(
        owner,
        "studio",
        Texts.orEmpty(Texts.bounded("title", title, Texts.MAX_TITLE)).strip(),
        brief,
        settings == null ? defaults : settings.over(defaults),
        photos == null ? List.of() : photos.stream().map(ProjectBody::photo).toList(),
        start(brief),
        priority(0),
        Map.of());
  }

  ProjectDesk.Editable over(ProjectDesk.Editable was) {
    return new ProjectDesk.Editable(
        title == null ? was.title() : Texts.bounded("title", title, Texts.MAX_TITLE).strip(),
        brief(was.brief()),
        settings == null ? was.settings() : settings.over(was.settings()),
        priority(was.priority()));
  }

  private Brief brief(Brief was) {
    var wished = wishes == null ? was.wishes() : wishes;
    if (wished.values().stream().anyMatch(Objects::isNull)) {
      throw StudioCalls.invalid("body", "wishes", "a wish needs a value", null);
    }
    return new Brief(
        prompt == null ? was.prompt() : Texts.bounded("prompt", prompt, Texts.MAX_PROMPT),
        script == null ? was.script() : Texts.bounded("script", script, Texts.MAX_SCRIPT),
        language == null ? was.language() : language("language", language),
        style == null ? was.style() : style("style", style),
        wished);
  }

  static String style(String field, String style) {
    return Texts.bounded(field, style, Texts.MAX_WORD);
  }

  /// @return null for the language of the text
  static @Nullable String language(String field, String language) {
    if (language.isEmpty()) {
      return null;
    }
    if (!language.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}")) {
      throw StudioCalls.invalid("body", field, "must be a tag such as en or zh-CN", language);
    }
    return language;
  }

  private int priority(int was) {
    if (priority != null && Math.abs((long) priority) > 100) {
      throw StudioCalls.invalid("body", "priority", "must lie within -100..100", priority);
    }
    return priority == null ? was : priority;
  }

  private NewProject.Start start(Brief brief) {
    if (start == null) {
      var isEmpty =
          Texts.isMissing(brief.prompt())
              && Texts.isMissing(brief.script())
              && (photos == null || photos.isEmpty());
      return isEmpty ? NewProject.Start.NOT_YET : NewProject.Start.FILM;
    }
    return switch (start) {
      case "nothing" -> NewProject.Start.NOT_YET;
      case "plan" -> NewProject.Start.PLAN;
      case "film" -> NewProject.Start.FILM;
      default -> throw StudioCalls.invalid("body", "start", "must be film, plan or nothing", start);
    };
  }

  private static AssetId photo(@Nullable String id) {
    if (id == null || !Ids.isUuid(id)) {
      throw StudioCalls.invalid("body", "photos", "must be ids of assets", id);
    }
    return new AssetId(id);
  }
}
