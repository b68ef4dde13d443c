package dev.reelwright.http.t2v;

import dev.reelwright.http.t2v.JobView.AssetView;
import dev.reelwright.http.t2v.JobView.ErrorDetails;
import dev.reelwright.http.t2v.JobView.ShotPlan;
import dev.reelwright.http.t2v.JobView.ShotView;
import dev.reelwright.production.Failure;
import dev.reelwright.production.Production;
import dev.reelwright.production.RunFacts;
import dev.reelwright.project.Project;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.take.SlotRole;
import dev.reelwright.take.Take;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Turns a production into the answers of this surface.
final class T2vViews {
  private T2vViews() {}

  static JobView job(Production production) {
    var project = production.project();
    var status = status(production);
    var rendered = status.equals("RUNNING") || status.equals("SUCCEEDED");
    var shown = rendered ? shotAssets(production) : List.<AssetView>of();
    var previews =
        rendered ? assets(production, take -> !Candidates.isFinal(take)) : List.<AssetView>of();
    var plan = plan(production);
    var error = status.equals("FAILED") ? error(production) : null;
    return new JobView(
        project.id().value(),
        status,
        Objects.toString(project.extra().get(T2vIntake.TEMPLATE_ID), ""),
        T2vIntake.askedFor(project).qualityMode(),
        project.createdAt(),
        project.updatedAt(),
        plan,
        plan == null ? null : script(plan),
        rendered ? T2vIntake.resolution(project.settings().format()) : null,
        status.equals("SUCCEEDED") && plan != null ? totalSeconds(plan) : null,
        orNull(shown),
        orNull(firstOfEachShot(shown)),
        orNull(previews),
        error,
        error,
        status.equals("SUCCEEDED") ? orNull(warnings(production, shown)) : null);
  }

  @SuppressWarnings("unchecked") // written by T2vIntake.revision
  static ReviseResponse revised(Production child, String message) {
    var project = child.project();
    return new ReviseResponse(
        project.id().value(),
        String.valueOf(project.revisionOf()),
        status(child),
        message,
        (List<String>) fieldsOf(project));
  }

  private static Object fieldsOf(Project project) {
    return Objects.requireNonNullElse(project.extra().get(T2vIntake.TARGETED_FIELDS), List.of());
  }

  private static String status(Production production) {
    var run = T2vWords.speaking(production.runs());
    return T2vWords.state(
        run.map(RunFacts::state).orElse(null), run.filter(production::isTakenUp).isPresent());
  }

  private static @Nullable ShotPlan plan(Production production) {
    var shots = production.shots();
    if (shots.isEmpty()) {
      return null;
    }
    return new ShotPlan(
        IntStream.range(0, shots.size()).mapToObj(i -> shot(i + 1, shots.get(i))).toList());
  }

  private static ShotView shot(int number, Shot shot) {
    return new ShotView(
        number,
        shot.texts().image(),
        shot.texts().narration(),
        Math.toIntExact(shot.length().toSeconds()));
  }

  /// What the known web client parses line by line: headings, picture, narration, length.
  private static String script(ShotPlan plan) {
    return plan.shots().stream().map(T2vViews::lines).collect(Collectors.joining("\n\n"));
  }

  private static String lines(ShotView shot) {
    var lines = new ArrayList<String>();
    lines.add("[镜头 %d]".formatted(shot.shotId()));
    lines.add("画面：" + shot.visualPrompt());
    if (!shot.narration().isEmpty()) {
      lines.add("旁白：" + shot.narration());
    }
    if (shot.duration() > 0) {
      lines.add("时长：%ds".formatted(shot.duration()));
    }
    return String.join("\n", lines);
  }

  /// A finalized shot shows its final render, any other its candidates.
  private static List<AssetView> shotAssets(Production production) {
    var finalized =
        production.shots().stream()
            .filter(
                shot -> production.selected(shot.id(), SlotRole.CLIP, Candidates.FINAL).isPresent())
            .map(Shot::id)
            .collect(Collectors.toSet());
    return assets(
        production, take -> Candidates.isFinal(take) == finalized.contains(take.slot().shotId()));
  }

  private static List<AssetView> assets(Production production, Predicate<Take> wanted) {
    var shots = production.shots();
    return IntStream.range(0, shots.size())
        .boxed()
        .flatMap(
            i ->
                production.takes(shots.get(i).id(), SlotRole.CLIP).stream()
                    .filter(Take::selected)
                    .filter(wanted)
                    .sorted(Comparator.comparingInt(take -> take.slot().candidate()))
                    .map(take -> asset(production, take, i + 1)))
        .toList();
  }

  private static AssetView asset(Production production, Take take, int shotNumber) {
    var facts = production.asset(take).facts();
    var length = facts.length();
    var seed = take.seed();
    return new AssetView(
        shotNumber,
        seed == null ? 0 : seed,
        Candidates.videoAddress(take, shotNumber),
        facts.audioCodec() == null ? "" : Candidates.audioAddress(take, shotNumber),
        length == null ? 0 : Math.toIntExact(length.toSeconds()),
        facts.widthPixels() + "x" + facts.heightPixels());
  }

  private static List<AssetView> firstOfEachShot(List<AssetView> assets) {
    return assets.stream()
        .collect(
            Collectors.toMap(
                AssetView::shotId, asset -> asset, (first, _) -> first, LinkedHashMap::new))
        .values()
        .stream()
        .toList();
  }

  private static int totalSeconds(ShotPlan plan) {
    return plan.shots().stream().mapToInt(ShotView::duration).sum();
  }

  /// Names the shots that stayed without a video beside others that have one.
  private static List<String> warnings(Production production, List<AssetView> shown) {
    if (shown.isEmpty()) {
      return List.of();
    }
    var made = shown.stream().map(AssetView::shotId).collect(Collectors.toSet());
    return IntStream.rangeClosed(1, production.shots().size())
        .filter(number -> !made.contains(number))
        .mapToObj("shot %d has no video; regenerate it"::formatted)
        .toList();
  }

  private static ErrorDetails error(Production production) {
    var failure =
        T2vWords.speaking(production.runs())
            .map(RunFacts::failure)
            .orElseGet(() -> new Failure("STOPPED", "The job was stopped.", false));
    return new ErrorDetails(
        failure.code(),
        failure.message(),
        failure.retryable() ? "retryable" : "non_retryable",
        failure.retryable());
  }

  private static <T> @Nullable List<T> orNull(List<T> list) {
    return list.isEmpty() ? null : list;
  }
}
