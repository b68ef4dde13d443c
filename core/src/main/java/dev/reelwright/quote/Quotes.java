package dev.reelwright.quote;

import dev.reelwright.ledger.Money;
import dev.reelwright.project.ModelChoice;
import dev.reelwright.project.Project;
import dev.reelwright.provider.Generator;
import dev.reelwright.provider.ImageRequest;
import dev.reelwright.provider.MusicRequest;
import dev.reelwright.provider.Quote;
import dev.reelwright.provider.SpeechRequest;
import dev.reelwright.provider.StoryboardRequest;
import dev.reelwright.provider.Studio;
import dev.reelwright.provider.VideoRequest;
import dev.reelwright.recipe.ProjectView;
import dev.reelwright.recipe.ShotLengths;
import dev.reelwright.recipe.StepKind;
import dev.reelwright.recipe.StepSpec;
import dev.reelwright.storyboard.Shot;
import dev.reelwright.storyboard.ShotId;
import dev.reelwright.take.SlotRole;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Prices empty slots. Nothing is sent to anybody. Thread-safe.
public final class Quotes {
  private final Studio studio;
  private final ModelChoice defaultModel;

  /// @param defaultModel of a role for which a project names none
  public Quotes(Studio studio, ModelChoice defaultModel) {
    this.studio = studio;
    this.defaultModel = defaultModel;
  }

  /// Whether narration of the project can be spoken here.
  public boolean canSpeak(Project project) {
    return find(studio::speech, choice(project, SlotRole.NARRATION))
        .map(voice -> voice.speaks(language(project)))
        .orElse(false);
  }

  /// @param empty slots to fill
  public Quotation of(ProjectView project, List<StepSpec> empty) {
    var shots = new HashMap<ShotId, Shot>();
    project.shots().forEach(shot -> shots.put(shot.id(), shot));
    var sums = new EnumMap<StepKind, Sum>(StepKind.class);
    for (var spec : empty) {
      var shot = spec.slot().shotId();
      var sum = sums.computeIfAbsent(spec.kind(), _ -> new Sum());
      sum.add(price(project, spec, shot == null ? null : shots.get(shot)));
    }
    var lines = new ArrayList<Quotation.Line>();
    sums.forEach((kind, sum) -> lines.add(sum.line(kind, model(project.project(), kind))));
    return new Quotation(
        lines,
        totals(lines),
        !sums.containsKey(StepKind.PLAN) && lines.stream().allMatch(line -> line.amount() != null));
  }

  private Optional<Quote> price(ProjectView view, StepSpec spec, @Nullable Shot shot) {
    var project = view.project();
    var settings = project.settings();
    return switch (spec.kind()) {
      case INHERIT_FRAME, CUT -> Optional.of(new Quote.Priced(Money.zero(Money.USD)));
      case PLAN ->
          quote(
              find(studio::storyboarder, plannerOf(project)),
              new StoryboardRequest(project.brief(), settings));
      case FRAME ->
          shot == null
              ? Optional.empty()
              : quote(
                  find(studio::images, choice(project, spec.slot().role())),
                  picture(project, shot));
      case CLIP ->
          shot == null
              ? Optional.empty()
              : quote(find(studio::videos, choice(project, SlotRole.CLIP)), clip(view, shot));
      case NARRATION ->
          shot == null
              ? Optional.empty()
              : quote(
                  find(studio::speech, choice(project, SlotRole.NARRATION)),
                  new SpeechRequest(
                      shot.texts().narration(),
                      language(project),
                      new ShotLengths(settings).fitMillis(shot)));
      case MUSIC ->
          quote(
              find(studio::music, choice(project, SlotRole.MUSIC)),
              new MusicRequest(
                  "calm",
                  Math.max(1, view.shots().stream().mapToLong(each -> length(view, each)).sum()),
                  settings.seed()));
    };
  }

  private static ImageRequest picture(Project project, Shot shot) {
    return new ImageRequest(
        shot.texts().start(),
        shot.texts().negative(),
        project.brief().style(),
        project.settings().format(),
        null,
        0,
        shot.length().toMillis(),
        shot.seed(),
        shot.extra());
  }

  private static VideoRequest clip(ProjectView view, Shot shot) {
    var project = view.project();
    return new VideoRequest(
        shot.texts().motion(),
        shot.texts().start(),
        shot.texts().negative(),
        project.brief().style(),
        project.settings().format(),
        null,
        null,
        length(view, shot),
        project.settings().clipSound(),
        shot.seed(),
        shot.extra());
  }

  private static long length(ProjectView view, Shot shot) {
    return new ShotLengths(view.project().settings())
        .inFilm(shot, view.take(shot.id(), SlotRole.NARRATION).orElse(null))
        .toMillis();
  }

  private static <Q> Optional<Quote> quote(
      Optional<? extends Generator<Q, ?>> generator, Q request) {
    return generator.map(each -> each.quote(request));
  }

  private static List<Money> totals(List<Quotation.Line> lines) {
    Map<String, Money> totals = new TreeMap<>();
    for (var line : lines) {
      var amount = line.amount();
      if (amount != null) {
        totals.merge(amount.currency().getCurrencyCode(), amount, Money::plus);
      }
    }
    return List.copyOf(totals.values());
  }

  private @Nullable ModelChoice model(Project project, StepKind kind) {
    return switch (kind) {
      case PLAN -> plannerOf(project);
      case FRAME -> choice(project, SlotRole.START_FRAME);
      case CLIP -> choice(project, SlotRole.CLIP);
      case NARRATION -> choice(project, SlotRole.NARRATION);
      case MUSIC -> choice(project, SlotRole.MUSIC);
      case INHERIT_FRAME, CUT -> null;
    };
  }

  private ModelChoice plannerOf(Project project) {
    var named = project.settings().storyboarder();
    return named == null ? defaultModel : named;
  }

  private <T> Optional<T> find(Function<ModelChoice, Optional<T>> role, ModelChoice choice) {
    return choice.findIn(role, defaultModel);
  }

  private ModelChoice choice(Project project, SlotRole role) {
    return project.settings().models().getOrDefault(role, defaultModel);
  }

  private static String language(Project project) {
    return Optional.ofNullable(project.brief().language()).orElse("en");
  }

  /// The slots of one kind so far. Used by one thread.
  private static final class Sum {
    private int count;
    private @Nullable Money amount;
    private @Nullable String why;

    void add(Optional<Quote> quote) {
      count++;
      if (quote.isEmpty()) {
        why = "there is no such provider or model here";
        return;
      }
      switch (quote.get()) {
        case Quote.Priced(var price) -> amount = amount == null ? price : amount.plus(price);
        case Quote.Refused(var reason) -> why = reason;
        case Quote.Unpriced(var reason) -> why = reason;
      }
    }

    Quotation.Line line(StepKind kind, @Nullable ModelChoice model) {
      return new Quotation.Line(kind, count, model, why == null ? amount : null, why);
    }
  }
}
